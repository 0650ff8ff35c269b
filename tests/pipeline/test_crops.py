"""The second look: what the text inside a PDF says is compared with what its pages show, before anything is booked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import pytest

from finance.models import Document, ExtractedField, Finding
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from finance.services.documents import Received
from services.errors import OcrUnavailableError, ReaderCrashedError, ReadTimeoutError, ServiceError
from services.reading.crops import Crop
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from services.storage.blobs import BlobStore
from tests.conftest import Cast
from tests.pipeline.conftest import INVOICE, InProcessReader
from tests.reading.lying import lying_pdf
from users.tenancy.actor import acting

BILL = (
    "Marrowgillock Print Works Ltd",
    "Invoice number INV-77",
    "Invoice date 14 Mar 2026",
    "Letterpress cards 100.00",
    "Net total 100.00",
    "VAT 20% 20.00",
    "Total GBP 180.00",
)
LIE = lying_pdf(BILL, shown="8", said="2")  # the text inside says 120.00

NowOf = Callable[[UUID], Document]


class FailingReader:
    """Cannot look at pages."""

    def __init__(self, error: ServiceError) -> None:
        self.error = error

    def read_crops(
        self, content: bytes, *, media_type: str, workspace: str, crops: Sequence[Crop], wish: ReadWish | None = None
    ) -> tuple[str, ...]:
        del content, media_type, workspace, crops, wish
        raise self.error


@pytest.fixture(scope="module")
def children() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture
def read(receive: Callable[..., Received], store: BlobStore) -> Callable[[bytes], UUID]:
    """A document that waits to be extracted."""

    def document(content: bytes) -> UUID:
        received = receive(content).document
        document_read(document_id=received.id, reader=InProcessReader(), store=store)
        return received.id

    return document


def codes(cast: Cast, document_id: UUID) -> set[str]:
    with acting(cast.alice):
        return set(Finding.objects.filter(document_id=document_id).values_list("code", flat=True))


def field(cast: Cast, document_id: UUID, name: str) -> ExtractedField:
    with acting(cast.alice):
        return ExtractedField.objects.get(document_id=document_id, name=name)


def test_a_text_that_lies_is_not_booked(
    read: Callable[[bytes], UUID], children: Reader, store: BlobStore, cast: Cast, now_of: NowOf
) -> None:
    document_id = read(LIE)
    document_extract(document_id=document_id, reader=children, store=store)
    total = field(cast, document_id, "total")
    assert (total.value, total.doubtful) == ("120.00", True)
    assert (now_of(document_id).state, now_of(document_id).proven) == ("needs_review", False)
    assert "text_layer_differs" in codes(cast, document_id)
    assert "crop" in field(cast, document_id, "date").confirmed_by


def test_an_honest_text_is_confirmed_and_booked(
    read: Callable[[bytes], UUID], children: Reader, store: BlobStore, cast: Cast, now_of: NowOf
) -> None:
    document_id = read(INVOICE.read_bytes())
    document_extract(document_id=document_id, reader=children, store=store)
    assert now_of(document_id).state == "booked"
    assert not codes(cast, document_id) & {"text_layer_differs", "crops_not_checked"}
    assert "crop" in field(cast, document_id, "total").confirmed_by


@pytest.mark.parametrize(
    "error",
    [OcrUnavailableError("no engine"), ReaderCrashedError("ended"), ReadTimeoutError("too long")],
    ids=lambda error: error.code,
)
def test_a_look_that_fails_costs_no_document(
    error: ServiceError, read: Callable[[bytes], UUID], store: BlobStore, cast: Cast, now_of: NowOf
) -> None:
    document_id = read(INVOICE.read_bytes())
    document_extract(document_id=document_id, reader=FailingReader(error), store=store)
    assert now_of(document_id).state == "booked"
    assert "crops_not_checked" in codes(cast, document_id)
