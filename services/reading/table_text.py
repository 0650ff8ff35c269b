"""CSV and its relatives: which encoding, which separator, then rows, read as they come."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from services.errors import CorruptFileError, ResourceLimitError
from services.reading.limits import Limits
from services.reading.table_dialect import HEAD_CHARACTERS, Dialect, dialect_of, separator_told
from services.reading.table_encoding import encoding_of
from services.reading.tables import Row, TableHead, TableWish

LAST_LINE = "\x1fend of the table\x1f"  # stands alone behind a table whose quotation marks are all closed


def open_text(content: bytes, wish: TableWish, limits: Limits) -> tuple[TableHead, Iterator[Row]]:
    """Give how a text is read, and its rows. Raises CorruptFileError and ResourceLimitError, as do the rows."""
    encoding = encoding_of(content, wish.encoding)
    with _decoding(encoding):
        head = _opened(content, encoding).read(HEAD_CHARACTERS)
    dialect = dialect_of(head, wish.delimiter)
    return TableHead(encoding=encoding, delimiter=dialect.delimiter), _rows(content, encoding, dialect, limits)


def _opened(content: bytes, encoding: str) -> io.TextIOWrapper:
    """Line ends are left as they are: in a quoted cell they belong to it."""
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="")


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    lines: Iterator[str] = iter(_opened(content, encoding))
    if b"\x00" in content:
        lines = (line.replace("\x00", "") for line in lines)
    return chain(lines, (LAST_LINE,))


def _rows(content: bytes, encoding: str, dialect: Dialect, limits: Limits) -> Iterator[Row]:
    """Count the rows as a spreadsheet does: blank ones too, a cell of many lines as one."""
    csv.field_size_limit(limits.cell_characters)
    reader = csv.reader(_lines(content, encoding), delimiter=dialect.delimiter, quotechar=dialect.quote)
    number, widest = 0, limits.table_columns
    last: list[str] = []
    with _decoding(encoding), _parsing(reader, limits):
        for number, last in enumerate(reader, start=1):
            if len(last) > widest:
                raise ResourceLimitError(f"Row {number} has more than {widest} columns. Is the separator the right one?")
            if number == 1 and separator_told(last, dialect.delimiter):
                yield number, ()
            elif last != [LAST_LINE]:
                yield number, tuple(last)
    if last != [LAST_LINE]:
        raise CorruptFileError(f"A quotation mark in row {number} is never closed. Correct it and send the file again.")


@contextmanager
def _decoding(encoding: str) -> Iterator[None]:
    try:
        yield
    except UnicodeError as error:
        raise CorruptFileError(f"The file is not written in {encoding}. Choose another encoding.") from error


@contextmanager
def _parsing(reader: object, limits: Limits) -> Iterator[None]:
    try:
        yield
    except csv.Error as error:
        line = getattr(reader, "line_num", 0)
        raise ResourceLimitError(
            f"A cell near line {line} has more than {limits.cell_characters:,} characters. Is a quotation mark missing there?"
        ) from error
