"""The stage `extracting`: readers, decision, booking, in one transaction at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Thread
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from finance.models import Document, DocumentState, ExtractedField, Extraction, Finding, Origin, Posting, Transaction
from finance.services.document_extraction import document_extract
from finance.services.document_fields import field_correct
from finance.services.document_reading import document_read
from finance.services.document_work import EXTRACTING_BEGINS, work_claim
from finance.services.documents import document_reprocess
from finance.services.ledger import ledger_open
from finance.services.periods import period_lock
from finance.signals import transaction_booked
from services.errors import ProviderUnavailableError
from services.providers.base import ExtractionRequest
from services.providers.fake import ScriptedProvider, Step
from services.providers.offline import OfflineProvider
from services.storage.blobs import BlobStore
from services.types import FieldName, Reading
from tests.conftest import Cast
from tests.ledger.conftest import at_once
from tests.pipeline.conftest import InProcessReader
from tests.pipeline.test_work import let_lease_run_out, sql
from users.tenancy.actor import acting
from users.tenancy.errors import StaleVersionError

NowOf = Callable[[UUID], Document]


@pytest.fixture
def read(document: Document, reader: InProcessReader, store: BlobStore) -> Document:
    """A document that waits to be extracted."""
    document_read(document_id=document.id, reader=reader, store=store)
    return document


def thoughtful(during: Callable[[], Any]) -> ScriptedProvider:
    """A slow reader that says what the offline one says; `during` happens while it thinks."""

    def think(request: ExtractionRequest) -> Reading:
        during()
        return OfflineProvider().extract(request)

    return ScriptedProvider([Step(think)])


def test_a_proven_invoice_is_booked_against_clearing(read: Document, cast: Cast, now_of: NowOf) -> None:
    document_extract(document_id=read.id)
    row = now_of(read.id)
    assert (row.state, row.kind, row.proven, row.lease_until) == ("booked", "invoice", True, None)
    with acting(cast.alice):
        booked = Transaction.objects.get(document_links__document=read)
        money = booked.postings.get(account__kind="clearing")
    assert (booked.kind, booked.date, money.amount, money.currency) == (
        "expense",
        date(2026, 3, 12),
        Decimal("-603.58"),
        "GBP",
    )


def test_fields_point_to_their_place_on_the_page(read: Document, cast: Cast) -> None:
    document_extract(document_id=read.id)
    with acting(cast.alice):
        total = ExtractedField.objects.get(document=read, name="total")
        assert (total.value, total.page, total.evidence_text, total.doubtful) == ("603.58", 1, total.evidence_text, False)
        assert "603.58" in total.evidence_text
        assert total.box is not None
        assert all(0 <= side <= 1 for side in total.box)
        assert read.line_items.count() > 0


def test_twenty_deliveries_at_once_make_one_transaction(read: Document, cast: Cast) -> None:
    at_once(cast.alice, [lambda: document_extract(document_id=read.id)] * 20)
    with acting(cast.alice):
        assert Transaction.objects.count() == 1
        assert Extraction.objects.count() == 1


def test_a_late_duplicate_asks_no_provider(read: Document) -> None:
    document_extract(document_id=read.id)
    provider = ScriptedProvider([])
    document_extract(document_id=read.id, providers=[provider])
    assert provider.requests == []


def test_no_transaction_is_open_while_a_provider_thinks(read: Document) -> None:
    seen: list[bool] = []
    document_extract(document_id=read.id, providers=[thoughtful(lambda: seen.append(connection.in_atomic_block))])
    assert seen == [False]


def test_a_provider_may_think_longer_than_one_lease(read: Document, settings: Any) -> None:
    settings.LEASE_SECONDS = 1
    asked: list[Any] = []

    def think() -> None:
        sleep(1.8)
        asked.append(work_claim(document_id=read.id, state=DocumentState.EXTRACTING, begins=EXTRACTING_BEGINS))

    document_extract(document_id=read.id, providers=[thoughtful(think)])
    assert asked == [None]


def test_reprocessing_makes_no_second_transaction(
    read: Document, reader: InProcessReader, store: BlobStore, cast: Cast, now_of: NowOf
) -> None:
    document_extract(document_id=read.id)
    with acting(cast.alice):
        document_reprocess(actor=cast.alice, document=read)
    document_read(document_id=read.id, reader=reader, store=store)
    document_extract(document_id=read.id)
    with acting(cast.alice):
        assert Transaction.objects.count() == 1
    assert now_of(read.id).state == "booked"


def test_a_zombie_that_wakes_up_books_nothing(read: Document, cast: Cast, now_of: NowOf) -> None:
    def sleep_while_another_worker_does_it() -> None:
        let_lease_run_out(read)
        document_extract(document_id=read.id)

    document_extract(document_id=read.id, providers=[thoughtful(sleep_while_another_worker_does_it)])
    with acting(cast.alice):
        assert Transaction.objects.count() == 1
        assert Extraction.objects.get().attempt == now_of(read.id).attempt == 3


def test_what_a_person_enters_meanwhile_survives_and_is_booked(read: Document, cast: Cast, now_of: NowOf) -> None:
    def correct() -> None:
        with acting(cast.bob):
            field_correct(actor=cast.bob, document=read, expected_version=1, name=FieldName.TOTAL, value="600.00")

    document_extract(document_id=read.id, providers=[thoughtful(correct)])
    with acting(cast.alice):
        total = ExtractedField.objects.get(document=read, name="total")
        money = Posting.objects.get(account__isnull=False)
    assert (total.value, total.origin) == ("600.00", Origin.USER)
    assert money.amount == Decimal("-600.00")


def test_a_correction_in_the_moment_of_saving_waits_and_is_told_that_values_changed(read: Document, cast: Cast) -> None:
    answers: list[Any] = []

    def correct() -> None:
        deed = partial(field_correct, document=read, expected_version=1, name=FieldName.TOTAL, value="600.00")
        answers.extend(at_once(cast.bob, [lambda: deed(actor=cast.bob)]))

    person = Thread(target=correct)

    def begin(**_kwargs: Any) -> None:
        person.start()
        person.join(timeout=1)

    transaction_booked.connect(begin)
    try:
        document_extract(document_id=read.id)
    finally:
        transaction_booked.disconnect(begin)
    person.join()
    assert isinstance(answers[0], StaleVersionError)
    with acting(cast.alice):
        assert ExtractedField.objects.get(document=read, name="total").value == "603.58"


def test_a_person_who_looks_at_old_values_is_told_so(read: Document, cast: Cast) -> None:
    document_extract(document_id=read.id)
    with acting(cast.bob), pytest.raises(StaleVersionError):
        field_correct(actor=cast.bob, document=read, expected_version=1, name=FieldName.TOTAL, value="1.00")


def test_a_document_put_into_the_trash_meanwhile_is_not_booked(read: Document, cast: Cast) -> None:
    def trash() -> None:
        sql("UPDATE finance_document SET trashed_at = now() WHERE id = %s", read.id)

    document_extract(document_id=read.id, providers=[thoughtful(trash)])
    with acting(cast.alice):
        assert not Transaction.objects.exists()


def test_a_provider_that_is_down_is_told_and_the_offline_reader_does_it(read: Document, cast: Cast, now_of: NowOf) -> None:
    down = ScriptedProvider([Step(error=ProviderUnavailableError("time-out", provider="scripted"))])
    document_extract(document_id=read.id, providers=[down])
    assert now_of(read.id).state == "booked"
    with acting(cast.alice):
        assert Finding.objects.filter(document=read, code="provider_unavailable").exists()
        assert Extraction.objects.get().seen_by == ["scripted", "offline"]


def test_a_locked_period_makes_a_review_that_tells_why(read: Document, cast: Cast, now_of: NowOf) -> None:
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        period_lock(actor=cast.alice, through=date(2026, 6, 30))
    document_extract(document_id=read.id)
    assert now_of(read.id).state == "needs_review"
    with acting(cast.alice):
        assert Finding.objects.filter(document=read, code="period_locked", severity="block").exists()
        assert not Transaction.objects.exists()


def test_a_total_that_is_not_on_the_page_is_not_booked(read: Document, cast: Cast, now_of: NowOf) -> None:
    def invent(request: ExtractionRequest) -> Reading:
        reading = OfflineProvider().extract(request)
        total = replace(reading.fields[FieldName.TOTAL], value="999.99", evidence=None, printed="")
        return replace(reading, fields={**reading.fields, FieldName.TOTAL: total})

    document_extract(document_id=read.id, providers=[ScriptedProvider([Step(invent)])])
    assert now_of(read.id).state == "needs_review"
    with acting(cast.alice):
        assert not Transaction.objects.exists()
