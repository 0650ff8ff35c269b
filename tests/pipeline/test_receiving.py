"""An upload: blob first and verified, then one transaction, then a doorbell (ARCHITECTURE 2, step 2 and 3)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.storage import Storage
from django.db import connection, transaction

from finance.errors import BadFilenameError
from finance.models import Blob, Channel, Document
from finance.services.document_receiving import clean_filename
from finance.services.documents import Received, document_receive, document_trash
from services.errors import EmptyFileError, FileTooLargeError, StorageUnavailableError, TypeMismatchError, UnsupportedTypeError
from services.storage.blobs import BlobStore
from tests.conftest import Cast
from tests.ledger.conftest import at_once
from tests.pipeline.conftest import Bells, invoice
from users.audit.models import AuditEvent
from users.tenancy.actor import acting, person
from users.workspaces.roles import Role
from utils.errors import NotAllowedError

Receive = Callable[..., Received]


class BrokenStorage(Storage):
    """A store that fails at everything."""

    def exists(self, name: str) -> bool:
        raise ConnectionResetError(name)


def test_an_upload_makes_blob_document_and_audit_event(receive: Receive, cast: Cast) -> None:
    received = receive()
    with acting(cast.alice):
        blob = Blob.objects.get()
        assert (received.is_new, received.document.state) == (True, "received")
        assert blob.storage_name == f"blobs/{cast.workspace.id}/{blob.sha256[:2]}/{blob.sha256}"
        assert blob.size_bytes == len(invoice())
        assert AuditEvent.objects.filter(action="document_received", subject_id=received.document.id).count() == 1


def test_the_stored_bytes_are_the_uploaded_ones(receive: Receive, store: BlobStore, cast: Cast) -> None:
    receive()
    with acting(cast.alice):
        blob = Blob.objects.get()
    assert store.read(blob.storage_name, sha256=blob.sha256) == invoice()


def test_a_commit_rings_once(receive: Receive, bells: Bells) -> None:
    receive()
    assert bells.rung == ["finance.read_document"]


def test_a_rollback_enqueues_nothing(receive: Receive, bells: Bells) -> None:
    with transaction.atomic():
        receive()
        transaction.set_rollback(True)
    assert bells.rung == []


def test_the_same_bytes_again_are_the_first_document(receive: Receive, bells: Bells) -> None:
    first, again = receive(), receive(filename="copy.pdf")
    assert (again.document.id, again.is_new, again.is_in_trash) == (first.document.id, False, False)
    assert len(bells.rung) == 1


def test_the_same_bytes_of_a_trashed_document_say_that_it_is_in_the_trash(receive: Receive, cast: Cast) -> None:
    first = receive()
    with acting(cast.alice):
        document_trash(actor=cast.alice, document=first.document, now=first.document.received_at)
    assert receive().is_in_trash


def test_the_same_bytes_in_another_workspace_are_another_document(receive: Receive, cast: Cast) -> None:
    mine, his = receive(), receive(actor=cast.charlie)
    assert his.is_new
    assert mine.document.id != his.document.id


def test_identical_uploads_at_the_same_moment_make_one_document(receive: Receive, cast: Cast) -> None:
    received = at_once(cast.alice, [receive] * 8)
    assert len({result.document.id for result in received}) == 1
    assert [result.is_new for result in received].count(True) == 1
    with acting(cast.alice):
        assert Document.objects.count() == Blob.objects.count() == 1


def test_no_transaction_is_open_while_bytes_are_stored(cast: Cast, store: BlobStore) -> None:
    seen = []

    class Watching(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            seen.append(connection.in_atomic_block)
            return super().read(size)

    with acting(cast.alice):
        document_receive(actor=cast.alice, content=Watching(invoice()), filename="a.pdf", channel=Channel.API, store=store)
    assert seen
    assert not any(seen)


def test_a_store_that_fails_leaves_no_rows(cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(StorageUnavailableError):
        document_receive(
            actor=cast.alice,
            content=BytesIO(invoice()),
            filename="a.pdf",
            channel=Channel.API,
            store=BlobStore(BrokenStorage()),
        )
    with acting(cast.alice):
        assert not Blob.objects.exists()
        assert not Document.objects.exists()


def test_a_role_without_the_right_to_upload_is_refused(receive: Receive, cast: Cast) -> None:
    accountant = person(workspace_id=cast.workspace.id, user_id=cast.bob.user_id, role=Role.ACCOUNTANT)
    with pytest.raises(NotAllowedError):
        receive(actor=accountant)


@pytest.mark.parametrize(
    ("content", "filename", "error"),
    [
        (b"", "empty.pdf", EmptyFileError),
        (b"MZ\x90\x00" * 100, "invoice.pdf", TypeMismatchError),
        (b"hello world, nothing known", "note.xyz", UnsupportedTypeError),
        (b"%PDF-1.7\n" + b"0" * 25 * 1024 * 1024, "large.pdf", FileTooLargeError),
    ],
    ids=["empty", "type lie", "unsupported", "too large"],
)
def test_a_bad_file_is_refused_without_a_trace(
    receive: Receive, cast: Cast, content: bytes, filename: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        receive(content, filename=filename)
    with acting(cast.alice):
        assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("/abs/receipt.pdf", "receipt.pdf"),
        ("C:\\scan\\a.pdf", "a.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('a"b.pdf', "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("🧾.pdf", "🧾.pdf"),
        ("CON", "CON"),
    ],
)
def test_a_filename_keeps_only_what_misleads_nobody(given: str, kept: str) -> None:
    assert clean_filename(given) == kept


def test_a_long_filename_keeps_its_ending() -> None:
    kept = clean_filename("x" * 5000 + ".pdf")
    assert len(kept) == 255
    assert kept.endswith(".pdf")


@pytest.mark.parametrize("given", ["", "...", "\x00\r\n", "/", "\u202e"])
def test_a_filename_of_nothing_is_refused(given: str) -> None:
    with pytest.raises(BadFilenameError):
        clean_filename(given)
