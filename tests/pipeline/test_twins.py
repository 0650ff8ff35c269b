"""An invoice that comes a second time, as another file: marked, in review, and booked only if a person wants it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.utils import timezone

from finance.models import Document, DocumentState, DocumentTraits, DuplicateMark, Finding, Transaction
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from finance.services.documents import Received, document_confirm
from finance.services.duplicates import duplicate_keep
from services.storage.blobs import BlobStore
from tests.conftest import Cast
from tests.pipeline.conftest import Bells, InProcessReader, invoice
from users.tenancy.actor import acting

Processed = Callable[[UUID], Document]


@pytest.fixture
def processed(cast: Cast, reader: InProcessReader, store: BlobStore, now_of: Processed) -> Processed:
    def process(document_id: UUID) -> Document:
        document_read(document_id=document_id, reader=reader, store=store)
        document_extract(document_id=document_id)
        return now_of(document_id)

    return process


@pytest.fixture
def both(receive: Callable[..., Received], processed: Processed) -> tuple[Document, Document]:
    first = processed(receive(invoice(1)).document.id)
    return first, processed(receive(invoice(2)).document.id)


def test_the_second_goes_to_review_and_tells_why(both: tuple[Document, Document], cast: Cast, bells: Bells) -> None:
    first, second = both
    assert (first.state, second.state) == (DocumentState.BOOKED, DocumentState.NEEDS_REVIEW)
    with acting(cast.alice):
        assert Transaction.objects.count() == 1
        assert "number" in Finding.objects.get(document=second, code="possible_duplicate").message
        assert not Finding.objects.filter(document=first, code="possible_duplicate").exists()
        looks = DocumentTraits.objects.values_list("look", flat=True)
        assert len({bytes(look) for look in looks}) == 1
    assert bells.rung.count("finance.find_twins") == 1


def test_kept_it_is_decided_anew_and_booked(both: tuple[Document, Document], cast: Cast, processed: Processed) -> None:
    _, second = both
    with acting(cast.alice):
        duplicate_keep(actor=cast.alice, mark=DuplicateMark.objects.get(), now=timezone.now())
    assert processed(second.id).state == DocumentState.BOOKED
    with acting(cast.alice):
        assert Transaction.objects.count() == 2


def test_confirmed_it_is_booked_and_stays_marked(both: tuple[Document, Document], cast: Cast, now_of: Processed) -> None:
    _, second = both
    with acting(cast.alice):
        document_confirm(actor=cast.alice, document=second, expected_version=now_of(second.id).version, now=timezone.now())
        assert Transaction.objects.count() == 2
        assert DuplicateMark.objects.get().state == "open"
