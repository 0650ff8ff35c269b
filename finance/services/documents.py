"""What people do with documents: send, confirm, reprocess, trash, restore, purge. One import for the faces."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from finance.errors import DocumentInUseError, DocumentStateError
from finance.models import Blob, Document, DocumentPage, StatementImport, TransactionDocument
from finance.services.document_confirming import document_confirm
from finance.services.document_files import release_files
from finance.services.document_holding import AT_WORK, fresh_document, locked_document, requeue, require_not_in_trash
from finance.services.document_receiving import Received, document_receive
from finance.services.retention import document_date, refuse_retained
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

__all__ = [
    "Received",
    "document_confirm",
    "document_purge",
    "document_receive",
    "document_reprocess",
    "document_restore",
    "document_trash",
]


def document_reprocess(*, actor: Actor, document: Document, expected_version: int | None = None) -> Document:
    """Read and extract again. What a person entered stays; a transaction that exists is not touched."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        require_not_in_trash(locked)
        if locked.state in AT_WORK and locked.lease_until is not None:
            raise DocumentStateError("It is being worked on already. Wait until that is over.")
        requeue(locked)
        audit_record(actor=actor, action="document_reprocessed", subject_type="document", subject_id=locked.id)
    return fresh_document(document)


def document_trash(*, actor: Actor, document: Document, now: datetime, expected_version: int | None = None) -> Document:
    """Put it away, to be restored or purged. The ledger stays as it is; work going on loses its claim."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        require_not_in_trash(locked)
        changes = {"trashed_at": now, "lease_until": None, "attempt": F("attempt") + 1, "version": F("version") + 1}
        Document.objects.filter(id=locked.id).update(**changes)
        audit_record(actor=actor, action="document_trashed", subject_type="document", subject_id=locked.id)
    return fresh_document(document)


def document_restore(*, actor: Actor, document: Document, expected_version: int | None = None) -> Document:
    """Take it out of the trash. If it was at work then, the work begins again."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        if locked.trashed_at is None:
            raise DocumentStateError("It is not in the trash.")
        Document.objects.filter(id=locked.id).update(trashed_at=None, version=F("version") + 1)
        if locked.state in AT_WORK:
            requeue(locked)
        audit_record(actor=actor, action="document_restored", subject_type="document", subject_id=locked.id)
    return fresh_document(document)


def document_purge(*, actor: Actor, document: Document, now: datetime, expected_version: int | None = None) -> None:
    """Delete the document for ever, with its pages, fields and file. Rows first; the files go after the commit.

    Raises DocumentStateError unless it is in the trash, DocumentInUseError while it proves a transaction, RetentionError while
    it has to be kept, StaleVersionError.
    """
    actor.require(Capability.DOCUMENT_PURGE)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        if locked.trashed_at is None:
            raise DocumentStateError("Only what is in the trash can be purged. Put it into the trash first.")
        refuse_retained(date=document_date(locked), today=now.date())
        _unlink(locked)
        _release(locked)
        audit_record(actor=actor, action="document_purged", subject_type="document", subject_id=locked.id)


def _unlink(document: Document) -> None:
    links = TransactionDocument.objects.filter(document=document)
    if links.filter(transaction__trashed_at=None).exists():
        raise DocumentInUseError("It proves a transaction. Put that into the trash first, or keep the document.")
    links.delete()


def _release(document: Document) -> None:
    pages = DocumentPage.objects.filter(document=document).exclude(preview_name="")
    names = list(pages.values_list("preview_name", flat=True))
    blob = Blob.objects.select_for_update().get(id=document.blob_id)
    document.delete()
    if not Document.objects.filter(blob=blob).exists() and not StatementImport.objects.filter(blob=blob).exists():
        names.append(blob.storage_name)
        blob.delete()
    release_files(document.workspace_id, names)
