"""Refunds of a purchase: never more than was paid, and never of what does not count.

Whoever writes one of the two holds the purchase (`transaction_hold`), so what is asked here stays true until the commit.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from finance.errors import RefundError
from finance.models import Transaction, TransactionKind, TransactionStatus
from finance.selectors.refunds import Paid, paid_for, refunds_live


def refunds_check(purchase_ids: Collection[UUID | None]) -> None:
    """After writing: whichever of these has live refunds is a purchase that they fit. Raises RefundError."""
    wanted = {one for one in purchase_ids if one is not None}
    for purchase in Transaction.objects.filter(id__in=wanted, refunded_by__isnull=False).distinct().order_by("id"):
        _check(purchase)


def _check(purchase: Transaction) -> None:
    refunds = list(refunds_live(purchase.id))
    if not refunds:
        return
    if purchase.kind != TransactionKind.EXPENSE:
        raise RefundError("Only an expense is refunded. Link the refund to the purchase itself.")
    if purchase.status == TransactionStatus.DRAFT or purchase.trashed_at is not None:
        raise RefundError("A purchase that is a draft or in the trash has no refunds. Trash or unlink its refunds first.")
    if purchase.reversals.filter(trashed_at=None).exists():
        raise RefundError("A reversed purchase has no refunds. Reverse, trash or unlink its refunds first.")
    _check_amounts(paid_for([purchase.id, *refunds]), purchase.id)


def _check_amounts(paid: dict[UUID, list[Paid]], purchase_id: UUID) -> None:
    """Money out is negative: a purchase's, and the other way round its refunds'."""
    legs = paid.pop(purchase_id, [])
    if len(legs) != 1 or legs[0].amount >= 0:
        raise RefundError("The purchase has no single amount that was paid, so nothing refunds it.")
    spent, currency = -legs[0].amount, legs[0].currency
    for parts in paid.values():
        if [part.currency for part in parts] != [currency] or parts[0].amount <= 0:
            raise RefundError(
                f"A refund gives money back in the currency of its purchase, {currency}. What came in another one is booked on "
                "clearing in this currency, and settled on the account."
            )
    returned = sum((part.amount for parts in paid.values() for part in parts), Decimal(0))
    if returned > spent:
        said = f"{_plain(returned)} {currency}, more than the {_plain(spent)} {currency} of the purchase"
        raise RefundError(f"The refunds come to {said}. Refund less, or correct the others first.")


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
