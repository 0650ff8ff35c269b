"""What every format of bank statements and lists of expenses becomes: rows of one shape, by one converter interface.

bytes → (`services.reading.tables`, in the child) rows of cells → (a Converter, here, pure) StatementRow.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Column(StrEnum):
    """What a column of a table may mean."""

    DATE = "date"  # booked
    VALUE_DATE = "value_date"
    AMOUNT = "amount"  # with its sign
    DEBIT = "debit"  # money out, in a column of its own
    CREDIT = "credit"  # money in
    CURRENCY = "currency"
    PAYEE = "payee"
    DESCRIPTION = "description"  # several columns may bear it: joined by " · "
    CATEGORY = "category"
    NOTES = "notes"
    REFERENCE = "reference"  # the bank's own id of the row, unique in its account
    BALANCE = "balance"  # after the row
    IBAN = "iban"  # of the other side
    DIRECTION = "direction"  # S or H, Af or Bij, debit or credit: beside an amount without a sign
    IGNORED = "ignored"


class Sign(StrEnum):
    """What a positive amount means for the account."""

    MONEY_IN = "money_in"  # as banks print it: negative is spent
    MONEY_OUT = "money_out"  # as lists of expenses and cards print it: positive is spent


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class DecimalMark(StrEnum):
    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How the rows of a table are to be understood; guessed, shown to a person, remembered.

    `columns`: one per column of the table, in order. `header_rows`: how many rows stand before the first of data.
    """

    columns: tuple[Column, ...]
    header_rows: int
    date_order: DateOrder = DateOrder.YMD
    decimal_mark: DecimalMark = DecimalMark.POINT
    sign: Sign = Sign.MONEY_IN
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping with how sure the guess is: `doubts` names what a person should look at ("date_order", "sign", …)."""

    mapping: TableMapping
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One row as understood. `number` counts the rows of the file from 1, as a person sees them in a spreadsheet.

    `amount` is signed as on the account: money in is positive. `currency` None: the account's own.
    """

    number: int
    date: datetime.date
    amount: Decimal
    currency: str | None = None
    value_date: datetime.date | None = None
    payee: str = ""
    description: str = ""
    category: str = ""
    notes: str = ""
    reference: str = ""
    iban: str = ""
    balance: Decimal | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be understood, and why: column → sentence. It is told to the person and never left out in silence."""

    number: int
    cells: tuple[str, ...]
    problems: Mapping[str, str]


class Converter(Protocol):
    """One format. Pure: no I/O, no database, no clock."""

    def guess(self, head: Iterable[tuple[str, ...]]) -> Guess:
        """The likeliest mapping of a table that begins with these rows. Raises StatementFormatError when there is none."""

    def rows(self, rows: Iterable[tuple[int, tuple[str, ...]]], mapping: TableMapping) -> Iterator[StatementRow | BadRow]:
        """(row number, cells) → rows as understood, one by one, blank rows left out."""
