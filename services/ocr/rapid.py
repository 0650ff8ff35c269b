"""RapidOCR (PP-OCRv6 models from its wheel, onnxruntime): the first engine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from services.ocr.base import RgbImage
from services.ocr.rows import Piece, rows
from services.ocr.words import Token, clamp, squeeze, words_by_share, words_from_tokens
from services.types import Box, Word, WordSource

MAX_THREADS = 4  # more threads of one page only wait for each other
MAX_SIDE_PX = 2000  # RapidOCR shrinks to this itself; done before, the large picture need not stay in memory
MAX_ASPECT = 4.0  # RapidOCR blows the short side up to 736 px: a longer strip costs memory without end


class RapidOcrEngine:
    """Needs no network: the models are in the wheel. Takes some 0.7 s per picture on two cores, 500 MB and more."""

    name = "rapid"
    source = WordSource.RAPID

    def __init__(self, threads: int | None = None) -> None:
        count = min(threads or os.cpu_count() or 1, MAX_THREADS)
        self._engine = RapidOCR(
            params={"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": count}
        )

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        """Give the words of a picture. Lines are visual rows; confidence is that of the recognised stretch."""
        padded = _padded(image)
        result = self._engine(np.ascontiguousarray(padded[:, :, ::-1]), return_word_box=True)
        if result.boxes is None or result.txts is None:
            return ()
        height, width = image.shape[:2]
        return _words(result, width, height)


def _padded(image: RgbImage) -> RgbImage:
    """Bound the side lengths and how much longer than wide a picture may be, by white paper at the right or below."""
    height, width = image.shape[:2]
    missing_width = max(int(height / MAX_ASPECT) - width, 0)
    missing_height = max(int(width / MAX_ASPECT) - height, 0)
    if not (missing_width or missing_height):
        return image
    return cv2.copyMakeBorder(image, 0, missing_height, 0, missing_width, cv2.BORDER_CONSTANT, value=(255, 255, 255))


def _words(result: Any, width: int, height: int) -> tuple[Word, ...]:
    lines = _line_tokens(result.txts, result.boxes, result.word_results or ())
    pieces = [_piece(quad) for quad in result.boxes]
    words: list[Word] = []
    for number, row in enumerate(rows(pieces)):
        for index in row:
            score = min(max(float(result.scores[index]), 0.0), 1.0)
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
