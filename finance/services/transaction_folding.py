"""Two transactions that are one: the one that stays takes over what stands beside the other, which goes to the trash."""

from __future__ import annotations

import datetime

from finance.errors import TransactionStateError
from finance.models import Comment, ImportRow, Tag, Transaction, TransactionDocument, Verdict
from finance.services.transaction_changes import transaction_save
from finance.services.transaction_holding import transactions_hold
from finance.services.transaction_settlement import transaction_settle
from finance.services.transaction_tags import tags_write
from finance.services.transaction_trashing import transaction_trash
from users.tenancy.actor import Actor


def transactions_fold(*, actor: Actor, stays: Transaction, goes: Transaction, now: datetime.datetime) -> None:
    """Documents, comments and tags go over, and where the money was seen. In the caller's `checked_write`.

    Restored from the trash, the other one has its documents and tags as before. Raises what `transaction_trash` and
    `transaction_settle` raise, and TransactionStateError when one of the two lies in the trash.
    """
    held = {row.id: row for row in transactions_hold([stays.id, goes.id])}
    stays, goes = held[stays.id], held[goes.id]
    if stays.trashed_at is not None or goes.trashed_at is not None:
        raise TransactionStateError("One of the two lies in the trash. Restore it first, or keep both.")
    _proofs_go_over(stays, goes)
    Comment.objects.filter(transaction=goes).update(transaction=stays)
    _tags_go_over(stays, goes)
    transaction_trash(actor=actor, transaction=goes, now=now)
    transaction_save(actor, stays, "transaction_updated", [])
    known = _settled_as(actor, stays, goes) if goes.is_settled and not stays.is_settled else stays
    ImportRow.objects.filter(id=goes.id, verdict=Verdict.NEW).update(verdict=Verdict.TWIN, matched=known)


def _settled_as(actor: Actor, stays: Transaction, goes: Transaction) -> Transaction:
    """The settlement on the account on which the other one stood, so that its balance stays as it is on every day."""
    leg = goes.postings.filter(account__isnull=False).select_related("account").order_by("position").first()
    if leg is None or leg.account is None:
        raise TransactionStateError("The one that goes moved no money on an account. Keep both, or settle the other one.")
    return transaction_settle(actor=actor, transaction=stays, account=leg.account, date=goes.date, amount=leg.amount)


def _proofs_go_over(stays: Transaction, goes: Transaction) -> None:
    """Each as old as the link that it stands for: so the other transaction may be restored beside it."""
    known = set(TransactionDocument.objects.filter(transaction=stays).values_list("document_id", flat=True))
    for link in TransactionDocument.objects.filter(transaction=goes).exclude(document__in=known):
        made = TransactionDocument.objects.create(
            workspace_id=stays.workspace_id, transaction=stays, document_id=link.document_id, by_machine=False
        )
        TransactionDocument.objects.filter(id=made.id).update(created_at=link.created_at)


def _tags_go_over(stays: Transaction, goes: Transaction) -> None:
    own = set(Tag.objects.filter(transaction_links__transaction=stays))
    added = set(Tag.objects.filter(transaction_links__transaction=goes)) - own
    if added:
        tags_write(stays, [*own, *added])
