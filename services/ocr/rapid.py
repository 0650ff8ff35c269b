"""RapidOCR (PP-OCRv6 models from its wheel, onnxruntime): the first engine."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from statistics import fmean
from typing import Any

import numpy as np
from rapidocr.utils.output import RapidOCROutput
from rapidocr.utils.process_img import resize_image_within_bounds

from services.ocr.base import ReadLine, RgbImage
from services.ocr.languages import RAPID
from services.ocr.rapid_sessions import lean_rapid_ocr
from services.ocr.rows import Piece, rows
from services.ocr.words import Token, clamp, squeeze, words_by_share, words_from_tokens
from services.types import Box, Word, WordSource

MAX_THREADS = 4  # more threads of one page only wait for each other
MIN_SIDE_PX, MAX_SIDE_PX = 30, 2000  # RapidOCR's own bounds
MAX_PIXELS = 3_100_000  # 2000 px long and 4:3; a square of that side would take another 100 MB
MAX_ASPECT = 4.0  # RapidOCR blows the short side up to 736 px: a longer strip costs memory without end
PAPER = 255


class RapidOcrEngine:
    """Needs no network: the models are in the wheel. Takes some 0.7 s per picture on two cores, 500 MB and more."""

    name = "rapid"
    source = WordSource.RAPID

    def __init__(self, threads: int | None = None) -> None:
        count = min(threads or os.cpu_count() or 1, MAX_THREADS)
        self._engine = lean_rapid_ocr(count)

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        """Give the words of a picture. Lines are visual rows; confidence is that of the recognised stretch."""
        height, width = image.shape[:2]
        small, scale_x, scale_y = _shrunk(_padded(image))
        # RapidOCR remembers the switches of the call before (see `read_line`), so all of them are given each time.
        result = self._engine(
            np.ascontiguousarray(small[:, :, ::-1]), use_det=True, use_cls=True, use_rec=True, return_word_box=True
        )
        if not isinstance(result, RapidOCROutput) or result.boxes is None or result.txts is None:
            return ()
        return _words(result, width / scale_x, height / scale_y)

    def read_line(self, image: RgbImage) -> ReadLine:
        """Give the text of a picture that shows one line and nothing else: no search for text, some 30 ms."""
        result = self._engine(np.ascontiguousarray(image[:, :, ::-1]), use_det=False, use_cls=False, use_rec=True)
        texts = " ".join(result.txts or ()).strip()
        return ReadLine(texts, fmean(map(float, result.scores)) if texts else 0.0)

    def reads(self, language: str) -> bool:
        """Tell whether the model's dictionary holds the letters of a language."""
        return language in RAPID


def _padded(image: RgbImage) -> RgbImage:
    """Bound how much longer than wide a picture may be, by white paper at the right or below."""
    height, width = image.shape[:2]
    right = max(int(height / MAX_ASPECT) - width, 0)
    below = max(int(width / MAX_ASPECT) - height, 0)
    if not (right or below):
        return image
    return np.pad(image, ((0, below), (0, right), (0, 0)), constant_values=PAPER)


def _shrunk(image: RgbImage) -> tuple[RgbImage, float, float]:
    """Shrink as RapidOCR would, before it keeps a copy of the large picture; give also by how much in x and y."""
    sides = sorted(image.shape[:2])
    longest = min(MAX_SIDE_PX, math.isqrt(MAX_PIXELS * sides[1] // sides[0]))
    small, ratio_y, ratio_x = resize_image_within_bounds(image, MIN_SIDE_PX, longest)
    return np.asarray(small, dtype=np.uint8), ratio_x, ratio_y


def _words(result: Any, width: float, height: float) -> tuple[Word, ...]:
    lines = _line_tokens(result.txts, result.boxes, result.word_results or ())
    pieces = [_piece(quad) for quad in result.boxes]
    words: list[Word] = []
    for number, row in enumerate(rows(pieces)):
        for index in row:
            score = round(min(max(float(result.scores[index]), 0.0), 1.0), 4)
            words += [Word(token.text, clamp(token.box, width, height), number, score) for token in lines[index]]
    return tuple(words)


def _line_tokens(texts: Sequence[str], quads: Any, word_results: Sequence[Any]) -> list[list[Token]]:
    """Pair lines with their word boxes by text: RapidOCR leaves out the entry of a line that has no word boxes."""
    lines, position = [], 0
    for text, quad in zip(texts, quads, strict=True):
        tokens = _tokens(word_results[position]) if position < len(word_results) else []
        if tokens and "".join(token.text for token in tokens) == squeeze(text):
            lines.append(words_from_tokens(text, tokens))
            position += 1
        else:
            lines.append(words_by_share(text, _bounds(quad)))
    return lines


def _tokens(word_result: Any) -> list[Token]:
    return [Token(squeeze(text), _bounds(quad)) for text, _score, quad in word_result if squeeze(text)]


def _bounds(quad: Any) -> Box:
    points = np.asarray(quad, dtype=float)
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))


def _piece(quad: Any) -> Piece:
    """Quads run from top left clockwise."""
    points = np.asarray(quad, dtype=float)
    box = _bounds(quad)
    run = max(float(points[1][0] - points[0][0]), 1.0)
    slope = float(points[1][1] - points[0][1]) / run
    height = float(np.linalg.norm(points[3] - points[0]))
    return Piece(box.x0, box.x1, float(points[:, 1].mean()), max(height, 1.0), slope)
