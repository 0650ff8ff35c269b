"""One number of a report: amounts per currency, never added across them, and what of it is known in the base currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

NOUGHT = Decimal(0)


class Sum(NamedTuple):
    """What a query found in one currency. `unconverted` is the part of `amount` whose postings have no base amount."""

    currency: str
    amount: Decimal
    base: Decimal  # of the postings that have one
    unconverted: Decimal
    postings: int
    postings_without_base: int


@dataclass(slots=True)
class Figure:
    """Currency → amount, the base amount of the converted postings, and currency → amount of those without one, apart."""

    amounts: dict[str, Decimal] = field(default_factory=dict)
    unconverted: dict[str, Decimal] = field(default_factory=dict)
    postings: int = 0
    postings_without_base: int = 0
    _base: Decimal = NOUGHT

    @property
    def base(self) -> Decimal | None:
        """In the base currency; None where something was posted, but nothing of it converted."""
        return None if self.postings and self.postings == self.postings_without_base else self._base

    def add(self, found: Sum, sign: int = 1) -> None:
        self.amounts[found.currency] = self.amounts.get(found.currency, NOUGHT) + sign * found.amount
        if found.postings_without_base:
            self.unconverted[found.currency] = self.unconverted.get(found.currency, NOUGHT) + sign * found.unconverted
        self._base += sign * found.base
        self.postings += found.postings
        self.postings_without_base += found.postings_without_base

    def include(self, other: Figure, sign: int = 1) -> None:
        for currency, amount in other.amounts.items():
            self.amounts[currency] = self.amounts.get(currency, NOUGHT) + sign * amount
        for currency, amount in other.unconverted.items():
            self.unconverted[currency] = self.unconverted.get(currency, NOUGHT) + sign * amount
        self._base += sign * other._base
        self.postings += other.postings
        self.postings_without_base += other.postings_without_base


def total_of(figures: Iterable[Figure]) -> Figure:
    total = Figure()
    for figure in figures:
        total.include(figure)
    return total
