"""Two transactions that are one: the one that stays takes over what stands beside the other, which goes to the trash."""

from __future__ import annotations

import datetime

from finance.errors import TransactionStateError
from finance.models import Comment, Tag, Transaction, TransactionDocument
from finance.services.transaction_changes import transaction_save
from finance.services.transaction_holding import transactions_hold
from finance.services.transaction_tags import tags_write
from finance.services.transaction_trashing import transaction_trash
from users.tenancy.actor import Actor


def transactions_fold(*, actor: Actor, stays: Transaction, goes: Transaction, now: datetime.datetime) -> None:
    """Documents, comments and tags go over. In the caller's `checked_write`.

    Restored from the trash, the other one has its documents and tags as before. Raises what `transaction_trash` raises, and
    TransactionStateError when one of the two lies in the trash.
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
