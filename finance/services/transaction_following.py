"""Whether a settlement or reversal that lay in the trash still fits its transaction, which may have changed meanwhile."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from finance.errors import SettlementError
from finance.models import AccountKind, Posting, Transaction

Sums = dict[tuple[UUID, str], tuple[Decimal, Decimal | None]]  # place and currency → amount and base amount

_PLACE = Coalesce("account__merged_into_id", "account_id", "category__merged_into_id", "category_id")


def refuse_unsettling(settlement: Transaction, settled: Transaction) -> None:
    """Raises SettlementError unless the transaction waits for just this money."""
    if settled.is_settled or settled.reversals.filter(trashed_at=None).exists():
        raise SettlementError("It was settled or reversed otherwise meanwhile.")
    on_clearing = Q(account__kind=AccountKind.CLEARING)
    taken, due = (_sums(Posting.objects.filter(on_clearing, transaction=row)) for row in (settlement, settled))
    if not _are_opposite(taken, due):
        raise SettlementError("What it settles was changed meanwhile. Settle it anew.")


def refuse_unlike(reversal: Transaction, reversed_: Transaction) -> None:
    """Raises SettlementError unless the two still come to nought everywhere."""
    undone, done = (_sums(Posting.objects.filter(transaction=row)) for row in (reversal, reversed_))
    if not _are_opposite(undone, done):
        raise SettlementError("What it reverses was changed meanwhile. Reverse it anew.")


def _sums(legs: QuerySet[Posting]) -> Sums:
    """A base amount is None where one of its legs has none."""
    rows = legs.order_by().values(place=_PLACE, code=F("currency"))
    told = rows.annotate(sum=Sum("amount"), base=Sum("base_amount"), without=Count("id", filter=Q(base_amount=None)))
    found = told.values_list("place", "code", "sum", "base", "without")
    return {(place, currency): (amount, None if missing else base) for place, currency, amount, base, missing in found}


def _are_opposite(one: Sums, other: Sums) -> bool:
    return one.keys() == other.keys() and all(_is_opposite(one[place], other[place]) for place in one)


def _is_opposite(one: tuple[Decimal, Decimal | None], other: tuple[Decimal, Decimal | None]) -> bool:
    """A base amount that one of them lacks is completed after the other's."""
    (amount, base), (other_amount, other_base) = one, other
    return amount == -other_amount and (base is None or other_base is None or base == -other_base)
