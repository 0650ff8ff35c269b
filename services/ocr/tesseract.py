"""Tesseract, by its command line: the second engine."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

import numpy as np
import pytesseract
from PIL import Image

from services.errors import OcrError, OcrUnavailableError
from services.ocr.base import ReadLine, RgbImage
from services.ocr.languages import SCRIPTS, tesseract_names, tesseract_reads
from services.ocr.rows import Piece, rows
from services.ocr.words import clamp
from services.types import Box, Word, WordSource

PAGE_MODE = "--psm 6"  # one block of text: it finds half as many dates again as --psm 4 on receipts, and as many totals
LINE_MODE = "--psm 7"
LINE_MARGIN_PX, PAPER = 12, 255  # with a rule or a colour right at its edge, Tesseract takes a line for a drawing
TIMEOUT_S = 30  # of a page; a file of one page has 40
REMEDY = "Install the package tesseract-ocr, or use RapidOCR, which needs nothing from the system."


class TesseractEngine:
    """Reads with the languages that are wished for and installed, one thread: more threads make it five times slower."""

    name = "tesseract"
    source = WordSource.TESSERACT

    def __init__(self, languages: Sequence[str] = ()) -> None:
        """`languages` are ISO 639-1, the likeliest first; without any, the likeliest that are installed."""
        os.environ["OMP_THREAD_LIMIT"] = "1"
        try:
            pytesseract.get_tesseract_version()
            self._installed = frozenset(pytesseract.get_languages()) - {*SCRIPTS}
        except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError) as error:
            raise OcrUnavailableError(f"Tesseract does not start. {REMEDY}") from error
        if not self._installed:
            raise OcrUnavailableError(f"Tesseract has no language installed. {REMEDY}")
        self._languages = "+".join(tesseract_names(languages, self._installed))

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        """Give the words of a picture; raises OcrError when Tesseract fails or takes too long."""
        return _words(self._data(image, PAGE_MODE), image.shape[1], image.shape[0])

    def read_line(self, image: RgbImage) -> ReadLine:
        """Give the text of a picture that shows one line; raises like `read`."""
        margin = (LINE_MARGIN_PX, LINE_MARGIN_PX)
        data = self._data(np.pad(image, (margin, margin, (0, 0)), constant_values=PAPER), LINE_MODE)
        found = [(text.strip(), float(data["conf"][index])) for index, text in enumerate(data["text"]) if text.strip()]
        sure = fmean(max(confidence, 0.0) for _, confidence in found) / 100 if found else 0.0
        return ReadLine(" ".join(text for text, _ in found), sure)

    def reads(self, language: str) -> bool:
        """Tell whether data for the letters of a language is installed."""
        return tesseract_reads(language, self._installed)

    def _data(self, image: RgbImage, mode: str) -> Mapping[str, Sequence[Any]]:
        try:
            found: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
                Image.fromarray(image),
                lang=self._languages,
                config=mode,
                output_type=pytesseract.Output.DICT,
                timeout=TIMEOUT_S,
            )
        except (pytesseract.TesseractError, RuntimeError) as error:
            raise OcrError("Tesseract failed on this page.") from error
        except OSError as error:
            raise OcrError(
                "Tesseract gets a page by a file, and there was no room for one. Make room, then read it again."
            ) from error
        return found


def _words(data: Mapping[str, Sequence[Any]], width: int, height: int) -> tuple[Word, ...]:
    found = [index for index, text in enumerate(data["text"]) if text.strip() and float(data["conf"][index]) >= 0]
    lines = _lines(data, found)
    pieces = [_piece(data, members) for members in lines]
    words: list[Word] = []
    for number, row in enumerate(rows(pieces)):
        for index in [member for piece in row for member in lines[piece]]:
            words += _split(data, index, number, width, height)
    return tuple(words)


def _lines(data: Mapping[str, Sequence[Any]], found: Sequence[int]) -> list[list[int]]:
    """Tesseract's lines end at its blocks; what stands beside each other in two blocks is one visual row."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for index in found:
        key = (data["block_num"][index], data["par_num"][index], data["line_num"][index])
        lines.setdefault(key, []).append(index)
    return list(lines.values())


def _box(data: Mapping[str, Sequence[Any]], index: int) -> Box:
    left, top = float(data["left"][index]), float(data["top"][index])
    return Box(left, top, left + float(data["width"][index]), top + float(data["height"][index]))


def _piece(data: Mapping[str, Sequence[Any]], members: Sequence[int]) -> Piece:
    boxes = [_box(data, index) for index in members]
    first, last = boxes[0], boxes[-1]
    heights = sorted(box.y1 - box.y0 for box in boxes)
    run = (last.x0 + last.x1 - first.x0 - first.x1) / 2
    rise = (last.y0 + last.y1 - first.y0 - first.y1) / 2
    middle = sum((box.y0 + box.y1) / 2 for box in boxes) / len(boxes)
    slope = rise / run if run > 0 else 0.0
    return Piece(first.x0, max(box.x1 for box in boxes), middle, max(heights[len(heights) // 2], 1.0), slope)


def _split(data: Mapping[str, Sequence[Any]], index: int, line: int, width: int, height: int) -> list[Word]:
    box = clamp(_box(data, index), width, height)
    confidence = round(min(max(float(data["conf"][index]) / 100, 0.0), 1.0), 4)
    return [Word(text, box, line, confidence) for text in data["text"][index].split()]
