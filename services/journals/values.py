"""What a plain-text journal is made of, whichever program reads it. Frozen, without behaviour.

Amounts are Decimals with their sign as booked (into an account, and expense, are positive).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TextIO


class Root(StrEnum):
    """The five kinds of accounts of double entry."""

    ASSETS = "Assets"
    LIABILITIES = "Liabilities"
    EQUITY = "Equity"
    INCOME = "Income"
    EXPENSES = "Expenses"


@dataclass(frozen=True, slots=True)
class JournalAccount:
    """`name` as people call it, below the account whose key is `parent`, or below the root; the format makes it legal and
    unique. `currency` None: any."""

    key: str
    root: Root
    name: str
    parent: str | None = None
    currency: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalPosting:
    """`total` is the amount in the base currency, given where a transaction has several currencies. `account` is a key."""

    account: str
    amount: Decimal
    currency: str
    total: Decimal | None = None
    memo: str = ""
    details: Mapping[str, str | Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalTransaction:
    """`is_cleared`: its money was seen on an account."""

    id: str
    date: datetime.date
    is_cleared: bool
    payee: str
    description: str
    notes: str
    tags: tuple[str, ...]
    details: Mapping[str, str]
    postings: tuple[JournalPosting, ...]


@dataclass(frozen=True, slots=True)
class JournalPrice:
    """One unit of `currency` in the base currency."""

    date: datetime.date
    currency: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Journal:
    """`digits` names every currency with the digits after the point that its amounts have. Prices and transactions are streams
    that are read once, in this order. `first_day` is not after any of them."""

    title: str
    base_currency: str
    first_day: datetime.date
    digits: Mapping[str, int]
    accounts: Sequence[JournalAccount]
    prices: Iterator[JournalPrice]
    transactions: Iterator[JournalTransaction]


class JournalWriter(Protocol):
    """One format."""

    def __call__(self, journal: Journal, into: TextIO) -> None:
        """Write it piece by piece; what comes out passes the strict check of the program that reads it."""
