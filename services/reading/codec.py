"""ReadDocument to JSON and back. What comes back is checked like any input: a reading child may have been taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from services.einvoice.codec import einvoice_from_json, einvoice_to_json
from services.errors import DocumentFormatError
from services.reading.limits import OF_ROWS, PAGE_SIDE, Limits
from services.reading.media_types import SUPPORTED
from services.types import Attachment, Box, Cell, Page, ReadDocument, Table, TableOrigin, Word, WordSource

MAX_WARNINGS = 50
MAX_CODE_CHARACTERS = 100
MAX_NAME_CHARACTERS = 255
CELL_ITEMS = 3
UNITS = ("pt", "px")
ROTATIONS = (0, 90, 180, 270)
SOURCES = tuple(WordSource)
WORD_ITEMS = 7
WORD_TYPES = (str, float, float, float, float, int, float)  # where no side of the box came as a whole number
UsualWord = tuple[str, float, float, float, float, int, float]


def document_to_json(document: ReadDocument) -> dict[str, Any]:
    """Give a document as compact JSON values; a word is [text, x0, y0, x1, y1, line, confidence]."""
    return {
        "media_type": document.media_type,
        "reader_version": document.reader_version,
        "language": document.language,
        "sender": document.sender,
        "warnings": list(document.warnings),
        "pages": [page_to_json(page) for page in document.pages],
        "tables": [table_to_json(table) for table in document.tables],
        "attachments": [attachment_to_json(attachment) for attachment in document.attachments],
        "einvoice": einvoice_to_json(document.einvoice) if document.einvoice else None,
    }


def document_from_json(value: object, limits: Limits = OF_ROWS) -> ReadDocument:
    """Give the document of JSON values; raises DocumentFormatError at anything of a wrong type, size or range."""
    data = _object(value)
    media_type = _text(data.get("media_type"), MAX_CODE_CHARACTERS)
    if media_type not in SUPPORTED:
        raise DocumentFormatError("The media type is unknown.")
    pages = tuple(page_from_json(page, limits) for page in _list(data.get("pages"), limits.all_pages))
    if [page.number for page in pages] != list(range(1, len(pages) + 1)):
        raise DocumentFormatError("The pages are not numbered from 1.")
    return ReadDocument(
        media_type=media_type,
        pages=pages,
        warnings=warnings_from_json(data.get("warnings")),
        reader_version=_text(data.get("reader_version"), MAX_CODE_CHARACTERS),
        tables=tuple(table_from_json(table, limits) for table in _list(data.get("tables"), limits.tables)),
        attachments=tuple(attachment_from_json(item) for item in _list(data.get("attachments"), limits.attachments)),
        einvoice=einvoice_from_json(data["einvoice"]) if data.get("einvoice") is not None else None,
        language=language_from_json(data.get("language")),
        sender=sender_from_json(data.get("sender", "")),
    )


def warnings_from_json(value: object) -> tuple[str, ...]:
    """Give the codes of warnings; raises DocumentFormatError."""
    return tuple(_text(code, MAX_CODE_CHARACTERS) for code in _list(value, MAX_WARNINGS))


def sender_from_json(value: object) -> str:
    """Give the address of a sender or ""; raises DocumentFormatError."""
    return _text(value, MAX_NAME_CHARACTERS)


def language_from_json(value: object) -> str:
    """Give an ISO 639-1 code or ""; raises DocumentFormatError."""
    code = _text(value, 2)
    if code and not (code.isascii() and code.islower()):
        raise DocumentFormatError("A language is none.")
    return code


def table_to_json(table: Table) -> dict[str, Any]:
    """Give a table as JSON values; a cell is its text alone, or [text, box, formula]."""
    return {
        "number": table.number,
        "page": table.page,
        "box": list(table.box) if table.box else None,
        "origin": table.origin.value,
        "title": table.title,
        "is_hidden": table.is_hidden,
        "rows": [[_cell_to_json(cell) for cell in row] for row in table.rows],
    }


def table_from_json(value: object, limits: Limits = OF_ROWS) -> Table:
    """Give a table of JSON values; raises DocumentFormatError."""
    data = _object(value)
    if data.get("origin") not in tuple(TableOrigin) or not isinstance(data.get("is_hidden"), bool):
        raise DocumentFormatError("The origin of a table is unknown.")
    page = data.get("page")
    rows = _list(data.get("rows"), limits.document_rows)
    if sum(len(row) for row in rows if isinstance(row, list)) > limits.document_cells:
        raise DocumentFormatError("A table has too many cells.")
    return Table(
        number=_integer(data.get("number"), 1, limits.tables),
        rows=tuple(_cells(row, limits) for row in rows),
        origin=TableOrigin(data["origin"]),
        page=None if page is None else _integer(page, 1, limits.all_pages),
        box=None if data.get("box") is None else _box(data["box"]),
        title=_text(data.get("title"), MAX_NAME_CHARACTERS),
        is_hidden=data["is_hidden"],
    )


def attachment_to_json(attachment: Attachment) -> dict[str, Any]:
    """Give what is told of an attachment, without its bytes."""
    return {
        "name": attachment.name,
        "media_type": attachment.media_type,
        "size_bytes": attachment.size_bytes,
        "is_document": attachment.is_document,
    }


def attachment_from_json(value: object) -> Attachment:
    """Give an attachment of JSON values; raises DocumentFormatError."""
    data = _object(value)
    media_type = _text(data.get("media_type"), MAX_CODE_CHARACTERS)
    if (media_type and media_type not in SUPPORTED) or not isinstance(data.get("is_document"), bool):
        raise DocumentFormatError("The type of an attachment is unknown.")
    size = _integer(data.get("size_bytes"), 0, 2**40)
    return Attachment(_text(data.get("name"), MAX_NAME_CHARACTERS), media_type, size, data["is_document"])


def _cell_to_json(cell: Cell) -> Any:
    if cell.box is None and not cell.formula:
        return cell.text
    return [cell.text, list(cell.box) if cell.box else None, cell.formula]


def _cells(value: object, limits: Limits) -> tuple[Cell, ...]:
    return tuple(_cell(cell, limits) for cell in _list(value, limits.table_columns))


def _cell(value: object, limits: Limits) -> Cell:
    if isinstance(value, str):
        return Cell(_text(value, limits.cell_characters))
    items = _list(value, CELL_ITEMS)
    if len(items) != CELL_ITEMS:
        raise DocumentFormatError("A cell is incomplete.")
    text, box, formula = items
    place = None if box is None else _box(box)
    return Cell(_text(text, limits.cell_characters), place, _text(formula, limits.cell_characters))


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


def page_from_json(value: object, limits: Limits = OF_ROWS) -> Page:
    """Give one page of JSON values; raises DocumentFormatError. NUL and halves of surrogate pairs are left out."""
    data = _object(value)
    unit, rotation, source = data.get("unit"), data.get("rotation"), data.get("source")
    if unit not in UNITS or rotation not in ROTATIONS or source not in SOURCES:
        raise DocumentFormatError("A page's unit, rotation or source is unknown.")
    words = [_word(word, limits) for word in _list(data.get("words"), limits.words_per_page)]
    return Page(
        number=_integer(data.get("number"), 1, limits.all_pages),
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
    if tuple(map(type, items)) == WORD_TYPES:
        return _usual_word(cast("UsualWord", items), limits)
    text, x0, y0, x1, y1, line, confidence = items
    box = _box([x0, y0, x1, y1])
    number = _integer(line, 0, limits.words_per_page)
    return Word(_text(text, limits.word_characters), box, number, _number(confidence, 0.0, 1.0))


def _usual_word(items: UsualWord, limits: Limits) -> Word:
    """Nearly all words come so: all checks at once."""
    text, x0, y0, x1, y1, line, confidence = items
    if not (0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1 and 0 <= confidence <= 1):  # NaN is not either
        raise DocumentFormatError("The box of a word stands on its head, or a number is out of range.")
    if not 0 <= line <= limits.words_per_page or len(text) > limits.word_characters:
        raise DocumentFormatError("The line of a word is out of range, or its text is too long.")
    return Word(storable(text), Box(x0, y0, x1, y1), line, confidence)


def _box(value: object) -> Box:
    sides = _list(value, 4)
    if len(sides) != len(Box._fields):
        raise DocumentFormatError("A box is incomplete.")
    box = Box(*(_number(side, 0.0, 1.0) for side in sides))
    if box.x0 > box.x1 or box.y0 > box.y1:
        raise DocumentFormatError("A box stands on its head.")
    return box


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
    if text.isascii() and "\x00" not in text:
        return text
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
