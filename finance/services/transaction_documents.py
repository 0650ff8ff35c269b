"""Which documents prove a transaction, as people link them: many to many."""

from __future__ import annotations

from finance.errors import DocumentStateError, TransactionStateError
from finance.models import Document, Transaction, TransactionDocument
from finance.services.checked_writing import checked_write
from finance.services.transaction_changes import transaction_save
from finance.services.transaction_holding import transaction_hold
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import NotFoundError


def transaction_document_link(
    *, actor: Actor, transaction: Transaction, document: Document, expected_version: int | None = None
) -> Transaction:
    """The document proves the transaction as well; a proof may come late, in a locked period too.

    Raises TransactionStateError (trashed, linked already), DocumentStateError (trashed), StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write({"transaction_document_once": _linked_already}):
        _hold_document(document)
        held = transaction_hold(transaction, expected_version=expected_version)
        if held.trashed_at is not None:
            raise TransactionStateError("A transaction in the trash takes no documents. Restore it first.")
        if TransactionDocument.objects.filter(transaction=held, document=document).exists():
            raise _linked_already()
        TransactionDocument.objects.create(workspace_id=actor.workspace_id, transaction=held, document=document, by_machine=False)
        return transaction_save(actor, held, "document_linked", [])


def transaction_document_unlink(
    *, actor: Actor, transaction: Transaction, document: Document, expected_version: int | None = None
) -> Transaction:
    """The document does not prove it any more (in the trash too: then it may be restored beside what was booked since).

    Raises NotFoundError (not linked), PeriodLockedError (a proof stays where the period is locked), StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        Document.objects.select_for_update(no_key=True).filter(id=document.id).first()
        held = transaction_hold(transaction, expected_version=expected_version)
        deleted, _tables = TransactionDocument.objects.filter(transaction=held, document=document).delete()
        if not deleted:
            raise NotFoundError("The document is not linked to this transaction.")
        return transaction_save(actor, held, "document_unlinked", [])


def _hold_document(document: Document) -> None:
    """Before the transaction, as whoever confirms or restores does."""
    held = Document.objects.select_for_update(no_key=True).filter(id=document.id).first()
    if held is None:
        raise NotFoundError("There is no such document.")
    if held.trashed_at is not None:
        raise DocumentStateError("It is in the trash. Restore it first.")


def _linked_already() -> TransactionStateError:
    return TransactionStateError("The document is linked to this transaction already.")
