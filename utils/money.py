"""Money: an amount in a currency, exact. No floats come in, and rounding happens once, at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from math import floor

from babel.numbers import get_currency_precision, list_currencies

_ROUNDING = Context(prec=60)  # room for any amount at any rate


class MoneyError(ValueError):
    """No such amount or currency, or two currencies where one is needed."""


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes that CLDR knows."""
    return frozenset(list_currencies())


@cache
def minor_digits(currency: str) -> int:
    """Digits after the point in use: JPY 0, EUR 2, KWD 3. Raises MoneyError for an unknown currency."""
    if currency not in currencies():
        raise MoneyError(f"{currency!r} is no currency of ISO 4217.")
    return get_currency_precision(currency)


def quantum(currency: str) -> Decimal:
    """The smallest unit of a currency: 0.01 for EUR."""
    return Decimal(1).scaleb(-minor_digits(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units, half away from nought (ROUND_HALF_UP). Once, at the end."""
    return amount.quantize(quantum(currency), rounding=ROUND_HALF_UP, context=_ROUNDING)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in one currency. Adds and compares within its currency only."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise MoneyError(f"An amount is a Decimal, not {type(self.amount).__name__}.")
        if not self.amount.is_finite():
            raise MoneyError(f"{self.amount} is no amount.")
        minor_digits(self.currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """From the form that `str` gives: "12.50 EUR". Raises MoneyError."""
        number, _, currency = text.partition(" ")
        return cls(parse_amount(number), currency)

    @classmethod
    def from_minor(cls, amount_minor: int, currency: str) -> Money:
        """From whole minor units: 1250 EUR is 12.50."""
        return cls(amount_minor * quantum(currency), currency)

    @property
    def amount_minor(self) -> int:
        """Whole minor units. Raises MoneyError where there is a fraction of one: round first."""
        scaled = self.amount.scaleb(minor_digits(self.currency))
        if scaled != scaled.to_integral_value():
            raise MoneyError(f"{self} is finer than the minor unit.")
        return int(scaled)

    def rounded(self) -> Money:
        return Money(rounded(self.amount, self.currency), self.currency)

    def allocate(self, weights: Sequence[Decimal]) -> tuple[Money, ...]:
        """Shares by weight in whole minor units that add up to the whole: largest remainder, earlier shares first."""
        total = sum(weights, Decimal(0))
        if total <= 0 or any(weight < 0 for weight in weights):
            raise MoneyError("Weights are not negative, and one of them is positive.")
        whole, sign = abs(self.amount_minor), -1 if self.amount < 0 else 1
        exact = [Fraction(weight) * whole / Fraction(total) for weight in weights]
        shares = [floor(share) for share in exact]
        by_remainder = sorted(range(len(exact)), key=lambda index: (shares[index] - exact[index], index))
        for index in by_remainder[: whole - sum(shares)]:
            shares[index] += 1
        return tuple(Money.from_minor(sign * share, self.currency) for share in shares)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other).amount

    def __str__(self) -> str:
        return f"{format_amount(self.amount, self.currency)} {self.currency}"

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise MoneyError(f"{self.currency} and {other.currency} do not mix: a rate is needed.")
        return other


def parse_amount(text: str) -> Decimal:
    """A plain decimal number: "-12.50". Raises MoneyError for all else, exponents and NaN included."""
    if not text.removeprefix("-").replace(".", "", 1).isdecimal() or not text.isascii():
        raise MoneyError(f"{text!r} is no amount.")
    return Decimal(text)


def format_amount(amount: Decimal, currency: str) -> str:
    """As a plain string with at least the currency's digits; finer ones are kept: nothing is rounded in silence."""
    digits = max(minor_digits(currency), -int(amount.normalize().as_tuple().exponent))
    return f"{amount:.{digits}f}"
