"""The bytes behind a document, for people."""

from __future__ import annotations

from finance.models import Document, DocumentPage
from finance.services.document_files import BLOBS
from services.storage.blobs import BlobStore
from users.audit.rarely import export_record
from users.tenancy.actor import Actor
from utils.errors import NotFoundError


def document_content(*, actor: Actor, document: Document, store: BlobStore = BLOBS) -> bytes:
    """The file as it was uploaded; the audit trail tells once an hour who fetched it.

    Raises BlobMissingError, BlobCorruptError, StorageUnavailableError.
    """
    content = store.read(document.blob.storage_name, sha256=document.blob.sha256)
    export_record(actor=actor, action="document_downloaded", subject_type="document", subject_id=document.id)
    return content


def page_picture(page: DocumentPage, *, store: BlobStore = BLOBS) -> bytes:
    """The preview of a page as WebP. Raises NotFoundError, BlobMissingError, StorageUnavailableError."""
    if not page.preview_name:
        raise NotFoundError("There is no preview of this page.")
    return store.read(page.preview_name)
