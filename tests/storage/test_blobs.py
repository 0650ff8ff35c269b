"""The contract of the blob store, the same over a folder and over S3."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from services.errors import BlobCorruptError, BlobMissingError, FileTooLargeError
from services.storage.blobs import BlobStore, StoredBlob
from services.storage.folder import PARTIAL_SUFFIX, FolderStorage
from services.storage.names import blob_name
from utils.ids import new_id

WORKSPACE = new_id()
CONTENT = b"a receipt" * 1000


def put(store: BlobStore, content: bytes = CONTENT) -> StoredBlob:
    return store.put(BytesIO(content), workspace_id=WORKSPACE, limit_bytes=1024**2)


def test_what_is_put_can_be_read_and_is_named_by_its_content(store: BlobStore) -> None:
    stored = put(store)
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    assert stored == StoredBlob(f"blobs/{WORKSPACE}/{sha256[:2]}/{sha256}", sha256, len(CONTENT))
    assert store.read(stored.name, sha256=sha256) == CONTENT


def test_putting_the_same_bytes_again_changes_nothing(store: BlobStore) -> None:
    assert put(store) == put(store)


def test_large_content_passes_through(store: BlobStore) -> None:
    content = bytes(range(256)) * 4096 * 12  # beyond what is kept in memory, and in several parts
    stored = store.put(BytesIO(content), workspace_id=WORKSPACE, limit_bytes=25 * 1024**2)
    assert store.hash(stored.name) == hashlib.sha256(content).hexdigest()


def test_content_over_the_limit_is_refused_and_not_stored(store: BlobStore) -> None:
    with pytest.raises(FileTooLargeError):
        store.put(BytesIO(b"x" * 101), workspace_id=WORKSPACE, limit_bytes=100)
    assert list(store.walk("blobs")) == []


def test_the_rest_of_a_failed_write_is_healed(store: BlobStore) -> None:
    name = blob_name(WORKSPACE, hashlib.sha256(CONTENT).hexdigest())
    store.put_derived(name, CONTENT[:100])
    assert store.read(put(store).name) == CONTENT


def test_other_bytes_than_promised_are_noticed(store: BlobStore) -> None:
    stored = put(store)
    store.put_derived(stored.name, b"flipped")
    with pytest.raises(BlobCorruptError):
        store.read(stored.name, sha256=stored.sha256)


def test_what_is_not_there_is_named_missing(store: BlobStore) -> None:
    with pytest.raises(BlobMissingError):
        store.read("blobs/nothing")
    with pytest.raises(BlobMissingError):
        store.hash("blobs/nothing")
    assert not store.exists("blobs/nothing")


def test_deleting_twice_is_no_error(store: BlobStore) -> None:
    stored = put(store)
    store.delete(stored.name)
    store.delete(stored.name)
    assert not store.exists(stored.name)


def test_all_objects_are_listed_with_their_time(store: BlobStore) -> None:
    names = {put(store).name, put(store, b"another").name}
    found = list(store.walk("blobs"))
    assert {stored.name for stored in found} == names
    assert all(datetime.now(UTC) - stored.modified_at < timedelta(minutes=5) for stored in found)


def test_an_object_that_vanishes_while_they_are_listed_is_left_out(store: BlobStore) -> None:
    put(store)
    put(store, b"another")
    found = store.walk("blobs")
    names = {next(found).name}
    for stored in list(store.walk("blobs")):
        store.delete(stored.name)
    assert {stored.name for stored in found} | names == names


def test_a_folder_holds_no_partial_files(tmp_path: Path) -> None:
    put(BlobStore(FolderStorage(location=tmp_path)))
    assert not list(tmp_path.rglob(f"*{PARTIAL_SUFFIX}"))


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Breaking(BytesIO):
        def chunks(self) -> list[bytes]:
            raise OSError("no space left")

    storage = FolderStorage(location=tmp_path)
    with pytest.raises(OSError, match="no space"):
        storage._save("blobs/x", Breaking())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
