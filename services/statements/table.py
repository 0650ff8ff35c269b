"""Bank exports and lists of expenses as tables: cells under a mapping become rows of a statement, or are told as bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from services.parsers.folding import plain
from services.statements.base import BadRow, Column, Guess, Sign, StatementRow, TableMapping
from services.statements.cells import CellAmount, amount_of, currency_of, date_of, is_money_out
from services.statements.columns import currency_in_header
from services.statements.guessing import guess_table

ORDER_IN_WORDS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
SUM_WORDS = (
    "total",
    "sum",
    "saldo",
    "balance",
    "kontostand",
    "solde",
    "endsaldo",
    "anfangssaldo",
    "gesamt",
    "totaal",
    "opening",
    "closing",
)
WHOLE_ROW = "row"  # the key of a problem that lies in no one column
BETWEEN_TEXTS = " · "
SHOWN_CHARACTERS = 40
BLANK = " -\t\r\n\u00a0"  # a dash stands for nothing
Text = tuple[str, ...]


class TableConverter:
    """CSV and XLSX of banks, cards and spreadsheets. Pure: no I/O, no database, no clock."""

    def guess(self, head: Iterable[Text]) -> Guess:
        """The likeliest mapping of a table that begins with these rows. Raises StatementFormatError when there is none."""
        return guess_table(head)

    def rows(self, rows: Iterable[tuple[int, Text]], mapping: TableMapping) -> Iterator[StatementRow | BadRow]:
        """(row number, cells) → rows as understood, one by one, blank rows left out."""
        reader = _RowReader(mapping)
        for number, cells in rows:
            if number <= mapping.header_rows:
                reader.hear_header(cells)
            elif "".join(cells).strip():
                yield reader.row(number, cells)


class _BadCellError(Exception):
    """A cell that is not what its column says."""

    def __init__(self, column: Column | str, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = str(column), sentence


class _RowReader:
    """Reads rows under one mapping; a date that was seen before is not parsed again."""

    def __init__(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._width = len(mapping.columns)
        self._days: dict[str, date | None] = {}
        self._currency: str | None = None
        first = {column: mapping.columns.index(column) for column in set(mapping.columns)}
        self._date, self._value_date = first.get(Column.DATE), first.get(Column.VALUE_DATE)
        self._amount, self._balance = first.get(Column.AMOUNT), first.get(Column.BALANCE)
        self._debit, self._credit = first.get(Column.DEBIT), first.get(Column.CREDIT)
        self._direction, self._code = first.get(Column.DIRECTION), first.get(Column.CURRENCY)
        self._payee, self._category, self._notes = first.get(Column.PAYEE), first.get(Column.CATEGORY), first.get(Column.NOTES)
        self._reference, self._iban = first.get(Column.REFERENCE), first.get(Column.IBAN)
        self._descriptions = [index for index, column in enumerate(mapping.columns) if column is Column.DESCRIPTION]

    def hear_header(self, cells: Text) -> None:
        """Take the currency that the header of the amounts names, as in `Amount (EUR)`."""
        named = [
            currency_in_header(cells[i]) for i in (self._amount, self._debit, self._credit) if i is not None and i < len(cells)
        ]
        self._currency = next((code for code in named if code and currency_of(code)), self._currency)

    def row(self, number: int, cells: Text) -> StatementRow | BadRow:
        """Give the row as understood, or what is wrong with it."""
        full = cells if len(cells) >= self._width else cells + ("",) * (self._width - len(cells))
        try:
            return self._understood(number, full)
        except _BadCellError as error:
            if error.column == Column.DATE and _is_sum(cells):
                return BadRow(number, cells, {WHOLE_ROW: "The row is a sum or a balance, no booking."})
            return BadRow(number, cells, {error.column: error.sentence})

    def _understood(self, number: int, cells: Text) -> StatementRow:
        if len(cells) > self._width and any(cells[self._width :]):
            raise _BadCellError(
                WHOLE_ROW, "The row has more cells than the table has columns. Is a separator in one of its texts?"
            )
        day = self._day(cells, self._date, Column.DATE)
        if day is None:
            raise _BadCellError(Column.DATE, "The date is missing.")
        amount, currency = self._signed(cells)
        return StatementRow(
            number,
            day,
            amount,
            self._currency_of(cells, currency),
            self._day(cells, self._value_date, Column.VALUE_DATE),
            _text(cells, self._payee),
            self._description(cells),
            _text(cells, self._category),
            _text(cells, self._notes),
            _text(cells, self._reference),
            _text(cells, self._iban).replace(" ", ""),
            self._balance_of(cells),
        )

    def _day(self, cells: Text, index: int | None, column: Column) -> date | None:
        if index is None or not (text := cells[index]) or not text.strip(BLANK):
            return None
        if text not in self._days:
            self._days[text] = date_of(text, self._mapping.date_order)
        day = self._days[text]
        if day is None:
            order = ORDER_IN_WORDS[self._mapping.date_order]
            raise _BadCellError(column, f"“{_shown(text)}” is no date in the order {order}.")
        return day

    def _signed(self, cells: Text) -> tuple[Decimal, str | None]:
        """The amount as on the account, money in positive, and the currency that stands beside it."""
        amount, currency = self._one_column(cells) if self._amount is not None else self._two_columns(cells)
        if not amount:
            raise _BadCellError(Column.AMOUNT, "The amount is 0: there is nothing to book.")
        return amount, currency

    def _one_column(self, cells: Text) -> tuple[Decimal, str | None]:
        found = self._number(cells, self._amount, Column.AMOUNT)
        if found is None:
            raise _BadCellError(Column.AMOUNT, "The amount is missing.")
        is_out = found.is_out if self._direction is None else self._way(cells[self._direction])
        if is_out is None:
            return (-found.value if self._mapping.sign is Sign.MONEY_OUT else found.value), found.currency
        return (-abs(found.value) if is_out else abs(found.value)), found.currency

    def _way(self, text: str) -> bool:
        is_out = is_money_out(text)
        if is_out is None:
            raise _BadCellError(Column.DIRECTION, f"“{_shown(text)}” does not say whether money came in or went out.")
        return is_out

    def _two_columns(self, cells: Text) -> tuple[Decimal, str | None]:
        """What went out is negative, whether its column prints a minus or not."""
        out = self._number(cells, self._debit, Column.DEBIT)
        into = self._number(cells, self._credit, Column.CREDIT)
        if out is not None and into is not None and out.value and into.value:
            raise _BadCellError(Column.DEBIT, "Money out and money in are both filled.")
        if out is not None and (out.value or into is None):
            return -abs(out.value), out.currency
        if into is None:
            raise _BadCellError(Column.AMOUNT, "The amount is missing.")
        return into.value, into.currency

    def _number(self, cells: Text, index: int | None, column: Column) -> CellAmount | None:
        if index is None or not (text := cells[index]) or not text.strip(BLANK):
            return None
        found = amount_of(text, self._mapping.decimal_mark)
        if found is None:
            mark = self._mapping.decimal_mark
            raise _BadCellError(column, f"“{_shown(text)}” is no amount with “{mark}” before the cents.")
        return found

    def _balance_of(self, cells: Text) -> Decimal | None:
        found = self._number(cells, self._balance, Column.BALANCE)
        if found is None:
            return None
        return -abs(found.value) if found.is_out else found.value

    def _currency_of(self, cells: Text, beside: str | None) -> str | None:
        if self._code is None or not cells[self._code].strip():
            return beside or self._currency
        code = currency_of(cells[self._code])
        if code is None:
            raise _BadCellError(Column.CURRENCY, f"“{_shown(cells[self._code])}” is no currency. Use its code, as EUR.")
        if beside is not None and beside != code:
            raise _BadCellError(Column.CURRENCY, f"The amount is in {beside}, the column of currencies says {code}.")
        return code

    def _description(self, cells: Text) -> str:
        if len(self._descriptions) == 1:
            return _text(cells, self._descriptions[0])
        texts = (_text(cells, index) for index in self._descriptions)
        return BETWEEN_TEXTS.join(dict.fromkeys(text for text in texts if text))


def _is_sum(cells: Text) -> bool:
    """Tell the footer of a table, which has no date, by its first word."""
    return plain(next(cell for cell in cells if cell.strip()).strip()).startswith(SUM_WORDS)


def _text(cells: Text, index: int | None) -> str:
    """The text of a cell in one line."""
    return "" if index is None else " ".join(cells[index].split())


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"
