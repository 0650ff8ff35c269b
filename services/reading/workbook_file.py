"""XLSX as a document: every sheet is a table, and the visible ones are set on pages. A `FormatReader`.

Nothing outside of the file is ever asked: links to other workbooks and DDE stay the text of a formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from services.reading.blocks import Block, Grid, PageBreak, Text
from services.reading.limits import Limits
from services.reading.numeric_columns import numeric_columns
from services.reading.office_package import WORKBOOK, office_package
from services.reading.parts import Count, Part, TableRead, Unlocked, Warned
from services.reading.set_pages import pages_of, parts_of_pages
from services.reading.table_workbook import foreign_errors_named, loaded_workbook
from services.reading.wish import ReadWish
from services.reading.workbook_numbers import cell_text
from services.types import Cell, Table, TableOrigin

HIDDEN_SHEETS, FORMULA_WITHOUT_VALUE, TABLE_CUT = "hidden_sheets", "formula_without_value", "table_cut"
CELLS_KEPT = 200_000  # of all sheets together
ROWS_PER_PAGE = 100  # more than fit one, in the smallest letters
EMPTY = Cell("")

Rows = list[tuple[Cell, ...]]


@dataclass(slots=True)
class _Workbook:
    """A workbook that is being read: with its formulas, and with the values that were stored for them where there are any."""

    content: bytes
    limits: Limits
    cells_left: int = CELLS_KEPT
    is_cut: bool = False
    lacks_values: bool = False
    stored: Any = None

    def tables(self) -> Iterator[Table]:
        """The sheets with their rows, hidden ones too."""
        with foreign_errors_named():
            book = loaded_workbook(self.content, data_only=False)
            for number, sheet in enumerate(islice(book.worksheets, self.limits.tables + 1), start=1):
                is_hidden = sheet.sheet_state != "visible"
                rows = self._rows(sheet, number - 1)
                yield Table(number, tuple(rows), TableOrigin.SHEET, title=str(sheet.title), is_hidden=is_hidden)

    def _rows(self, sheet: Any, index: int) -> Rows:
        raw = list(self._raw_rows(sheet))
        if not any(cell.data_type == "f" for row in raw for cell in row):
            return [tuple(self._cell(cell, None) for cell in row) for row in raw]
        self.stored = self.stored or loaded_workbook(self.content, data_only=True)
        stored = self._all_rows(self.stored.worksheets[index])
        return [tuple(map(self._cell, row, beside)) for row, beside in zip(raw, stored, strict=False)]

    def _raw_rows(self, sheet: Any) -> Iterator[tuple[Any, ...]]:
        """Rows up to their last cell that is not empty; blank ones only where others follow."""
        blank = 0
        for row in self._all_rows(sheet):
            width = _width(row)
            if not width:
                blank += 1
                continue
            self.cells_left -= width
            if self.cells_left < 0:
                self.is_cut = True
                return
            yield from [()] * blank
            blank = 0
            yield row[:width]

    def _all_rows(self, sheet: Any) -> Iterator[tuple[Any, ...]]:
        """What the sheet claims to measure is not believed. One row and one column too many tell that there are more."""
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=self.limits.table_columns + 1)
        for number, row in enumerate(rows, start=1):
            if number > self.limits.document_rows:
                self.is_cut = True
                return
            yield row

    def _cell(self, cell: Any, stored: Any) -> Cell:
        value = cell.value
        if cell.data_type != "f":
            return Cell(cell_text(value, cell.number_format)) if value is not None else EMPTY
        formula = str(getattr(value, "text", value))
        if stored is None or stored.value is None:
            self.lacks_values = True
            return Cell("", formula=formula)
        return Cell(cell_text(stored.value, cell.number_format), formula=formula)


def read_workbook(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read a workbook. Raises UnreadableError, NeedsPasswordError, UnsupportedTypeError."""
    package = office_package(content, WORKBOOK, wish.passwords, limits)
    workbook = _Workbook(package.content, limits)
    tables = list(workbook.tables())
    pages = pages_of(_blocks(tables, limits), limits)
    yield Count(len(pages))
    if package.password is not None:
        yield Unlocked(package.password)
    yield from parts_of_pages(pages)
    yield from (TableRead(table) for table in tables if table.rows)
    yield from map(Warned, _warnings(workbook, tables))


def _warnings(workbook: _Workbook, tables: list[Table]) -> Iterator[str]:
    if workbook.is_cut:
        yield TABLE_CUT
    if workbook.lacks_values:
        yield FORMULA_WITHOUT_VALUE
    if any(table.is_hidden for table in tables):
        yield HIDDEN_SHEETS


def _blocks(tables: list[Table], limits: Limits) -> Iterator[Block]:
    """Each sheet that is shown begins on a new page."""
    for table in tables:
        if table.is_hidden:
            continue
        rows = [tuple(cell.text for cell in row) for row in table.rows[: limits.pages * ROWS_PER_PAGE]]
        yield PageBreak()
        yield Grid(tuple(tuple(map(Text, row)) for row in rows), is_numeric=numeric_columns(rows))


def _width(row: tuple[Any, ...]) -> int:
    width = len(row)
    while width and row[width - 1].value in (None, ""):
        width -= 1
    return width
