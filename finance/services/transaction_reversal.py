"""Reversing: the correction of what may not change any more."""

from __future__ import annotations

import datetime

from finance.errors import SettlementError, TransactionStateError
from finance.models import Transaction, TransactionKind, TransactionStatus
from finance.services.approval import require_approver
from finance.services.checked_writing import checked_write
from finance.services.posting_copies import opposite_of
from finance.services.transaction_creation import Entry, entry_write
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_postings import PostingDraft
from finance.services.transaction_refunds import refunds_check
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def transaction_reverse(
    *, actor: Actor, transaction: Transaction, date: datetime.date, expected_version: int | None = None
) -> Transaction:
    """Book the same postings the other way round on `date`, which lies outside the lock; returns the reversal.

    Raises TransactionStateError (draft, trashed, reversed before), SettlementError, RefundError (it has refunds),
    PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_irreversible(held)
        require_approver(actor)
        postings = [opposite_of(posting) for posting in held.postings.select_related("account", "category").order_by("position")]
        reversal = entry_write(actor, _reversal(held, date, postings))
        refunds_check([held.id])
        return reversal


def _reversal(held: Transaction, date: datetime.date, postings: list[PostingDraft]) -> Entry:
    """With the same project and tags, so that the two come to nought in reports by them."""
    return Entry(
        TransactionKind.REVERSAL,
        date,
        postings,
        description=held.description,
        vendor=held.vendor,
        project=held.project,
        tags=[link.tag for link in held.tag_links.select_related("tag")],
        reverses=held,
    )


def _refuse_irreversible(held: Transaction) -> None:
    if held.status == TransactionStatus.DRAFT or held.trashed_at is not None:
        raise TransactionStateError("A draft is edited, not reversed, and what is in the trash counts for nothing.")
    if held.kind == TransactionKind.REVERSAL:
        raise TransactionStateError("A reversal is not reversed. Book the transaction again instead.")
    if held.kind == TransactionKind.SETTLEMENT:
        raise SettlementError("A settlement is undone by moving it to the trash: what it settled is then open again.")
