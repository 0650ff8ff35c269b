"""verify_blobs: a flipped byte, a lost file, an orphan: each is named, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from finance.models import Blob, Document
from finance.services.document_verification import BlobFault, blobs_verify, orphan_delete, orphans_delete, orphans_find
from finance.services.documents import Received
from services.storage.blobs import BlobStore
from tests.conftest import Cast
from tests.pipeline.conftest import invoice
from users.tenancy.actor import acting
from utils.ids import new_id

Receive = Callable[..., Received]


def path_of(document: Document, cast: Cast, tmp_path: Path) -> Path:
    with acting(cast.alice):
        return tmp_path / "media" / Blob.objects.get(id=document.blob_id).storage_name


def test_whole_blobs_have_no_fault(document: Document, store: BlobStore) -> None:
    assert list(blobs_verify(store=store)) == []


def test_a_flipped_byte_names_that_document_only(receive: Receive, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    bad, _good = receive(invoice(1)).document, receive(invoice(2)).document
    path = path_of(bad, cast, tmp_path)
    content = bytearray(path.read_bytes())
    content[10] ^= 1
    path.write_bytes(content)
    assert [(fault.code, fault.document_ids) for fault in blobs_verify(store=store)] == [("corrupt", (bad.id,))]


def test_a_lost_file_names_its_document(document: Document, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    path_of(document, cast, tmp_path).unlink()
    assert [(fault.code, fault.document_ids) for fault in blobs_verify(store=store)] == [("missing", (document.id,))]


@pytest.fixture
def orphan(store: BlobStore, cast: Cast, tmp_path: Path) -> str:
    """What a web process that was killed between store and commit leaves, a day later."""
    name = f"blobs/{cast.workspace.id}/ab/{new_id().hex * 2}"
    store.put_derived(name, b"left behind")
    _make_old(tmp_path / "media" / name)
    return name


def _make_old(path: Path) -> None:
    old = (timezone.now() - timedelta(hours=25)).timestamp()
    os.utime(path, (old, old))


def test_an_old_object_without_a_row_is_an_orphan_and_can_be_deleted(orphan: str, store: BlobStore) -> None:
    (fault,) = orphans_find(now=timezone.now(), store=store)
    assert fault == BlobFault("orphan", orphan)
    assert orphan_delete(fault, store=store)
    assert not store.exists(orphan)


def test_all_orphans_are_deleted_and_nothing_else(orphan: str, document: Document, store: BlobStore) -> None:
    assert orphans_delete(now=timezone.now(), store=store) == 1
    assert [code.code for code in blobs_verify(store=store)] == []


def test_a_young_object_without_a_row_may_be_an_upload_going_on(store: BlobStore, cast: Cast) -> None:
    store.put_derived(f"blobs/{cast.workspace.id}/ab/{new_id().hex * 2}", b"just coming")
    assert list(orphans_find(now=timezone.now(), store=store)) == []


def test_an_old_object_with_a_row_is_no_orphan(document: Document, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    _make_old(path_of(document, cast, tmp_path))
    assert list(orphans_find(now=timezone.now(), store=store)) == []


def test_an_orphan_that_found_its_row_is_not_deleted(document: Document, cast: Cast, store: BlobStore) -> None:
    with acting(cast.alice):
        name = Blob.objects.get().storage_name
    assert not orphan_delete(BlobFault("orphan", name), store=store)
    assert store.exists(name)


def test_the_command_exits_with_1_and_a_line_when_a_file_is_lost(document: Document) -> None:
    """The blob lies in the store of the test, not in the default one, and so is missing there."""
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_blobs", stdout=out)
    assert ended.value.code == 1
    faults = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [(fault["fault"], fault["documents"]) for fault in faults if fault["fault"] != "orphan"] == [
        ("missing", [str(document.id)])
    ]
