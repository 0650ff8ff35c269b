"""Whether there is print that nobody read: engines are sure of what they read, and say nothing of what they did not see."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from services.ocr.base import RgbImage
from services.ocr.preprocessing.light import flat_grey
from services.ocr.preprocessing.warp import reduced
from services.types import Word

LOOK_PX = 1000
INK = 228  # of 255, on paper made white: below it a pixel is printed
GRAIN_PX = 3
LIKE_HEIGHT = (0.5, 1.8)  # times that of the words that were read: what else is print
LEAST_RUN = 2.0  # widths of print by its heights: words, no specks
FILLED = (0.15, 0.85)  # of its box: neither a frame nor a bar
ROOM = 0.5  # of a word's height around it that belongs to it
LEAST_WORDS = 5
UNREAD = 0.2  # of all print


def is_partly_unread(image: RgbImage, words: Sequence[Word]) -> bool:
    """Tell whether much that looks like the words which were read of a picture was not read itself."""
    return unread_share(image, words) > UNREAD


def unread_share(image: RgbImage, words: Sequence[Word]) -> float:
    """Give the share of print, by length, that lies in no word; 0.0 where too few words tell what print looks like."""
    if len(words) < LEAST_WORDS:
        return 0.0
    small, _factor = reduced(image, LOOK_PX)
    height, width = small.shape[:2]
    tall = median((word.box.y1 - word.box.y0) * height for word in words)
    runs = _runs(small, tall)
    read = _covered(words, (height, width), tall)
    lengths = [(run[2], bool(read[int(run[1] + run[3] / 2), int(run[0] + run[2] / 2)])) for run in runs]
    of_all = sum(length for length, _is_read in lengths)
    return sum(length for length, is_read in lengths if not is_read) / of_all if of_all else 0.0


def _runs(image: RgbImage, tall: float) -> list[tuple[float, float, float, float]]:
    """Boxes (left, top, width, height) of what looks like a row of letters as tall as the words."""
    flat = cv2.medianBlur(flat_grey(image), GRAIN_PX)
    ink = (flat < INK).astype(np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(int(tall / 2), 1)), np.uint8))
    _count, _labels, boxes, _middles = cv2.connectedComponentsWithStats(joined)
    low, high = (share * tall for share in LIKE_HEIGHT)
    return [
        (x, y, w, h)
        for x, y, w, h, area in boxes[1:].astype(float).tolist()
        if low <= h <= high and w >= LEAST_RUN * h and FILLED[0] <= area / (w * h) <= FILLED[1]
    ]


def _covered(words: Sequence[Word], shape: tuple[int, int], tall: float) -> npt.NDArray[np.uint8]:
    """1 where a word stands, or right beside one."""
    height, width = shape
    covered, room = np.zeros(shape, np.uint8), ROOM * tall
    for box in (word.box for word in words):
        top, bottom = max(int(box.y0 * height - room), 0), int(box.y1 * height + room) + 1
        covered[top:bottom, max(int(box.x0 * width - room), 0) : int(box.x1 * width + room) + 1] = 1
    return covered
