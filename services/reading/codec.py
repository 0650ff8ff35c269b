"""ReadDocument to JSON and back. What comes back is checked like any input: a reading child may have been taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.errors import DocumentFormatError
from services.reading.limits import DEFAULT, PAGE_SIDE, Limits
from services.reading.media_types import SUPPORTED
from services.types import Box, Page, ReadDocument, Word, WordSource

MAX_WARNINGS = 50
MAX_CODE_CHARACTERS = 100
UNITS = ("pt", "px")
ROTATIONS = (0, 90, 180, 270)
SOURCES = tuple(WordSource)
WORD_ITEMS = 7


def document_to_json(document: ReadDocument) -> dict[str, Any]:
    """Give a document as compact JSON values; a word is [text, x0, y0, x1, y1, line, confidence]."""
    return {
        "media_type": document.media_type,
        "reader_version": document.reader_version,
        "warnings": list(document.warnings),
        "pages": [page_to_json(page) for page in document.pages],
    }


def document_from_json(value: object, limits: Limits = DEFAULT) -> ReadDocument:
    """Give the document of JSON values; raises DocumentFormatError at anything of a wrong type, size or range."""
    data = _object(value)
    media_type = _text(data.get("media_type"), MAX_CODE_CHARACTERS)
    if media_type not in SUPPORTED:
        raise DocumentFormatError("The media type is unknown.")
    pages = tuple(page_from_json(page, limits) for page in _list(data.get("pages"), limits.pages))
    if [page.number for page in pages] != list(range(1, len(pages) + 1)):
        raise DocumentFormatError("The pages are not numbered from 1.")
    warnings = warnings_from_json(data.get("warnings"))
    return ReadDocument(media_type, pages, warnings, _text(data.get("reader_version"), MAX_CODE_CHARACTERS))


def warnings_from_json(value: object) -> tuple[str, ...]:
    """Give the codes of warnings; raises DocumentFormatError."""
    return tuple(_text(code, MAX_CODE_CHARACTERS) for code in _list(value, MAX_WARNINGS))


def page_to_json(page: Page) -> dict[str, Any]:
    """Give one page as JSON values."""
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "unit": page.unit,
        "source": page.source.value,
        "rotation": page.rotation,
        "words": [[word.text, *word.box, word.line, word.confidence] for word in page.words],
    }


def page_from_json(value: object, limits: Limits = DEFAULT) -> Page:
    """Give one page of JSON values; raises DocumentFormatError. NUL and halves of surrogate pairs are left out."""
    data = _object(value)
    unit, rotation, source = data.get("unit"), data.get("rotation"), data.get("source")
    if unit not in UNITS or rotation not in ROTATIONS or source not in SOURCES:
        raise DocumentFormatError("A page's unit, rotation or source is unknown.")
    words = [_word(word, limits) for word in _list(data.get("words"), limits.words_per_page)]
    return Page(
        number=_integer(data.get("number"), 1, limits.pages),
        width=_number(data.get("width"), 0.0, PAGE_SIDE),
        height=_number(data.get("height"), 0.0, PAGE_SIDE),
        unit=str(unit),
        words=tuple(word for word in words if word.text),
        source=WordSource(str(source)),
        rotation=_integer(rotation, 0, max(ROTATIONS)),
    )


def _word(value: object, limits: Limits) -> Word:
    items = _list(value, WORD_ITEMS)
    if len(items) != WORD_ITEMS:
        raise DocumentFormatError("A word is incomplete.")
    text, x0, y0, x1, y1, line, confidence = items
    box = Box(*(_number(side, 0.0, 1.0) for side in (x0, y0, x1, y1)))
    if box.x0 > box.x1 or box.y0 > box.y1:
        raise DocumentFormatError("A box stands on its head.")
    number = _integer(line, 0, limits.words_per_page)
    return Word(_text(text, limits.word_characters), box, number, _number(confidence, 0.0, 1.0))


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DocumentFormatError("An object is missing.")
    return value


def _list(value: object, longest: int) -> Sequence[object]:
    if not isinstance(value, list) or len(value) > longest:
        raise DocumentFormatError("A list is missing or too long.")
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise DocumentFormatError("A text is missing or too long.")
    return storable(value)


def storable(text: str) -> str:
    """Give the text without what Postgres and UTF-8 cannot hold: NUL and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _number(value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DocumentFormatError("A number is missing.")
    if not low <= value <= high:  # NaN is not either
        raise DocumentFormatError("A number is out of range.")
    return float(value)


def _integer(value: object, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise DocumentFormatError("A whole number is missing or out of range.")
    return value
