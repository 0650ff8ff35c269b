"""What stands beside one transaction: what settles, reverses and refunds it, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from uuid import UUID

from finance.models import AccountKind, Transaction, TransactionKind
from finance.selectors.comments import comment_counts
from finance.selectors.refunds import Paid, open_amount, refunds_live


@dataclass(frozen=True, slots=True)
class Transfer:
    """From where to where: the two accounts, and what left and what arrived, both positive."""

    from_account: UUID
    to_account: UUID
    amount: Decimal
    currency: str
    to_amount: Decimal
    to_currency: str


@dataclass(frozen=True, slots=True)
class Beside:
    """`open` is what of a purchase is not refunded yet (None: no purchase, or no single amount)."""

    transfer: Transfer | None
    settled_by: UUID | None
    reversed_by: UUID | None
    refunded_by: tuple[UUID, ...]
    open: Paid | None
    tags: tuple[UUID, ...]
    comments: int
    questions: int


def transaction_beside(transaction: Transaction) -> Beside:
    """Of a transaction with its parts (`transaction_get`), in a fixed number of queries."""
    live = {"trashed_at": None}
    refunds = tuple(refunds_live(transaction.id))
    is_purchase = transaction.kind == TransactionKind.EXPENSE
    comments, questions = comment_counts(transaction)
    return Beside(
        transfer=_transfer(transaction),
        settled_by=transaction.settlements.filter(**live).values_list("id", flat=True).first(),
        reversed_by=transaction.reversals.filter(**live).values_list("id", flat=True).first(),
        refunded_by=refunds,
        open=open_amount(transaction.id, refunds) if is_purchase else None,
        tags=tuple(transaction.tag_links.order_by("tag__name", "tag_id").values_list("tag_id", flat=True)),
        comments=comments,
        questions=questions,
    )


def _transfer(transaction: Transaction) -> Transfer | None:
    """Where two own accounts are posted on, one of them losing money and one gaining it."""
    if transaction.kind != TransactionKind.TRANSFER:
        return None
    legs = [leg for leg in transaction.postings.all() if leg.account is not None and leg.account.kind != AccountKind.CLEARING]
    moved = [(leg.amount, leg.account_id, leg.currency) for leg in legs if leg.account_id is not None]
    moved.sort(key=itemgetter(0))
    if len(moved) != 2 or not moved[0][0] < 0 < moved[1][0]:
        return None
    (left, source, currency), (arrived, target, to_currency) = moved
    return Transfer(source, target, -left, currency, arrived, to_currency)
