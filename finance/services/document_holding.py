"""Holding a document's row while a person changes it."""

from __future__ import annotations

from django.db.models import F
from django.db.models.functions import Now

from finance.errors import DocumentStateError
from finance.models import Document, DocumentState
from finance.signals import document_received
from users.tenancy.staleness import refuse_stale
from utils.errors import NotFoundError

AT_WORK = (DocumentState.RECEIVED, DocumentState.READING, DocumentState.EXTRACTING)


def locked_document(document: Document, *, expected_version: int | None = None) -> Document:
    """The document, locked until the transaction ends.

    Raises StaleVersionError when somebody changed it meanwhile, NotFoundError when somebody purged it.
    """
    locked = Document.objects.select_for_update().filter(id=document.id).first()
    if locked is None:
        raise NotFoundError("There is no such document.")
    refuse_stale(held=locked.version, expected=expected_version)
    return locked


def require_not_in_trash(document: Document) -> None:
    """Raises DocumentStateError."""
    if document.trashed_at is not None:
        raise DocumentStateError("It is in the trash. Restore it first.")


def fresh_document(document: Document) -> Document:
    """The row as it is now, with its blob."""
    return Document.objects.select_related("blob").get(id=document.id)


def requeue(document: Document) -> None:
    """Let the work begin from the start; whoever works on it now loses the claim."""
    Document.objects.filter(id=document.id).update(
        state=DocumentState.RECEIVED,
        state_since=Now(),
        attempt=F("attempt") + 1,
        tries=0,
        lease_until=None,
        next_call_at=None,
        error_code="",
        error_detail="",
        version=F("version") + 1,
    )
    document_received.send(sender=Document, document_id=document.id)
