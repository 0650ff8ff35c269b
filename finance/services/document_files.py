"""The files behind documents: keeping uploads apart from deletions, and deleting what no row needs any more."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from finance.models import Blob, DocumentPage, Export, ExportState, PendingDeletion
from finance.signals import files_released
from services.errors import StorageUnavailableError
from services.storage.blobs import BlobStore
from services.storage.names import BLOBS as BLOB_NAMES
from users.tenancy.scope import unscoped

log = structlog.get_logger(__name__)

BLOBS = BlobStore()
BATCH = 200
RETRY_AFTER = timedelta(minutes=1)
LOCK_SPACE = 7_311_902  # of the advisory locks on uploads of a workspace
UPLOAD_WAITS_S = 3.0


def release_files(workspace_id: UUID, names: Iterable[str]) -> None:
    """Hand objects of the store over to deletion after the commit; inside the transaction that drops their rows."""
    rows = [PendingDeletion(workspace_id=workspace_id, storage_name=name) for name in names]
    if rows:
        PendingDeletion.objects.bulk_create(rows, ignore_conflicts=True)
        files_released.send(sender=PendingDeletion)


@contextmanager
def uploading(workspace_id: UUID) -> Iterator[None]:
    """Keep deletions in this workspace away from between the storing of bytes and the commit of their row.

    Uploads share the lock, a deletion has it alone for one object. It belongs to the connection, so no transaction is open.
    """
    key = _key(workspace_id)
    deadline = time.monotonic() + UPLOAD_WAITS_S
    while not _try("SELECT pg_try_advisory_lock_shared(%s, %s)", key):
        if time.monotonic() > deadline:
            raise StorageUnavailableError("A file is being deleted just now. Nothing was stored; please try again in a moment.")
        time.sleep(0.05)
    try:
        yield
    finally:
        _try("SELECT pg_advisory_unlock_shared(%s, %s)", key)


def pending_deletions_carry_out(*, store: BlobStore = BLOBS) -> int:
    """Delete what was released, one object at a time; what fails is tried again later. How many are gone."""
    gone = 0
    with unscoped("files of all workspaces are deleted"):
        for pending in PendingDeletion.objects.filter(next_try_at__lte=Now()).order_by("next_try_at")[:BATCH]:
            PendingDeletion.objects.filter(id=pending.id).update(tries=F("tries") + 1, next_try_at=Now() + RETRY_AFTER)
            try:
                gone += file_delete(pending.workspace_id, pending.storage_name, store=store)
            except StorageUnavailableError:
                log.warning("deletion_postponed", tries=pending.tries + 1)
                continue
            PendingDeletion.objects.filter(id=pending.id).delete()
    return gone


def file_delete(workspace_id: UUID, name: str, *, store: BlobStore = BLOBS) -> bool:
    """Delete an object unless a row needs it (again). Raises StorageUnavailableError, also while an upload goes on."""
    if not name.startswith(BLOB_NAMES):  # no upload makes derived files
        return _delete_unless_needed(name, store)
    key = _key(workspace_id)
    if not _try("SELECT pg_try_advisory_lock(%s, %s)", key):
        raise StorageUnavailableError("An upload goes on in this workspace.")
    try:
        return _delete_unless_needed(name, store)
    finally:
        _try("SELECT pg_advisory_unlock(%s, %s)", key)


def is_named(name: str) -> bool:
    """Whether a blob, a page or an export has its bytes there."""
    return (
        Blob.objects.filter(storage_name=name).exists()
        or DocumentPage.objects.filter(preview_name=name).exists()
        or Export.objects.filter(state=ExportState.READY, storage_name=name).exists()
    )


def _delete_unless_needed(name: str, store: BlobStore) -> bool:
    if is_named(name):
        return False
    store.delete(name)
    return True


def _key(workspace_id: UUID) -> int:
    return zlib.crc32(workspace_id.bytes) - 2**31


def _try(statement: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [LOCK_SPACE, key])
        return bool(cursor.fetchone()[0])
