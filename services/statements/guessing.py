"""The likeliest meaning of a table: from the words of its header, held against what its columns contain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice, pairwise

from services.errors import StatementFormatError
from services.statements.base import Column, DateOrder, DecimalMark, Guess, Sign, TableMapping
from services.statements.cells import amount_of, currency_of, is_money_out
from services.statements.columns import headers_known, place_in_list
from services.statements.contents import MOST, Contents, balances_say, is_amount, is_date, mark_of, order_of

HEAD_ROWS = 1_000
HEADER_WITHIN = 60
WITH_WORDS = 0.3  # of the cells under a header that says what they are
FEW = 0.25  # negative amounts: cards print what was spent as positive, and few refunds
AMOUNTS = (Column.AMOUNT, Column.DEBIT, Column.CREDIT, Column.BALANCE)
MANY = (Column.DESCRIPTION, Column.IGNORED)
SECOND_OF = {Column.DATE: Column.VALUE_DATE, Column.PAYEE: Column.DESCRIPTION, Column.NOTES: Column.DESCRIPTION}


@dataclass(slots=True)
class _Table:
    """The head of a table while it is being understood."""

    header: tuple[str, ...]
    header_rows: int
    data: list[tuple[str, ...]]
    width: int
    columns: list[Column | None] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def contents(self, index: int) -> Contents:
        return Contents(tuple(row[index].strip() for row in self.data if index < len(row) and row[index].strip()))

    def where(self, column: Column) -> int | None:
        return self.columns.index(column) if column in self.columns else None

    def texts(self, *columns: Column) -> list[str]:
        return [text for index, column in enumerate(self.columns) if column in columns for text in self.contents(index).cells]

    def values(self, column: Column, mark: DecimalMark) -> list[Decimal | None]:
        """The amounts of a column, one per row of data."""
        index = self.where(column)
        if index is None:
            return []
        found = [amount_of(row[index].strip(), mark) if index < len(row) else None for row in self.data]
        return [amount.value if amount is not None else None for amount in found]

    def free(self) -> list[int]:
        return [index for index, column in enumerate(self.columns) if column is None]

    def doubt(self, what: str) -> None:
        if what not in self.doubts:
            self.doubts.append(what)


def guess_table(head: Iterable[tuple[str, ...]]) -> Guess:
    """Give the mapping of a table that begins with these rows. Raises StatementFormatError without dates or amounts."""
    table = _divided(list(islice(head, HEAD_ROWS)))
    _by_words(table)
    _by_contents(table)
    _one_each(table)
    _require(table)
    order, is_order_open = order_of(table.texts(Column.DATE, Column.VALUE_DATE))
    mark, is_mark_open = mark_of(table.texts(*AMOUNTS))
    for what, is_open in (("date_order", is_order_open), ("decimal_mark", is_mark_open)):
        if is_open:
            table.doubt(what)
    sign = _sign(table, mark)
    return Guess(_mapping(table, order, mark, sign), tuple(table.doubts))


def _mapping(table: _Table, order: DateOrder, mark: DecimalMark, sign: Sign) -> TableMapping:
    columns = tuple(column or Column.IGNORED for column in table.columns)
    return TableMapping(columns, table.header_rows, date_order=order, decimal_mark=mark, sign=sign)


def _divided(rows: list[tuple[str, ...]]) -> _Table:
    """Set the header and what stands before it apart from the rows of data."""
    first_data = next((index for index, row in enumerate(rows) if _is_data(row)), None)
    if first_data is None:
        raise StatementFormatError("No row has both a date and an amount. Is it a list of bookings, and the separator right?")
    headers = [(len(_meanings(row)), -index) for index, row in enumerate(rows[: min(first_data, HEADER_WITHIN)])]
    known, place = max(headers, default=(0, 0))
    begins = -place + 1 if known >= 2 else first_data
    data = [row for row in rows[begins:] if any(row)]
    width = max(len(row) for row in (rows[begins - 1] if begins else (), *(row for row in data if _is_data(row))))
    return _Table(rows[begins - 1] if begins else (), begins, data, width)


def _is_data(row: Sequence[str]) -> bool:
    return any(map(is_date, row)) and any(map(is_amount, row))


def _meanings(row: Sequence[str]) -> set[Column]:
    """What a row says as a header; nothing when its cells are values."""
    return (
        set() if any(map(is_amount, row)) else {column for column in headers_known(row) if column not in {None, Column.IGNORED}}
    )


def _by_words(table: _Table) -> None:
    known = headers_known(table.header) + (None,) * (table.width - len(table.header))
    table.columns = [
        column if column is not None and _fits(column, table.contents(index)) else None for index, column in enumerate(known)
    ]


def _fits(column: Column, contents: Contents) -> bool:
    if contents.is_blank:
        return True
    if column in {Column.DATE, Column.VALUE_DATE}:
        return contents.dates >= WITH_WORDS
    if column in AMOUNTS:
        return contents.amounts >= WITH_WORDS
    if column is Column.CURRENCY:
        return all(currency_of(cell) is not None for cell in contents.cells)
    if column is Column.DIRECTION:
        return all(is_money_out(cell) is not None for cell in contents.cells)
    return column is not Column.REFERENCE or contents.is_distinct


def _by_contents(table: _Table) -> None:
    """Give the columns without known words a meaning, where what they hold shows one that is still missing."""
    _find_direction(table)
    for index in table.free():
        contents = table.contents(index)
        if contents.is_blank:
            continue
        if Column.CURRENCY not in table.columns and all(currency_of(cell) and len(cell) == 3 for cell in contents.cells):
            table.columns[index] = Column.CURRENCY
        elif Column.IBAN not in table.columns and contents.is_ibans:
            table.columns[index] = Column.IBAN
        elif Column.DATE not in table.columns and contents.dates >= MOST:
            table.columns[index] = Column.DATE
            table.doubt("columns")
    _find_amount(table)
    _find_words(table)


def _find_direction(table: _Table) -> None:
    """A column of S and H, Af and Bij, debit and credit, beside amounts that have no sign."""
    amounts = table.texts(Column.AMOUNT)
    if Column.DIRECTION in table.columns or not amounts or any("-" in text or "(" in text for text in amounts):
        return
    for index, column in enumerate(table.columns):
        cells = table.contents(index).cells
        if column in {None, Column.DESCRIPTION} and {is_money_out(cell) for cell in cells} == {True, False}:
            table.columns[index] = Column.DIRECTION
            return


def _find_amount(table: _Table) -> None:
    if {Column.AMOUNT, Column.DEBIT, Column.CREDIT} & set(table.columns):
        return
    places = [index for index in table.free() if table.contents(index).amounts >= MOST]
    if not places:
        return
    table.doubt("columns")
    pair = _complementary(table, places)
    if pair is not None:
        table.columns[pair[0]], table.columns[pair[1]] = Column.DEBIT, Column.CREDIT
        return
    table.columns[max(places, key=lambda index: _looks_like_money(table, index))] = Column.AMOUNT


def _looks_like_money(table: _Table, index: int) -> tuple[bool, bool, int]:
    cells = table.contents(index).cells
    return any("-" in cell for cell in cells), any("," in cell or "." in cell for cell in cells), -index


def _complementary(table: _Table, places: Sequence[int]) -> tuple[int, int] | None:
    """Two neighbours of which exactly one is filled in each row."""
    for left, right in pairwise(places):
        rows = [row for row in table.data if _is_data(row) and len(row) > right]
        if rows and all(bool(row[left].strip()) != bool(row[right].strip()) for row in rows):
            return left, right
    return None


def _find_words(table: _Table) -> None:
    if {Column.PAYEE, Column.DESCRIPTION} & set(table.columns):
        return
    places = [index for index in table.free() if table.contents(index).is_words]
    if not places:
        return
    table.doubt("columns")
    longest = max(places, key=lambda index: table.contents(index).length)
    table.columns[longest] = Column.DESCRIPTION
    others = [index for index in places if index != longest]
    if others:
        table.columns[others[0]] = Column.PAYEE


def _one_each(table: _Table) -> None:
    """Of several columns for one thing the filled one with the likeliest name stays; a second date is the value date."""
    _choose_sides(table)
    for column in (Column.DATE, *(column for column in Column if column not in {*MANY, Column.DATE})):
        places = [index for index, found in enumerate(table.columns) if found is column]
        places.sort(key=lambda index: (table.contents(index).is_blank, _rank(table, index, column), index))
        for index in places[1:]:
            table.columns[index] = SECOND_OF.get(column)
    if Column.DATE not in table.columns and Column.VALUE_DATE in table.columns:
        table.columns[table.columns.index(Column.VALUE_DATE)] = Column.DATE


def _rank(table: _Table, index: int, column: Column) -> int:
    return place_in_list(table.header[index], column) if index < len(table.header) else len(table.columns)


def _choose_sides(table: _Table) -> None:
    """Amounts come in one column with a sign, or in two: never in both."""
    sides = {Column.DEBIT, Column.CREDIT}
    if Column.AMOUNT in table.columns and sides & set(table.columns):
        is_signed = any("-" in text for text in table.texts(Column.AMOUNT))
        dropped = sides if is_signed or not sides <= set(table.columns) else {Column.AMOUNT}
        table.columns = [None if column in dropped else column for column in table.columns]


def _require(table: _Table) -> None:
    if Column.DATE not in table.columns:
        raise StatementFormatError("No column holds dates. Say which one does, and in which order day, month and year stand.")
    if not {Column.AMOUNT, Column.DEBIT, Column.CREDIT} & set(table.columns):
        raise StatementFormatError("No column holds amounts. Say which one does, or which two: money out and money in.")


def _sign(table: _Table, mark: DecimalMark) -> Sign:
    """Negative amounts are spent; where there are none, balances tell, else it is asked."""
    if Column.AMOUNT not in table.columns:
        if not {Column.DEBIT, Column.CREDIT} <= set(table.columns):
            table.doubt("sign")
        return Sign.MONEY_IN
    if Column.DIRECTION in table.columns or any(text.strip()[-1:] in "SH" for text in table.texts(Column.AMOUNT)):
        return Sign.MONEY_IN
    amounts = table.values(Column.AMOUNT, mark)
    balances = table.values(Column.BALANCE, mark)
    shown = balances_say(amounts, balances) if balances else 0
    if shown:
        return Sign.MONEY_IN if shown > 0 else Sign.MONEY_OUT
    known = [amount for amount in amounts if amount is not None]
    negative = sum(amount < 0 for amount in known)
    if negative < FEW * len(known):
        table.doubt("sign")
    return Sign.MONEY_IN if negative else Sign.MONEY_OUT
