"""Is every uploaded file still there, and still what was uploaded? And what lies in the store that no row knows?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from finance.models import Blob, Document, PendingDeletion
from finance.services.document_files import BLOBS, file_delete, is_named
from services.errors import BlobMissingError
from services.storage.blobs import BlobStore, StoredObject
from services.storage.names import BLOBS as BLOB_NAMES
from services.storage.names import DERIVED
from users.tenancy.scope import unscoped

ORPHAN_AGE = timedelta(hours=24)  # younger ones may belong to an upload that is just going on


@dataclass(frozen=True, slots=True)
class BlobFault:
    """`code` is missing, corrupt or orphan; `document_ids` are those that need the file (none for an orphan)."""

    code: str
    storage_name: str
    document_ids: tuple[UUID, ...] = ()


def blobs_verify(*, store: BlobStore = BLOBS) -> Iterator[BlobFault]:
    """Hash every blob again and compare. Raises StorageUnavailableError."""
    with unscoped("all blobs are verified"):
        for blob in Blob.objects.order_by("id").iterator(chunk_size=500):
            code = _fault(blob, store)
            if code:
                ids = Document.objects.filter(blob=blob).order_by("id").values_list("id", flat=True)
                yield BlobFault(code, blob.storage_name, tuple(ids))


def orphans_find(*, now: datetime, store: BlobStore = BLOBS) -> Iterator[BlobFault]:
    """Objects older than a day that no row (blob, page, export, pending deletion) names: left by a crash before the commit."""
    with unscoped("the whole store is compared with the rows"):
        for folder in (BLOB_NAMES, DERIVED):
            for stored in store.walk(folder):
                if stored.modified_at < now - ORPHAN_AGE and not _is_known(stored):
                    yield BlobFault("orphan", stored.name)


def orphan_delete(fault: BlobFault, *, store: BlobStore = BLOBS) -> bool:
    """Delete an orphan, unless an upload has taken to it meanwhile. Raises StorageUnavailableError."""
    workspace_id = UUID(fault.storage_name.split("/")[1])
    with unscoped("an orphan has no row that would tell its workspace"):
        return file_delete(workspace_id, fault.storage_name, store=store)


def orphans_delete(*, now: datetime, store: BlobStore = BLOBS) -> int:
    """Delete all orphans; how many are gone. Raises StorageUnavailableError: the next time goes on from there."""
    return sum(orphan_delete(fault, store=store) for fault in list(orphans_find(now=now, store=store)))


def _fault(blob: Blob, store: BlobStore) -> str:
    try:
        return "" if store.hash(blob.storage_name) == blob.sha256 else "corrupt"
    except BlobMissingError:
        return "missing"


def _is_known(stored: StoredObject) -> bool:
    return is_named(stored.name) or PendingDeletion.objects.filter(storage_name=stored.name).exists()
