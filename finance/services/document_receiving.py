"""Receiving documents: bytes are stored and verified first, then their rows are made."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

import structlog
from django.db import transaction

from finance.errors import BadFilenameError
from finance.models import Blob, Channel, Document, DocumentState
from finance.services.document_files import BLOBS, uploading
from finance.services.document_holding import requeue
from finance.services.file_limits import file_limits
from finance.signals import document_received
from services.reading.sniff import HEAD_BYTES, sniff
from services.storage.blobs import BlobStore, StoredBlob
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

log = structlog.get_logger(__name__)

FILENAME_MAX = 255
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
    whole = JoinedStream(head, content)
    with uploading(actor.workspace_id):
        stored = store.put(whole, workspace_id=actor.workspace_id, limit_bytes=file_limits().file_bytes)
        received = _record(actor, stored, media_type, name, channel)
    log.info("document_received", document_id=str(received.document.id), is_new=received.is_new, channel=channel.value)
    return received


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


class JoinedStream(BytesIO):
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
            audit_record(actor=actor, action="document_received", subject_type="document", subject_id=document.id)
            document_received.send(sender=Document, document_id=document.id)
        elif document.state == DocumentState.FAILED and document.error_code in BLOB_LOST:
            requeue(document)  # its bytes were lost, and here they are again
        return Received(document, is_new, document.trashed_at is not None)
