"""Booking a transaction with its postings."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from finance.errors import AlreadyBookedError, TransactionStateError
from finance.models import (
    Document,
    Project,
    Tag,
    Transaction,
    TransactionDocument,
    TransactionKind,
    TransactionStatus,
    Vendor,
)
from finance.selectors.merging import survivor
from finance.services.approval import beginning_of
from finance.services.checked_writing import checked_write
from finance.services.transaction_holding import transactions_hold
from finance.services.transaction_postings import PostingDraft, is_seen_on_account, postings_write
from finance.services.transaction_refunds import refunds_check
from finance.services.transaction_tags import tags_write
from finance.signals import transaction_booked
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError, NotFoundError

DERIVED_KINDS = frozenset({TransactionKind.SETTLEMENT, TransactionKind.REVERSAL})


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction to be written. `settles` and `reverses` are set by those use-cases only."""

    kind: TransactionKind
    date: datetime.date
    postings: Sequence[PostingDraft]
    status: TransactionStatus = TransactionStatus.BOOKED
    description: str = ""
    notes: str = ""
    vendor: Vendor | None = None
    project: Project | None = None
    tags: Sequence[Tag] = ()
    refunds: Transaction | None = None
    settles: Transaction | None = None
    reverses: Transaction | None = None


def transaction_create(  # noqa: PLR0913  (keyword-only, one per thing a person may say of a transaction)
    *,
    actor: Actor,
    kind: TransactionKind,
    date: datetime.date,
    postings: Sequence[PostingDraft],
    status: TransactionStatus = TransactionStatus.BOOKED,
    description: str = "",
    notes: str = "",
    vendor: Vendor | None = None,
    project: Project | None = None,
    tags: Sequence[Tag] = (),
    refunds: Transaction | None = None,
    document: Document | None = None,
    by_machine: bool = False,
) -> Transaction:
    """Book it (or keep it as a draft: at the actor's wish, or where somebody else has to approve it).

    `document` proves it; `refunds` is the purchase of a refund. Raises UnbalancedError, PeriodLockedError,
    AccountCurrencyError, BaseAmountError, InvalidMoneyError, PostingError, RefundError, and AlreadyBookedError when a machine
    booked this document before.
    """
    actor.require(Capability.LEDGER_WRITE)
    if kind in DERIVED_KINDS or status not in (TransactionStatus.DRAFT, TransactionStatus.BOOKED):
        raise TransactionStateError(f"A transaction cannot begin as a {kind.value} that is {status.value}.")
    begun = beginning_of(actor, status)
    entry = Entry(kind, date, postings, begun, description, notes, vendor, project, tags, refunds)
    with checked_write({"transaction_document_one_by_machine": lambda: _already_booked(document)}):
        if refunds is not None:
            transactions_hold([refunds.id])
        written = entry_write(actor, entry, document=document, by_machine=by_machine)
        refunds_check([written.refunds_id])
        return written


def entry_write(actor: Actor, entry: Entry, *, document: Document | None = None, by_machine: bool = False) -> Transaction:
    """Write it inside the caller's `checked_write`. The link goes first: who loses a race holds no sums while waiting."""
    written = Transaction.objects.create(
        workspace_id=actor.workspace_id,
        kind=entry.kind,
        status=entry.status,
        is_settled=entry.settles is not None or is_seen_on_account(entry.postings),
        date=entry.date,
        description=entry.description[:500],
        notes=entry.notes,
        vendor=survivor(entry.vendor) if entry.vendor else None,
        project=entry.project,
        refunds=entry.refunds,
        settles=entry.settles,
        reverses=entry.reverses,
    )
    if document is not None:
        TransactionDocument.objects.create(
            workspace_id=actor.workspace_id, transaction=written, document=document, by_machine=by_machine
        )
    postings_write(written, entry.postings)
    if entry.tags:
        tags_write(written, entry.tags)
    audit_record(
        actor=actor,
        action="transaction_created",
        subject_type="transaction",
        subject_id=written.id,
        data={"kind": entry.kind.value, "status": entry.status.value},
    )
    announce_booked(written)
    return written


def announce_booked(transaction: Transaction) -> None:
    """Send `transaction_booked`, unless it is a draft."""
    if transaction.status != TransactionStatus.DRAFT:
        transaction_booked.send(Transaction, workspace_id=transaction.workspace_id, transaction_id=transaction.id)


def _already_booked(document: Document | None) -> DomainError:
    link = TransactionDocument.objects.filter(document=document, by_machine=True).first()
    if link is None:
        return NotFoundError("The document or its transaction was taken away in this moment. Try again.")
    return AlreadyBookedError("A machine booked this document before.", transaction_id=link.transaction_id)
