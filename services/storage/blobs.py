"""Bytes that never change, by content hash, over whatever store Django is configured with (a folder or S3)."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, TypeVar
from uuid import UUID

import structlog
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage

from services.errors import BlobCorruptError, BlobMissingError, FileTooLargeError, StorageUnavailableError
from services.storage.deadline import BoundedCalls
from services.storage.names import blob_name

T = TypeVar("T")
log = structlog.get_logger(__name__)

CHUNK_BYTES = 256 * 1024
SPOOL_BYTES = 2 * 1024 * 1024  # larger uploads pass through a temporary file instead of memory
DEADLINE_S = 25.0
TRY_AGAIN = "The file store does not answer as it should. Nothing was stored; please try again in a moment."


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What stands in the store, read back and found to be what was sent."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object as the store lists it."""

    name: str
    modified_at: datetime


class BlobStore:
    """Every method raises StorageUnavailableError when the store fails or takes longer than `deadline_s` in all."""

    def __init__(self, storage: Storage = default_storage, *, deadline_s: float = DEADLINE_S, threads: int = 8) -> None:
        self._storage = storage
        self._deadline_s = deadline_s
        self._calls = BoundedCalls(threads=threads)

    def put(self, content: BinaryIO, *, workspace_id: UUID, limit_bytes: int) -> StoredBlob:
        """Store from where `content` stands to its end, and read it back: on return the bytes are safely there.

        Bytes that are there already are not written again. Raises FileTooLargeError while streaming.
        """
        with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES, dir=settings.FILE_UPLOAD_TEMP_DIR) as spool:
            sha256, size_bytes = _copy_hashed(content, spool, limit_bytes)
            name = blob_name(workspace_id, sha256)
            is_right = self._bounded(lambda: self._write_and_compare(name, sha256, File(spool, name=name)))
        if not is_right:
            self.delete(name)
            raise StorageUnavailableError(TRY_AGAIN)
        return StoredBlob(name, sha256, size_bytes)

    def put_derived(self, name: str, content: bytes) -> None:
        """Store what can be made again (previews), under its own name."""
        self._bounded(lambda: self._storage.save(name, ContentFile(content)))

    def put_file(self, name: str, content: BinaryIO) -> None:
        """The same for what is too large for memory; from the first byte of `content`, which stays open."""
        content.seek(0)
        self._bounded(lambda: self._storage.save(name, File(content, name=name)))

    def pieces(self, name: str) -> Iterator[bytes]:
        """An object piece by piece: opened with the first one, closed with the last. Raises BlobMissingError."""
        with self._bounded(lambda: self._storage.open(name)) as stored:
            yield from stored.chunks(CHUNK_BYTES)

    def read(self, name: str, *, sha256: str = "") -> bytes:
        """All bytes of an object. Raises BlobMissingError, and BlobCorruptError when they are not what `sha256` says."""
        content = self._bounded(lambda: self._read(name))
        if sha256 and hashlib.sha256(content).hexdigest() != sha256:
            raise BlobCorruptError("The stored file is not the one that was uploaded: its content has changed.")
        return content

    def hash(self, name: str) -> str:
        """The SHA-256 of what stands in the store now. Raises BlobMissingError."""
        return self._bounded(lambda: self._hash(name))

    def delete(self, name: str) -> None:
        """Delete an object; one that is not there is no error."""
        self._bounded(lambda: self._storage.delete(name))

    def exists(self, name: str) -> bool:
        return self._bounded(lambda: self._storage.exists(name))

    def walk(self, folder: str) -> Iterator[StoredObject]:
        """All objects below a folder, with the time of their last change."""
        folders, files = self._bounded(lambda: self._listdir(folder))
        for file in files:
            name = f"{folder}/{file}"
            changed = self._bounded(lambda name=name: self._modified_at(name))  # type: ignore[misc]  # bound early
            if changed is not None:
                yield StoredObject(name, changed)
        for below in folders:
            yield from self.walk(f"{folder}/{below}")

    def _bounded(self, call: Callable[[], T]) -> T:
        try:
            return self._calls.run(call, timeout_s=self._deadline_s)
        except FileNotFoundError as error:
            raise BlobMissingError("The file is not in the store any more. Upload it again.") from error
        except OSError as error:
            log.warning("storage_failed", error=type(error).__name__, detail=str(error))
            raise StorageUnavailableError(TRY_AGAIN) from error

    def _write_and_compare(self, name: str, sha256: str, content: File[bytes]) -> bool:
        """An object whose bytes are not what its name says is the rest of a failed write: replaced, never trusted."""
        if self._storage.exists(name):
            if self._hash(name) == sha256:
                return True
            log.error("blob_healed", name=name)
        self._storage.save(name, content)
        return self._hash(name) == sha256

    def _hash(self, name: str) -> str:
        with self._storage.open(name) as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest()

    def _read(self, name: str) -> bytes:
        with self._storage.open(name) as stored:
            return bytes(stored.read())

    def _listdir(self, folder: str) -> tuple[list[str], list[str]]:
        try:
            return self._storage.listdir(folder)
        except FileNotFoundError:
            return [], []  # a folder of the file system that was not needed yet

    def _modified_at(self, name: str) -> datetime | None:
        try:
            return self._storage.get_modified_time(name)
        except FileNotFoundError:
            return None  # deleted since it was listed


def _copy_hashed(content: BinaryIO, spool: tempfile.SpooledTemporaryFile[bytes], limit_bytes: int) -> tuple[str, int]:
    digest, size_bytes = hashlib.sha256(), 0
    while chunk := content.read(CHUNK_BYTES):
        size_bytes += len(chunk)
        if size_bytes > limit_bytes:
            raise FileTooLargeError(f"The file is larger than {limit_bytes // 1024**2} MB. Send a smaller one.")
        digest.update(chunk)
        spool.write(chunk)
    spool.seek(0)
    return digest.hexdigest(), size_bytes
