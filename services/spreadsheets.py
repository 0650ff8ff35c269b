"""Tables for spreadsheets, as CSV or XLSX, row by row in constant memory. Text stays text there: no cell becomes a formula.

CSV is UTF-8 with a byte order mark (Excel takes it for the country's old encoding otherwise), commas, CRLF; dates in ISO,
numbers with a point and without an exponent, `true`/`false`, nothing for None. In XLSX numbers, dates and booleans are such.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | Decimal | int | date | datetime | bool | None

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_NAME = 24  # of a sheet, in units of UTF-16
MAX_DIGITS = 15  # of a number; a spreadsheet rounds what has more, so that becomes text
FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree by a day
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")

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
    lines = iter(rows)
    header = next(lines, [])
    with Workbook(into, {"constant_memory": True}) as book:
        book.use_zip64()
        forms = _Forms(book)
        page, place = _new_page(book, forms, sheet, header), 0
        for line in lines:
            if place == MAX_ROWS - 1:
                page, place = _new_page(book, forms, sheet, header), 0
            place += 1
            _write_row(page, place, line, forms)


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


class _Forms:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        self.header = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.decimal = book.add_format({"num_format": "0.00##########"})


def _sheet_name(title: str) -> str:
    """As spreadsheets take it: with room for a number within 31 units of UTF-16, without apostrophes at its ends."""
    plain = _NOT_IN_TITLES.sub(" ", _NOT_XML.sub("", title))
    short = plain.encode("utf-16-le")[: 2 * MAX_NAME].decode("utf-16-le", "ignore")
    return short.strip("' ") or "Sheet"


def _new_page(book: Workbook, forms: _Forms, title: str, header: Sequence[Cell]) -> Worksheet:
    name = _sheet_name(title)
    count = len(book.worksheets())
    page = book.add_worksheet(f"{name} ({count + 1})" if count else name)
    page.freeze_panes(1, 0)
    for column, cell in enumerate(header):
        page.write_string(0, column, _text(str(cell)), forms.header)
    return page


def _write_row(page: Worksheet, place: int, line: Sequence[Cell], forms: _Forms) -> None:
    for column, cell in enumerate(line):
        if isinstance(cell, bool):
            page.write_boolean(place, column, cell)
        elif isinstance(cell, int | Decimal):
            _write_number(page, place, column, cell, forms)
        elif isinstance(cell, date):
            _write_day(page, place, column, cell, forms)
        elif cell:
            page.write_string(place, column, _text(cell))


def _write_number(page: Worksheet, place: int, column: int, number: int | Decimal, forms: _Forms) -> None:
    text = format(number, "f")
    if len(text.replace("-", "").replace(".", "").strip("0")) > MAX_DIGITS:
        page.write_string(place, column, text)
    else:
        page.write_number(place, column, number, forms.decimal if isinstance(number, Decimal) else None)


def _write_day(page: Worksheet, place: int, column: int, moment: date, forms: _Forms) -> None:
    if not isinstance(moment, datetime):
        moment, form = datetime(moment.year, moment.month, moment.day), forms.day  # noqa: DTZ001  (a day has no zone)
    else:
        moment, form = moment.astimezone(UTC).replace(tzinfo=None), forms.moment
    if moment.date() < FIRST_DAY:
        page.write_string(place, column, moment.date().isoformat() if form is forms.day else moment.isoformat())
    else:
        page.write_datetime(place, column, moment, form)


def _text(text: str) -> str:
    """Text that a cell can hold, and that stays text. A line ends by LF there."""
    whole = defused(_NOT_XML.sub("\ufffd", text)).replace("\r\n", "\n").replace("\r", "\n")
    return whole if len(whole) <= MAX_TEXT else f"{whole[: MAX_TEXT - 1]}…"
