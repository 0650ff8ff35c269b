"""What people do with documents: send, confirm, reprocess, put into the trash, take out of it, purge."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from finance.errors import BadFilenameError, DocumentInUseError, DocumentStateError, StaleVersionError
from finance.models import Blob, Channel, Document, DocumentPage, DocumentState, TransactionDocument
from finance.services.document_files import BLOBS, release_files, uploading
from finance.signals import document_received
from services.reading.limits import DEFAULT
from services.reading.sniff import HEAD_BYTES, sniff
from services.storage.blobs import BlobStore, StoredBlob
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

FILENAME_MAX = 255
AT_WORK = (DocumentState.RECEIVED, DocumentState.READING, DocumentState.EXTRACTING)
BLOB_LOST = ("blob_missing", "blob_corrupt")


@dataclass(frozen=True, slots=True)
class Received:
    """The document of an upload: a new one, or the one that these very bytes made before."""

    document: Document
    is_new: bool
    is_in_trash: bool


def document_receive(*, actor: Actor, content: BinaryIO, filename: str, channel: Channel, store: BlobStore = BLOBS) -> Received:
    """Store the bytes, verify them, then make the rows. The same bytes again give the first document.

    Raises services.errors.RejectedFileError (empty, too large, unsupported), StorageUnavailableError, BadFilenameError.
    """
    actor.require(Capability.DOCUMENT_UPLOAD)
    name = clean_filename(filename)
    head = content.read(HEAD_BYTES)
    media_type = sniff(head, name)
    whole = _Joined(head, content)
    with uploading(actor.workspace_id):
        stored = store.put(whole, workspace_id=actor.workspace_id, limit_bytes=DEFAULT.file_bytes)
        return _record(actor, stored, media_type, name, channel)


def document_reprocess(*, actor: Actor, document: Document) -> Document:
    """Read and extract again. What a person entered stays; a transaction that exists is not touched."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = _locked(document)
        _require_not_in_trash(locked)
        if locked.state in AT_WORK and locked.lease_until is not None:
            raise DocumentStateError("It is being worked on already. Wait until that is over.")
        _requeue(locked)
        audit_record(actor=actor, action="document_reprocess", subject_type="document", subject_id=locked.id)
    return _fresh(document)


def document_trash(*, actor: Actor, document: Document, now: datetime) -> Document:
    """Put it away, to be restored or purged. The ledger stays as it is; work going on loses its claim."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = _locked(document)
        _require_not_in_trash(locked)
        changes = {"trashed_at": now, "lease_until": None, "attempt": F("attempt") + 1, "version": F("version") + 1}
        Document.objects.filter(id=locked.id).update(**changes)
        audit_record(actor=actor, action="document_trash", subject_type="document", subject_id=locked.id)
    return _fresh(document)


def document_restore(*, actor: Actor, document: Document) -> Document:
    """Take it out of the trash. If it was at work then, the work begins again."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = _locked(document)
        if locked.trashed_at is None:
            raise DocumentStateError("It is not in the trash.")
        Document.objects.filter(id=locked.id).update(trashed_at=None, version=F("version") + 1)
        if locked.state in AT_WORK:
            _requeue(locked)
        audit_record(actor=actor, action="document_restore", subject_type="document", subject_id=locked.id)
    return _fresh(document)


def document_purge(*, actor: Actor, document: Document) -> None:
    """Delete the document for ever, with its pages, fields and file. Rows first; the files go after the commit.

    Raises DocumentStateError unless it is in the trash, DocumentInUseError while it proves a transaction.
    """
    actor.require(Capability.DOCUMENT_PURGE)
    with transaction.atomic():
        locked = _locked(document)
        if locked.trashed_at is None:
            raise DocumentStateError("Only what is in the trash can be purged. Put it into the trash first.")
        _unlink(locked)
        _release(locked)
        audit_record(actor=actor, action="document_purge", subject_type="document", subject_id=locked.id)


def clean_filename(filename: str) -> str:
    """The last part of the name, without what could mislead a file system, a header or an eye. Raises BadFilenameError."""
    last = PurePosixPath(unicodedata.normalize("NFC", filename).replace("\\", "/")).name
    visible = "".join(char for char in last if unicodedata.category(char)[0] != "C" and char not in '"<>|:*?/')
    visible = " ".join(visible.split()).strip(". ")
    if not visible:
        raise BadFilenameError("The file needs a name with at least one letter or digit.")
    return _shortened(visible)


def _shortened(name: str) -> str:
    if len(name) <= FILENAME_MAX:
        return name
    suffix = PurePosixPath(name).suffix[:16]
    return name[: FILENAME_MAX - len(suffix)] + suffix


class _Joined(BytesIO):
    """The head that was read for sniffing, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__(head)
        self._rest = rest

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size) or self._rest.read(-1 if size is None else size)


def _record(actor: Actor, stored: StoredBlob, media_type: str, filename: str, channel: Channel) -> Received:
    with transaction.atomic():
        blob, _is_new_blob = Blob.objects.select_for_update().get_or_create(  # held, so that no purge takes it away
            workspace_id=actor.workspace_id,
            sha256=stored.sha256,
            defaults={"size_bytes": stored.size_bytes, "media_type": media_type, "storage_name": stored.name},
        )
        document, is_new = Document.objects.get_or_create(
            workspace_id=actor.workspace_id,
            blob=blob,
            page_from=None,
            defaults={"filename": filename, "channel": channel, "uploaded_by_id": actor.user_id},
        )
        if is_new:
            audit_record(actor=actor, action="document_receive", subject_type="document", subject_id=document.id)
            document_received.send(sender=Document, document_id=document.id)
        elif document.state == DocumentState.FAILED and document.error_code in BLOB_LOST:
            _requeue(document)  # its bytes were lost, and here they are again
        return Received(document, is_new, document.trashed_at is not None)


def _requeue(document: Document) -> None:
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
    if not Document.objects.filter(blob=blob).exists():
        names.append(blob.storage_name)
        blob.delete()
    release_files(document.workspace_id, names)


def locked_document(document: Document, expected_version: int) -> Document:
    """The document, locked until the transaction ends. Raises StaleVersionError when somebody changed it meanwhile."""
    locked = _locked(document)
    if locked.version != expected_version:
        raise StaleVersionError("The document was changed since you opened it. Look at it again, then decide.")
    _require_not_in_trash(locked)
    return locked


def _locked(document: Document) -> Document:
    return Document.objects.select_for_update().get(id=document.id)


def _fresh(document: Document) -> Document:
    return Document.objects.select_related("blob").get(id=document.id)


def _require_not_in_trash(document: Document) -> None:
    if document.trashed_at is not None:
        raise DocumentStateError("It is in the trash. Restore it first.")


__all__ = [
    "Received",
    "clean_filename",
    "document_purge",
    "document_receive",
    "document_reprocess",
    "document_restore",
    "document_trash",
    "locked_document",
]
