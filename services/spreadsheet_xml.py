"""The XML inside an XLSX file, as much of it as a table needs (ECMA-376, SpreadsheetML), written as a stream.

Written by hand because openpyxl builds an element per cell (five times slower) and cuts numbers to 16 digits.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import IO
from xml.sax.saxutils import escape, quoteattr

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_DIGITS = 15  # of a number; a spreadsheet rounds what has more, so that becomes text
FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree by a day
DAY_ZERO = date(1899, 12, 30)

_PLAIN, _BOLD, _DATE, _TIME, _DECIMAL = range(5)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_BEGINS = (
    f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>'
    '<numFmt numFmtId="166" formatCode="0.00##########"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Package:
    """The parts of one workbook, whose sheets are written one after the other."""

    def __init__(self, archive: zipfile.ZipFile, *, title: str) -> None:
        self._archive = archive
        self._title = _NOT_IN_TITLES.sub(" ", title)[:24] or "Sheet"
        self._sheets = 0

    @contextmanager
    def next_sheet(self) -> Iterator[IO[bytes]]:
        """Where the rows go."""
        self._sheets += 1
        with self._archive.open(f"xl/worksheets/sheet{self._sheets}.xml", "w", force_zip64=True) as part:
            part.write(_SHEET_BEGINS.encode())
            yield part
            part.write(b"</sheetData></worksheet>")

    def finish(self) -> None:
        """Write the parts that name the sheets."""
        numbers = range(1, self._sheets + 1)
        names = [self._title if number == 1 else f"{self._title} ({number})" for number in numbers]
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
        )
        targets = "".join(_relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        parts = "".join(_override(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers)
        self._put("xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>')
        self._put("xl/_rels/workbook.xml.rels", _relations(targets + _relation(self._sheets + 1, "styles", "styles.xml")))
        self._archive.writestr("xl/styles.xml", _STYLES)
        self._put("_rels/.rels", _relations(_relation(1, "officeDocument", "xl/workbook.xml")))
        self._put(
            "[Content_Types].xml",
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{_override('/xl/workbook.xml', 'sheet.main')}{_override('/xl/styles.xml', 'styles')}{parts}</Types>",
        )

    def _put(self, name: str, xml: str) -> None:
        self._archive.writestr(name, _HEAD + xml)


def row_xml(number: int, cells: Sequence[object], *, bold: bool = False) -> bytes:
    """One row; an empty cell is left out."""
    filled = (
        _cell(f"{_column(index)}{number}", cell, bold=bold) for index, cell in enumerate(cells) if cell is not None and cell != ""
    )
    return f'<row r="{number}">{"".join(filled)}</row>'.encode()


def _cell(place: str, cell: object, *, bold: bool) -> str:
    if isinstance(cell, bool):
        return f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, int | Decimal):
        return _number(place, cell)
    if isinstance(cell, date):
        return _moment(place, cell)
    return _text(place, str(cell), style=_BOLD if bold else _PLAIN)


def _number(place: str, number: int | Decimal) -> str:
    text = format(number, "f")
    if len(text.replace("-", "").replace(".", "").strip("0")) > MAX_DIGITS:
        return _text(place, text)
    style = f' s="{_DECIMAL}"' if isinstance(number, Decimal) else ""
    return f'<c r="{place}"{style}><v>{text}</v></c>'


def _moment(place: str, moment: date) -> str:
    day = moment.date() if isinstance(moment, datetime) else moment
    if day < FIRST_DAY:
        return _text(place, moment.isoformat())
    serial = Decimal((day - DAY_ZERO).days)
    if not isinstance(moment, datetime):
        return f'<c r="{place}" s="{_DATE}"><v>{serial}</v></c>'
    seconds = (moment - datetime.combine(day, time())).seconds
    return f'<c r="{place}" s="{_TIME}"><v>{serial + Decimal(seconds) / 86_400:.10f}</v></c>'


def _text(place: str, text: str, *, style: int = _PLAIN) -> str:
    whole = text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
    written = escape(_NOT_XML.sub("\ufffd", whole), {"\r": "&#13;"})
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


@cache
def _column(index: int) -> str:
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>'
