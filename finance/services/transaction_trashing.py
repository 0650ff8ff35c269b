"""The trash of transactions, and the way back out of it."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import F

from finance.errors import AlreadyBookedError, SettlementError, TransactionStateError
from finance.models import Document, Transaction, TransactionDocument, TransactionStatus
from finance.selectors.reconciliations import is_found_on_statement
from finance.services.approval import require_approval
from finance.services.checked_writing import checked_write
from finance.services.transaction_changes import transaction_save
from finance.services.transaction_following import refuse_unlike, refuse_unsettling
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_refunds import refunds_check
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def transaction_trash(
    *, actor: Actor, transaction: Transaction, now: datetime.datetime, expected_version: int | None = None
) -> Transaction:
    """Out of all sums, into the trash; what a trashed settlement had settled is open again.

    Raises TransactionStateError, SettlementError (trash the settlement first), RefundError (it has refunds), NotAllowedError,
    PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_untrashable(held)
        require_approval_of_entry(actor, held)
        held.trashed_at = now
        transaction_save(actor, held, "transaction_trashed", ["trashed_at"])
        _mark_settled(held.settles, is_settled=False)
        refunds_check(_purchases_of(held))
        return held


def transaction_restore(*, actor: Actor, transaction: Transaction, expected_version: int | None = None) -> Transaction:
    """Out of the trash.

    Raises TransactionStateError, SettlementError (settled or changed otherwise meanwhile), RefundError (refunded otherwise),
    AlreadyBookedError (its document was booked again meanwhile), NotAllowedError, PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        _hold_documents(transaction)
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_unrestorable(held)
        require_approval_of_entry(actor, held)
        held.trashed_at = None
        transaction_save(actor, held, "transaction_restored", ["trashed_at"])
        _mark_settled(held.settles, is_settled=True)
        refunds_check(_purchases_of(held))
        return held


def require_approval_of_entry(actor: Actor, held: Transaction) -> None:
    """A settlement tells where money was seen, and is no new entry."""
    if held.settles_id is None:
        require_approval(actor, held)


def _refuse_untrashable(held: Transaction) -> None:
    if held.trashed_at is not None:
        raise TransactionStateError("The transaction is in the trash already.")
    if held.status == TransactionStatus.RECONCILED or is_found_on_statement([held.id]):
        raise TransactionStateError("A reconciled transaction is not thrown away. Take that back, or book a reversal.")
    if held.settlements.filter(trashed_at=None).exists() or held.reversals.filter(trashed_at=None).exists():
        raise SettlementError("It is settled or reversed. Trash the settlement or reversal first.")


def _refuse_unrestorable(held: Transaction) -> None:
    if held.trashed_at is None:
        raise TransactionStateError("The transaction is not in the trash.")
    related = [one for one in (held.settles_id, held.reverses_id, held.refunds_id) if one is not None]
    if Transaction.objects.filter(id__in=related, trashed_at__isnull=False).exists():
        raise TransactionStateError("What it settles, reverses or refunds is in the trash. Restore that first.")
    if held.settles is not None:
        refuse_unsettling(held, held.settles)
    if held.reverses is not None:
        refuse_unlike(held, held.reverses)
    again = _booked_again(held, held.trashed_at)
    if again is not None:
        raise AlreadyBookedError(
            f"Its document was booked again while it lay in the trash, as {again.transaction_id}. Trash that one, or take the "
            "document from one of the two.",
            transaction_id=again.transaction_id,
        )


def _booked_again(held: Transaction, since: datetime.datetime) -> TransactionDocument | None:
    """A live transaction that was linked to one of its documents since then. (What had the document before, people meant.)"""
    documents = held.document_links.values("document_id")
    links = TransactionDocument.objects.filter(document_id__in=documents, created_at__gte=since, transaction__trashed_at=None)
    return links.exclude(transaction=held).order_by("created_at", "id").first()


def _hold_documents(transaction: Transaction) -> None:
    """Before the transaction itself: who confirms a document holds it, and books after that.

    Not against keys that lead to it (NO KEY UPDATE): who books with it looks them up last, while holding the sums.
    """
    links = TransactionDocument.objects.filter(transaction_id=transaction.id).values("document_id")
    list(Document.objects.select_for_update(no_key=True).filter(id__in=links).order_by("id").values_list("id"))


def _purchases_of(held: Transaction) -> list[UUID | None]:
    """The purchases whose refunds may be other ones now."""
    reversed_refund = held.reverses.refunds_id if held.reverses else None
    return [held.id, held.refunds_id, held.reverses_id, reversed_refund]


def _mark_settled(settled: Transaction | None, *, is_settled: bool) -> None:
    if settled is not None:
        Transaction.objects.filter(id=settled.id).update(is_settled=is_settled, version=F("version") + 1)
