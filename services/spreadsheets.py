"""Tables for spreadsheets, as CSV or XLSX, row by row in constant memory. Text stays text there: no cell becomes a formula.

CSV is UTF-8 with a byte order mark (Excel takes it for the country's old encoding otherwise), commas, CRLF; dates in ISO,
numbers with a point and without an exponent, `true`/`false`, nothing for None. In XLSX numbers, dates and booleans are such.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import BinaryIO

from services.spreadsheet_xml import MAX_ROWS, Package, row_xml

Cell = str | Decimal | int | date | datetime | bool | None

FORMULA_BEGINS = frozenset("=+-@\t\r\n")


def write_csv(rows: Iterable[Sequence[Cell]], into: BinaryIO) -> None:
    """The first row is the header."""
    into.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(into, encoding="utf-8", newline="", write_through=True)
    csv.writer(text).writerows([_as_text(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def write_xlsx(rows: Iterable[Sequence[Cell]], into: BinaryIO, *, sheet: str) -> None:
    """The first row is the header: bold, kept in sight, and repeated on a further sheet when one is full (1,048,576 rows)."""
    defused_rows = ([_as_value(cell) for cell in row] for row in rows)
    header = next(defused_rows, [])
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        package = Package(archive, title=sheet)
        rest = _Peekable(defused_rows)
        while True:
            with package.next_sheet() as part:
                part.write(row_xml(1, header, bold=True))
                for number, row in zip(range(2, MAX_ROWS + 1), rest, strict=False):
                    part.write(row_xml(number, row))
            if rest.is_empty():
                break
        package.finish()


def defused(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet would take it for a formula (=, +, -, @, also full-width).

    Text that already begins with apostrophes before such a sign gets one more, so that taking one away restores each text.
    """
    return f"'{text}" if _begins_formula(text.lstrip("'")) else text


def _begins_formula(text: str) -> bool:
    if text[:1].isalnum() or not text:  # nearly all
        return False
    if text[0] in FORMULA_BEGINS:
        return True
    visible = text.lstrip().lstrip("\ufeff\u200b\u200c\u200d\u2060\u00ad").lstrip()
    return visible != "" and unicodedata.normalize("NFKC", visible[0])[:1] in FORMULA_BEGINS


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _as_value(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        return cell.astimezone(UTC).replace(tzinfo=None)
    return cell


class _Peekable(Iterator[Sequence[Cell]]):
    """Tells whether rows are left without losing one."""

    def __init__(self, rows: Iterator[Sequence[Cell]]) -> None:
        self._rows = rows
        self._kept: list[Sequence[Cell]] = []

    def __next__(self) -> Sequence[Cell]:
        return self._kept.pop() if self._kept else next(self._rows)

    def is_empty(self) -> bool:
        self._kept.extend(row for row in [next(self, None)] if row is not None)
        return not self._kept
