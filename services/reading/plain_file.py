"""Plain text and CSV as documents: set on pages as they stand; a CSV gives its table too. `FormatReader`s."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from services.errors import CorruptFileError
from services.reading.blocks import Block, Grid, Text, Verbatim
from services.reading.limits import Limits
from services.reading.numeric_columns import numeric_columns
from services.reading.parts import Count, Part, TableRead
from services.reading.set_pages import pages_of, parts_of_pages
from services.reading.table_encoding import encoding_of
from services.reading.table_text import open_text
from services.reading.tables import TableWish
from services.reading.wish import ReadWish
from services.types import Cell, Table, TableOrigin

BINARY_SHARE = 0.01  # of the letters: so many control characters has no text
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|\r")


def read_text(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read a text of any encoding. Raises CorruptFileError, EmptyDocumentError."""
    del wish  # nothing in a text depends on it
    yield from _as_pages([Verbatim(decoded(content))], limits)


def read_csv(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read a table of a text; what turns out to be none is read as text. Raises as `read_text`, ResourceLimitError."""
    text = decoded(content)
    try:
        rows = _rows(content, limits)
    except CorruptFileError:  # a quotation mark that is never closed: only a table needs it to be
        yield from read_text(content, wish, limits)
        return
    cells = tuple(tuple(map(Text, row)) for row in rows)
    grid = Grid(cells, is_numeric=numeric_columns(rows))
    is_table = sum(len(row) > 1 for row in rows) > 0
    yield from _as_pages([grid] if is_table else [Verbatim(text)], limits)
    if is_table:
        yield TableRead(Table(1, tuple(tuple(map(Cell, row)) for row in rows), TableOrigin.TEXT))


def decoded(content: bytes) -> str:
    """Give the text with line ends of one kind and without control characters. Raises CorruptFileError where it is none."""
    encoding = encoding_of(content)
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise CorruptFileError(f"The text is damaged: it begins as {encoding} and does not go on so. Send it again.") from error
    text = _LINE_END.sub("\n", text.replace("\x00", ""))
    plain, controls = _CONTROL.subn("", text)
    if controls > BINARY_SHARE * len(text):
        raise CorruptFileError("The file is no text, whatever its name says. Send the document itself.")
    return plain


def _as_pages(blocks: list[Block], limits: Limits) -> Iterator[Part]:
    pages = pages_of(blocks, limits)
    yield Count(len(pages))
    yield from parts_of_pages(pages)


def _rows(content: bytes, limits: Limits) -> list[tuple[str, ...]]:
    """One row more than is kept tells that there are more."""
    _, rows = open_text(content, TableWish(), limits)
    return [row for _, row in islice(rows, limits.document_rows + 1)]
