"""The stage `reading`: from bytes to stored pages, and what each failure makes of the document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.storage import Storage
from django.db import connection

from finance.models import Document, DocumentPage, PendingDeletion
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from finance.services.documents import Received, document_reprocess
from services.errors import (
    CorruptFileError,
    NeedsPasswordError,
    OcrUnavailableError,
    ReaderCrashedError,
    ReadTimeoutError,
    ResourceLimitError,
)
from services.reading.limits import Limits
from services.storage.blobs import BlobStore
from tests.conftest import Cast
from tests.pipeline.conftest import Bells, InProcessReader, invoice
from tests.pipeline.test_work import let_lease_run_out, sql
from tests.reading.samples import text_pdf
from users.tenancy.actor import acting

NowOf = Callable[[UUID], Document]
Receive = Callable[..., Received]


class UnreachableStorage(Storage):
    def open(self, name: str, mode: str = "rb") -> None:
        raise ConnectionRefusedError(name)


def raises(error: Exception) -> InProcessReader:
    def fail() -> None:
        raise error

    return InProcessReader(before=fail)


def test_pages_with_words_and_previews_are_stored(
    document: Document, reader: InProcessReader, store: BlobStore, cast: Cast, now_of: NowOf
) -> None:
    document_read(document_id=document.id, reader=reader, store=store)
    assert now_of(document.id).state == "extracting"
    with acting(cast.alice):
        page = DocumentPage.objects.get(document=document)
    assert (page.number, page.unit, page.source) == (1, "pt", "text")
    assert any(word[0] == "603.58" for word in page.words)
    assert store.read(page.preview_name)[8:12] == b"WEBP"


def test_reading_rings_for_extracting(document: Document, reader: InProcessReader, store: BlobStore, bells: Bells) -> None:
    document_read(document_id=document.id, reader=reader, store=store)
    assert bells.rung == ["finance.read_document", "finance.extract_document"]


def test_a_late_duplicate_does_nothing(document: Document, reader: InProcessReader, store: BlobStore) -> None:
    for _number in range(2):
        document_read(document_id=document.id, reader=reader, store=store)
    assert reader.calls == 1


def test_no_transaction_is_open_while_reading(document: Document, store: BlobStore) -> None:
    seen: list[bool] = []
    document_read(document_id=document.id, reader=InProcessReader(lambda: seen.append(connection.in_atomic_block)), store=store)
    assert seen == [False]


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        (CorruptFileError("The file is broken."), "unreadable", "corrupt"),
        (ResourceLimitError("Too much memory."), "unreadable", "resource_limit"),
        (ReadTimeoutError("Took too long."), "unreadable", "read_timeout"),
        (NeedsPasswordError("It has a password."), "needs_password", "needs_password"),
        (OcrUnavailableError("Install an engine."), "failed", "ocr_unavailable"),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_a_failure_ends_in_its_state_with_a_sentence(
    document: Document, store: BlobStore, now_of: NowOf, error: Exception, state: str, code: str
) -> None:
    document_read(document_id=document.id, reader=raises(error), store=store)
    row = now_of(document.id)
    assert (row.state, row.error_code, row.error_detail) == (state, code, str(error))
    assert row.lease_until is None


def test_bytes_that_are_gone_fail_the_document(
    document: Document, reader: InProcessReader, tmp_path: Path, store: BlobStore, now_of: NowOf
) -> None:
    next(path for path in (tmp_path / "media").rglob("*") if path.is_file()).unlink()
    document_read(document_id=document.id, reader=reader, store=store)
    assert (now_of(document.id).state, now_of(document.id).error_code) == ("failed", "blob_missing")


def test_the_same_bytes_again_revive_a_document_whose_bytes_were_gone(
    document: Document, receive: Receive, reader: InProcessReader, tmp_path: Path, store: BlobStore, now_of: NowOf
) -> None:
    next(path for path in (tmp_path / "media").rglob("*") if path.is_file()).unlink()
    document_read(document_id=document.id, reader=reader, store=store)
    assert not receive().is_new
    document_read(document_id=document.id, reader=reader, store=store)
    assert now_of(document.id).state == "extracting"


def test_bytes_that_changed_fail_the_document(
    document: Document, reader: InProcessReader, tmp_path: Path, store: BlobStore, now_of: NowOf
) -> None:
    next(path for path in (tmp_path / "media").rglob("*") if path.is_file()).write_bytes(invoice(2))
    document_read(document_id=document.id, reader=reader, store=store)
    assert (now_of(document.id).state, now_of(document.id).error_code) == ("failed", "blob_corrupt")


def test_a_store_that_is_down_costs_no_try(document: Document, reader: InProcessReader, now_of: NowOf) -> None:
    document_read(document_id=document.id, reader=reader, store=BlobStore(UnreachableStorage()))
    row = now_of(document.id)
    assert (row.state, row.tries, row.error_code) == ("reading", 0, "storage_unavailable")


def test_poison_is_quarantined_after_three_tries_and_twenty_good_ones_pass(
    receive: Receive, reader: InProcessReader, store: BlobStore, now_of: NowOf
) -> None:
    poison = receive(invoice(99)).document
    good = [receive(invoice(number)).document for number in range(20)]
    for _round in range(4):
        document_read(document_id=poison.id, reader=raises(ReaderCrashedError("died")), store=store)
    for document in good:
        document_read(document_id=document.id, reader=reader, store=store)
    assert now_of(poison.id).state == "quarantined"
    assert {now_of(document.id).state for document in good} == {"extracting"}


def test_a_zombie_that_wakes_up_writes_nothing(
    document: Document, reader: InProcessReader, store: BlobStore, cast: Cast, now_of: NowOf
) -> None:
    def sleep_while_another_worker_does_it() -> None:
        let_lease_run_out(document)
        document_read(document_id=document.id, reader=reader, store=store)

    document_read(document_id=document.id, reader=InProcessReader(sleep_while_another_worker_does_it), store=store)
    row = now_of(document.id)
    assert (row.state, row.attempt) == ("extracting", 2)
    with acting(cast.alice):
        assert "/2/" in DocumentPage.objects.get(document=document).preview_name


def test_a_document_put_into_the_trash_meanwhile_is_left_alone(document: Document, store: BlobStore, cast: Cast) -> None:
    def trash() -> None:
        sql("UPDATE finance_document SET trashed_at = now() WHERE id = %s", document.id)

    document_read(document_id=document.id, reader=InProcessReader(trash), store=store)
    with acting(cast.alice):
        assert not DocumentPage.objects.exists()


def test_reading_again_releases_the_old_previews(
    document: Document, reader: InProcessReader, store: BlobStore, cast: Cast
) -> None:
    document_read(document_id=document.id, reader=reader, store=store)
    with acting(cast.alice):
        document_reprocess(actor=cast.alice, document=document)
    document_read(document_id=document.id, reader=reader, store=store)
    with acting(cast.alice):
        released = PendingDeletion.objects.get().storage_name
        kept = DocumentPage.objects.get().preview_name
    assert "/1/" in released
    assert "/3/" in kept


def test_unforeseen_errors_leave_the_lease_to_run_out(document: Document, store: BlobStore, now_of: NowOf) -> None:
    with pytest.raises(ZeroDivisionError):
        document_read(document_id=document.id, reader=raises(ZeroDivisionError()), store=store)
    row = now_of(document.id)
    assert row.state == "reading"
    assert row.lease_until is not None


def test_more_pages_than_usual_are_extracted_where_the_operator_allows_them(
    receive: Receive, store: BlobStore, now_of: NowOf
) -> None:
    document = receive(text_pdf(("Total 12.50 EUR",), pages=152)).document
    document_read(document_id=document.id, reader=InProcessReader(limits=Limits(pages=200)), store=store)
    document_extract(document_id=document.id)
    assert now_of(document.id).state in ("booked", "needs_review", "filed")
