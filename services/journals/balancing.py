"""How a transaction in several currencies is said so that its postings add up to nought in the eyes of either program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from services.journals.values import JournalAccount, JournalPosting, JournalTransaction, Root

CONVERSIONS = JournalAccount("conversions", Root.EQUITY, "Conversions")


def balanced(transaction: JournalTransaction, base_currency: str) -> tuple[JournalPosting, ...]:
    """The postings, those with a `total` to be written as `100 USD @@ 92 EUR`.

    That says it where amount and total have one sign. Where they have not (rounding can leave a cent on the other side), the
    amounts stand alone, and the account for conversions takes the sum of each currency.
    """
    legs = transaction.postings
    if all(leg.total is None for leg in legs):
        return legs
    if all(_is_sayable(leg, base_currency) for leg in legs):
        return tuple(_alone(leg) if leg.currency == base_currency else leg for leg in legs)
    return (*map(_alone, legs), *_against(legs))


def _is_sayable(leg: JournalPosting, base_currency: str) -> bool:
    if leg.total is None:
        return False
    if leg.currency == base_currency:
        return leg.total == leg.amount
    return leg.amount * leg.total > 0 or leg.amount == leg.total == 0


def _alone(leg: JournalPosting) -> JournalPosting:
    return replace(leg, total=None)


def _against(legs: Sequence[JournalPosting]) -> list[JournalPosting]:
    sums: dict[str, Decimal] = {}
    for leg in legs:
        sums[leg.currency] = sums.get(leg.currency, Decimal(0)) + leg.amount
    return [JournalPosting(CONVERSIONS.key, -amount, currency) for currency, amount in sorted(sums.items()) if amount]
