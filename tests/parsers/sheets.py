"""Makes documents out of text: each character gets the same width, each line the same height."""

from __future__ import annotations

from datetime import date

from services.providers.base import ExtractionRequest
from services.types import Box, Page, ReadDocument, Word, WordSource

TODAY = date(2026, 11, 21)
_COLUMNS = 60
_LINE_PX = 30
_COLUMN_PX = 14


def document(text: str, *, confidence: float = 1.0, unit: str = "px") -> ReadDocument:
    """A document of one page; three blanks and more make columns, as they would on paper."""
    lines = text.strip("\n").split("\n")
    width, height = float(_COLUMNS * _COLUMN_PX), float(max(len(lines), 10) * _LINE_PX)
    if unit == "pt":
        height = width * 1.414
    words = tuple(word for number, line in enumerate(lines) for word in _words(line, number, height, confidence))
    source = WordSource.RAPID if unit == "px" else WordSource.TEXT
    return ReadDocument("image/png", (Page(1, width, height, unit, words, source),))


def request(text: str, **known: str) -> ExtractionRequest:
    return ExtractionRequest(document(text), TODAY, **known)


def _words(line: str, number: int, height: float, confidence: float) -> list[Word]:
    words, start = [], 0
    for text in line.split():
        start = line.index(text, start)
        top = number * _LINE_PX / height
        bottom = (number * _LINE_PX + 22) / height
        box = Box(start / _COLUMNS, top, (start + len(text)) / _COLUMNS, bottom)
        words.append(Word(text, box, number, confidence))
        start += len(text)
    return words
