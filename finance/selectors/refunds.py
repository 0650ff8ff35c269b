"""Refunds and the purchases that they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from finance.models import Posting, Transaction


@dataclass(frozen=True, slots=True)
class Paid:
    """What a transaction did to accounts in one currency: money out is negative."""

    currency: str
    amount: Decimal


def refunds_live(purchase_id: UUID) -> QuerySet[Transaction, UUID]:
    """The ids of its refunds that are neither trashed nor reversed, drafts too: what waits for approval is spoken for."""
    reversals = Transaction.objects.filter(reverses=OuterRef("id"), trashed_at=None)
    live = Transaction.objects.filter(~Exists(reversals), refunds_id=purchase_id, trashed_at=None)
    return live.order_by("date", "id").values_list("id", flat=True)


def paid_for(ids: Collection[UUID]) -> dict[UUID, list[Paid]]:
    """Of each transaction what it did to accounts, per currency."""
    legs = Posting.objects.filter(transaction_id__in=ids, account__isnull=False).values("transaction_id", "currency")
    found: dict[UUID, list[Paid]] = defaultdict(list)
    for row in legs.annotate(sum=Sum("amount")).order_by("transaction_id", "currency"):
        found[row["transaction_id"]].append(Paid(row["currency"], row["sum"]))
    return dict(found)


def open_amount(purchase_id: UUID, refund_ids: Collection[UUID]) -> Paid | None:
    """What of a purchase is not refunded yet, without sign; None where it has no single amount."""
    paid = paid_for([purchase_id, *refund_ids])
    own = paid.pop(purchase_id, [])
    if len(own) != 1:
        return None
    returned = sum((part.amount for parts in paid.values() for part in parts), Decimal(0))
    return Paid(own[0].currency, -own[0].amount - returned)
