"""Whether a document is a bank statement, by its structure: rows of dates and amounts, and balances."""

from __future__ import annotations

from collections.abc import Sequence

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.kind_words import BALANCE_WORDS
from services.reading.media_types import STATEMENTS
from services.statements.base import Column
from services.statements.columns import headers_known
from services.statements.contents import is_amount, is_date
from services.types import Table, TableOrigin

_FILE_TABLES = frozenset({TableOrigin.SHEET, TableOrigin.TEXT})
_AMOUNTS = frozenset({Column.AMOUNT, Column.DEBIT, Column.CREDIT})
_OF_BANKS = frozenset(
    {Column.BALANCE, Column.VALUE_DATE, Column.DEBIT, Column.CREDIT, Column.IBAN, Column.PAYEE, Column.DIRECTION}
)
_HEAD_ROWS = 30  # among which the header of a table stands
_SOME_ROWS = 2
_DATE_REACH = 0.35  # of the page's width: the date of a transaction begins further left
_MOST_ROWS_SEEN = 200


def statement_confidence(sheet: Sheet) -> float:
    """How sure it is that this is a bank statement, 0 to 1, titles apart; 0 where nothing says so."""
    if sheet.document.media_type in STATEMENTS:
        return 1.0
    by_tables = max((_table_confidence(table) for table in sheet.document.tables), default=0.0)
    return max(by_tables, _rows_confidence(sheet))


def _rows_confidence(sheet: Sheet) -> float:
    """Rows that begin with a date and end in an amount, beside words of balances."""
    dated = {found.span.row.index for found in sheet.dates if found.span.box.x0 < _DATE_REACH}
    moved = {amount.span.row.index for amount in sheet.amounts if amount.has_decimals}
    rows = len(dated & moved)
    balances = sum(bool(BALANCE_WORDS.search(plain(row.text))) for row in sheet.rows)
    if not balances or rows < _SOME_ROWS:
        return 0.0
    return round(min(0.7 + 0.05 * rows + 0.1 * (balances > 1), 0.97), 2)


def _table_confidence(table: Table) -> float:
    """A header that names date and amounts, and rows that hold them. A list of expenses has no more; banks say more."""
    for place, cells in enumerate(table.rows[:_HEAD_ROWS]):
        columns = headers_known([cell.text for cell in cells])
        named = {column for column in columns if column is not None}
        if Column.DATE in named and named & _AMOUNTS:
            below = [[cell.text for cell in row] for row in table.rows[place + 1 : place + 1 + _MOST_ROWS_SEEN]]
            return _confidence(named, _transactions(columns, below), table.origin)
    return 0.0


def _confidence(named: set[Column], rows: int, origin: TableOrigin) -> float:
    told = len(named & _OF_BANKS)
    if not rows or (origin not in _FILE_TABLES and not (Column.BALANCE in named and rows >= _SOME_ROWS)):
        return 0.0
    return round(min(0.75 + 0.08 * told + 0.04 * min(rows, 3), 0.97), 2)


def _transactions(columns: Sequence[Column | None], rows: Sequence[Sequence[str]]) -> int:
    """The rows with a date and an amount under their headings."""

    def has(row: Sequence[str], wanted: frozenset[Column], test: object) -> bool:
        return any(column in wanted and callable(test) and test(text) for column, text in zip(columns, row, strict=False))

    return sum(has(row, frozenset({Column.DATE}), is_date) and has(row, _AMOUNTS, is_amount) for row in rows)
