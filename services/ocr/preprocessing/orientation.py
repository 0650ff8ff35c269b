"""Which way up a page is, by the words that were read on it: their shape, and which way up their letters are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from services.ocr.base import RgbImage
from services.ocr.preprocessing.line_direction import on_their_head
from services.types import Word

LONG_WORD = 4  # characters: shorter ones may be higher than wide
LONG_SHAPE = 1.3  # sides of a long word by each other, at least
LEAST_WORDS = 3  # that agree
MOST_WORDS = 24  # that are looked at: the widest ones
ON_ITS_SIDE, ON_ITS_HEAD = 0.6, 0.7  # shares of the words that say so
CLEAR = 0.8  # how sure the classifier is of a word that counts


def content_rotation(image: RgbImage, words: Sequence[Word]) -> int:
    """Give by how many degrees clockwise (0, 90, 180, 270) the picture has to be turned for its words to stand upright.

    `words` are those of a first reading of this picture. 0 as well where they are too few to tell.
    """
    long = [word for word in words if len(word.text) >= LONG_WORD]
    lying = [word for word in long if _aspect(image, word) >= LONG_SHAPE]
    standing = [word for word in long if _aspect(image, word) <= 1 / LONG_SHAPE]
    is_on_its_side = len(standing) >= LEAST_WORDS and len(standing) > ON_ITS_SIDE * len(long)
    if is_on_its_side:
        # np.rot90 turns counter-clockwise: letters that stand then, need three quarters clockwise
        return 90 if _are_on_their_head([np.rot90(crop) for crop in _crops(image, standing)]) else 270
    return 180 if _are_on_their_head(_crops(image, lying)) else 0


def _aspect(image: RgbImage, word: Word) -> float:
    width, height = (word.box.x1 - word.box.x0) * image.shape[1], (word.box.y1 - word.box.y0) * image.shape[0]
    return float(width / max(height, 1.0))


def _crops(image: RgbImage, words: Sequence[Word]) -> list[RgbImage]:
    """The pictures of the longest words."""
    height, width = image.shape[:2]
    longest = sorted(words, key=lambda word: len(word.text), reverse=True)[:MOST_WORDS]
    boxes = [word.box for word in longest]
    crops = [
        image[int(box.y0 * height) : int(box.y1 * height) + 1, int(box.x0 * width) : int(box.x1 * width) + 1] for box in boxes
    ]
    return [crop for crop in crops if crop.size]


def _are_on_their_head(crops: Sequence[RgbImage]) -> bool:
    if len(crops) < LEAST_WORDS:
        return False
    scores = on_their_head(crops)
    clear = scores[(scores >= CLEAR) | (scores <= 1 - CLEAR)]
    return len(clear) >= LEAST_WORDS and float((clear >= CLEAR).mean()) > ON_ITS_HEAD
