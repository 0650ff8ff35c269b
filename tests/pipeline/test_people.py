"""What people do with documents: correct, confirm, trash, restore, purge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.storage import Storage

from finance.errors import (
    DocumentInUseError,
    DocumentStateError,
    InvalidFieldError,
    MissingFieldsError,
)
from finance.models import Blob, Document, DocumentPage, DocumentState, ExtractedField, PendingDeletion, Posting, Transaction
from finance.selectors.documents import NEXT_ACTION, document_get, document_list, next_action
from finance.services.document_extraction import document_extract
from finance.services.document_fields import field_correct, normalised
from finance.services.document_files import pending_deletions_carry_out, uploading
from finance.services.document_reading import document_read
from finance.services.documents import (
    Received,
    document_confirm,
    document_purge,
    document_reprocess,
    document_restore,
    document_trash,
)
from finance.services.transactions import transaction_trash, transaction_update
from services.storage.blobs import BlobStore
from services.types import FieldName
from tests.conftest import Cast
from tests.ledger.conftest import at_once
from tests.pipeline.conftest import Bells, InProcessReader
from tests.pipeline.test_work import claim_reading, sql
from users.tenancy.actor import acting
from users.tenancy.errors import StaleVersionError
from utils.errors import NotAllowedError, NotFoundError
from utils.ids import new_id

NowOf = Callable[[UUID], Document]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
F = FieldName


@pytest.fixture
def booked(document: Document, reader: InProcessReader, store: BlobStore, now_of: NowOf) -> Document:
    document_read(document_id=document.id, reader=reader, store=store)
    document_extract(document_id=document.id)
    return now_of(document.id)


@pytest.fixture
def unreadable(document: Document, now_of: NowOf) -> Document:
    sql("UPDATE finance_document SET state = 'unreadable' WHERE id = %s", document.id)
    return now_of(document.id)


def correct(cast: Cast, document: Document, name: FieldName, value: str) -> ExtractedField:
    with acting(cast.alice):
        version = Document.objects.get(id=document.id).version
        return field_correct(actor=cast.alice, document=document, expected_version=version, name=name, value=value)


def confirm(cast: Cast, document: Document) -> Document:
    with acting(cast.alice):
        version = Document.objects.get(id=document.id).version
        return document_confirm(actor=cast.alice, document=document, expected_version=version, now=NOW)


def enter_by_hand(cast: Cast, document: Document) -> None:
    for name, value in ((F.TOTAL, "12.50"), (F.DATE, "2026-11-20"), (F.CURRENCY, "eur"), (F.VENDOR, "Baker")):
        correct(cast, document, name, value)


def trashed(cast: Cast, document: Document) -> Document:
    with acting(cast.alice):
        return document_trash(actor=cast.alice, document=document, now=NOW)


def test_an_unreadable_document_can_be_entered_by_hand_and_booked(unreadable: Document, cast: Cast) -> None:
    enter_by_hand(cast, unreadable)
    confirmed = confirm(cast, unreadable)
    assert (confirmed.state, confirmed.confirmed_at) == (DocumentState.BOOKED, NOW)
    with acting(cast.alice):
        assert Posting.objects.get(account__isnull=False).amount == Decimal("-12.50")
        assert Transaction.objects.get().vendor.name == "Baker"


def test_confirming_without_what_booking_needs_names_it(unreadable: Document, cast: Cast) -> None:
    correct(cast, unreadable, F.TOTAL, "12.50")
    with pytest.raises(MissingFieldsError) as refused:
        confirm(cast, unreadable)
    assert set(refused.value.errors) == {"date", "currency"}


def test_confirming_a_bank_statement_files_it(unreadable: Document, cast: Cast) -> None:
    sql("UPDATE finance_document SET state = 'needs_review', kind = 'bank_statement' WHERE id = %s", unreadable.id)
    assert confirm(cast, unreadable).state == "filed"


def test_what_a_person_says_is_an_invoice_is_booked_whatever_it_was_taken_for(unreadable: Document, cast: Cast) -> None:
    enter_by_hand(cast, unreadable)
    sql("UPDATE finance_document SET state = 'needs_review', kind = 'bank_statement' WHERE id = %s", unreadable.id)
    assert confirm(cast, unreadable).state == "booked"


def test_confirming_what_is_booked_books_nothing_more(booked: Document, cast: Cast) -> None:
    confirm(cast, booked)
    assert confirm(cast, booked).state == DocumentState.BOOKED
    with acting(cast.alice):
        assert Transaction.objects.count() == 1


def test_confirming_what_is_booked_takes_over_the_vendor_that_a_person_entered(booked: Document, cast: Cast) -> None:
    correct(cast, booked, F.VENDOR, "Somebody Else")
    confirm(cast, booked)
    with acting(cast.alice):
        assert Transaction.objects.get().vendor.name == "Somebody Else"


def differences_of(cast: Cast, document: Document) -> list[list[str]]:
    with acting(cast.alice):
        return list(document.findings.filter(code="differs_from_transaction").values_list("fields", flat=True))


def test_a_correction_of_what_is_booked_tells_that_the_transaction_differs(booked: Document, cast: Cast) -> None:
    correct(cast, booked, F.TOTAL, "1.00")
    correct(cast, booked, F.DATE, "2026-01-01")
    assert sorted(differences_of(cast, booked)) == [["date"], ["total"]]
    correct(cast, booked, F.TOTAL, "603.58")
    assert differences_of(cast, booked) == [["date"]]


def test_confirming_tells_no_difference_that_a_person_settled_in_the_transaction(booked: Document, cast: Cast) -> None:
    correct(cast, booked, F.DATE, "2026-01-01")
    confirm(cast, booked)
    assert differences_of(cast, booked) == [["date"]]
    with acting(cast.alice):
        held = Transaction.objects.get()
        transaction_update(actor=cast.alice, transaction=held, expected_version=held.version, date=date(2026, 1, 1))
    confirm(cast, booked)
    assert differences_of(cast, booked) == []


def test_confirming_an_old_version_is_refused(unreadable: Document, cast: Cast) -> None:
    enter_by_hand(cast, unreadable)
    with acting(cast.bob), pytest.raises(StaleVersionError):
        document_confirm(actor=cast.bob, document=unreadable, expected_version=unreadable.version, now=NOW)


def test_confirming_while_it_is_read_is_refused(document: Document, cast: Cast) -> None:
    with pytest.raises(DocumentStateError):
        confirm(cast, document)


def test_a_corrected_field_is_the_persons(booked: Document, cast: Cast) -> None:
    field = correct(cast, booked, F.VENDOR, "  Print   Works ")
    assert (field.value, field.origin, field.source, field.doubtful) == ("Print Works", "user", "user", False)


def test_a_correction_settles_the_doubts_about_the_field(booked: Document, cast: Cast) -> None:
    with acting(cast.alice):
        for fields in (["total"], ["total", "date"], []):
            booked.findings.create(workspace_id=cast.workspace.id, code="x", severity="doubt", message="?", fields=fields)
    correct(cast, booked, F.TOTAL, "1.00")
    with acting(cast.alice):
        assert sorted(booked.findings.filter(code="x").values_list("fields", flat=True)) == [[], ["total", "date"]]


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        (F.TOTAL, "12.50", "12.50"),
        (F.TOTAL, "-3", "-3"),
        (F.DATE, "2026-02-28", "2026-02-28"),
        (F.CURRENCY, "chf", "CHF"),
        (F.VENDOR_IBAN, "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (F.CARD_LAST4, "4242", "4242"),
        (F.VENDOR, "A\x00 B", "A B"),
    ],
)
def test_a_value_is_kept_in_the_form_of_its_field(name: FieldName, given: str, kept: str) -> None:
    assert normalised(name, given) == kept


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            (F.TOTAL, value)
            for value in ("", "NaN", "sNaN", "Infinity", "1e400", "1_000", "١٢٣", "1,50", "null", "9" * 16, "1.00001")
        ),
        *((F.DATE, value) for value in ("2026-02-30", "31/12/2026", "0001-01-01", "9999-01-01", "20261120x")),
        *((F.CURRENCY, value) for value in ("EURO", "XYZ", "$")),
        *((F.CARD_LAST4, value) for value in ("123", "12345", "١٢٣٤")),
        *((F.VENDOR, value) for value in ("", "   ", "\x00", "x" * 501)),
    ],
)
def test_a_value_of_another_form_is_refused(name: FieldName, value: str) -> None:
    with pytest.raises(InvalidFieldError) as refused:
        normalised(name, value)
    assert list(refused.value.errors) == [name.value]


def test_trash_hides_and_restore_brings_back(booked: Document, cast: Cast) -> None:
    trashed(cast, booked)
    with acting(cast.alice):
        assert not document_list().exists()
        assert document_list(in_trash=True).get() == booked
        document_restore(actor=cast.alice, document=booked)
        assert document_list().get() == booked


def test_what_was_at_work_begins_again_when_restored(document: Document, cast: Cast, bells: Bells) -> None:
    trashed(cast, document)
    with acting(cast.alice):
        document_restore(actor=cast.alice, document=document)
    assert bells.rung == ["finance.read_document"] * 2
    assert claim_reading(document) is not None


def test_what_is_in_the_trash_is_not_changed(booked: Document, cast: Cast) -> None:
    trashed(cast, booked)
    with pytest.raises(DocumentStateError):
        correct(cast, booked, F.TOTAL, "1")
    with pytest.raises(DocumentStateError):
        confirm(cast, booked)
    with acting(cast.alice), pytest.raises(DocumentStateError):
        document_reprocess(actor=cast.alice, document=booked)


def test_only_what_is_in_the_trash_is_purged(booked: Document, cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(DocumentStateError):
        document_purge(actor=cast.alice, document=booked, now=NOW)


def test_the_proof_of_a_transaction_is_not_purged(booked: Document, cast: Cast) -> None:
    trashed(cast, booked)
    with acting(cast.alice), pytest.raises(DocumentInUseError):
        document_purge(actor=cast.alice, document=booked, now=NOW)


def test_a_member_without_the_right_does_not_purge(document: Document, cast: Cast) -> None:
    trashed(cast, document)
    with acting(cast.bob), pytest.raises(NotAllowedError):
        document_purge(actor=cast.bob, document=document, now=NOW)


def purge(cast: Cast, document: Document) -> None:
    with acting(cast.alice):
        for link in document.transaction_links.all():
            transaction_trash(actor=cast.alice, transaction=link.transaction, now=NOW)
        document_trash(actor=cast.alice, document=document, now=NOW)
        document_purge(actor=cast.alice, document=document, now=NOW)


def test_a_purge_takes_rows_first_and_files_after_the_commit(
    booked: Document, cast: Cast, store: BlobStore, tmp_path: Path, bells: Bells
) -> None:
    purge(cast, booked)
    with acting(cast.alice):
        assert not Document.objects.exists()
        assert not Blob.objects.exists()
        assert not DocumentPage.objects.exists()
        assert PendingDeletion.objects.count() == 2
    assert bells.rung[-1] == "finance.delete_files"
    assert pending_deletions_carry_out(store=store) == 2
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


class Undeletable(Storage):
    def delete(self, name: str) -> None:
        raise ConnectionResetError(name)


def test_a_file_that_the_store_does_not_delete_is_tried_again(booked: Document, cast: Cast, store: BlobStore) -> None:
    purge(cast, booked)
    for _number in range(3):
        assert pending_deletions_carry_out(store=BlobStore(Undeletable())) == 0
        sql("UPDATE finance_pendingdeletion SET next_try_at = now()")
    assert pending_deletions_carry_out(store=store) == 2
    with acting(cast.alice):
        assert not PendingDeletion.objects.exists()


def test_a_file_that_was_uploaded_again_is_not_deleted(
    booked: Document, cast: Cast, store: BlobStore, receive: Callable[..., Received]
) -> None:
    purge(cast, booked)
    receive()
    pending_deletions_carry_out(store=store)
    with acting(cast.alice):
        assert store.exists(Blob.objects.get().storage_name)


def test_an_upload_waits_for_no_deletion_and_a_deletion_for_uploads(booked: Document, cast: Cast, store: BlobStore) -> None:
    purge(cast, booked)
    with uploading(cast.workspace.id):
        gone = at_once(cast.alice, [lambda: pending_deletions_carry_out(store=store)])
    assert gone == [1]  # the preview only: no upload makes one


def test_a_document_of_nobody_is_not_found(cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(NotFoundError):
        document_get(new_id())


def test_each_state_names_its_next_action() -> None:
    assert set(NEXT_ACTION) == set(DocumentState.values)
    assert next_action("needs_review").endswith(".")


def test_a_correction_may_be_confirmed_with_a_date_of_long_ago(unreadable: Document, cast: Cast) -> None:
    enter_by_hand(cast, unreadable)
    correct(cast, unreadable, F.DATE, "1999-01-31")
    confirm(cast, unreadable)
    with acting(cast.alice):
        assert Transaction.objects.get().date == date(1999, 1, 31)
