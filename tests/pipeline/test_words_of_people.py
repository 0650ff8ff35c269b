"""Boxes, kinds and directions that a person gave stay through every further reading, and are what is booked."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from finance.errors import BoxError, DocumentStateError, InvalidFieldError, MissingFieldsError
from finance.models import Document, DocumentState, ExtractedField, Extraction, Transaction
from finance.selectors.document_history import earlier_of, earlier_of_all
from finance.services.document_classifying import document_classify
from finance.services.document_extraction import document_extract
from finance.services.document_fields import field_correct
from finance.services.document_places import Place
from finance.services.document_reading import document_read
from finance.services.document_reading_record import pages_of
from finance.services.documents import document_reprocess
from finance.services.transactions import transaction_trash
from services.parsers.evidence import text_in_box
from services.storage.blobs import BlobStore
from services.types import Box, Direction, DocumentKind, FieldName
from tests.conftest import Cast
from tests.pipeline.conftest import InProcessReader
from tests.pipeline.test_people import NOW, confirm, trashed
from tests.pipeline.test_work import sql
from users.models import WorkspaceIdentity
from users.tenancy.actor import acting
from users.tenancy.errors import StaleVersionError
from utils.errors import NotAllowedError, NotFoundError

F, K, D = FieldName, DocumentKind, Direction
NowOf = Callable[[UUID], Document]
Work = Callable[[Document], Document]


@pytest.fixture
def work(reader: InProcessReader, store: BlobStore, now_of: NowOf) -> Work:
    def through(document: Document) -> Document:
        document_read(document_id=document.id, reader=reader, store=store)
        document_extract(document_id=document.id, store=store)
        return now_of(document.id)

    return through


@pytest.fixture
def booked(document: Document, work: Work, cast: Cast) -> Document:
    """Booked, if not by the machine alone, then because a person confirmed it."""
    work(document)
    return confirm(cast, document)


def again(cast: Cast, document: Document, work: Work) -> Document:
    with acting(cast.alice):
        document_reprocess(actor=cast.alice, document=document)
    return work(document)


def place_of(cast: Cast, document: Document, name: FieldName) -> Place:
    with acting(cast.alice):
        field = ExtractedField.objects.get(document=document, name=name.value)
    assert field.page is not None
    assert field.box is not None
    return Place(field.page, Box(*(float(side) for side in field.box)))


def point(cast: Cast, document: Document, name: FieldName, place: Place, value: str | None = None) -> ExtractedField:
    with acting(cast.alice):
        version = Document.objects.get(id=document.id).version
        return field_correct(actor=cast.alice, document=document, expected_version=version, name=name, value=value, place=place)


def say(cast: Cast, document: Document, kind: K | None = None, direction: D | None = None) -> Document:
    with acting(cast.alice):
        version = Document.objects.get(id=document.id).version
        return document_classify(actor=cast.alice, document=document, expected_version=version, kind=kind, direction=direction)


def field_of(cast: Cast, document: Document, name: FieldName) -> ExtractedField:
    with acting(cast.alice):
        return ExtractedField.objects.get(document=document, name=name.value)


def test_a_place_that_a_person_pointed_at_stays_when_it_is_read_again(booked: Document, cast: Cast, work: Work) -> None:
    due = place_of(cast, booked, F.TOTAL)
    pointed = point(cast, booked, F.AMOUNT_DUE, due)
    assert (pointed.value, pointed.origin, pointed.evidence_source) == ("603.58", "user", "text")
    again(cast, booked, work)
    kept = field_of(cast, booked, F.AMOUNT_DUE)
    assert (kept.value, kept.origin, kept.page, kept.box, kept.evidence_text) == (
        pointed.value, "user", pointed.page, pointed.box, pointed.evidence_text,
    )  # fmt: skip


def test_a_box_whose_words_are_no_value_changes_nothing(booked: Document, cast: Cast) -> None:
    with pytest.raises(BoxError) as refused:
        point(cast, booked, F.DATE, place_of(cast, booked, F.VENDOR))
    assert list(refused.value.errors) == ["date"]
    assert field_of(cast, booked, F.DATE).origin == "machine"
    with pytest.raises(BoxError):
        point(cast, booked, F.TOTAL, Place(9, Box(0, 0, 1, 1)))


def test_the_words_of_the_box_are_those_of_the_page(booked: Document, cast: Cast) -> None:
    place = place_of(cast, booked, F.TOTAL)
    pointed = point(cast, booked, F.TOTAL, place, value="603.58")
    with acting(cast.alice):
        page = pages_of(booked)[place.page - 1]
    assert pointed.evidence_text == text_in_box(page, place.box)


def test_all_that_was_said_before_is_still_seen_after_a_further_reading(booked: Document, cast: Cast, work: Work) -> None:
    machine = field_of(cast, booked, F.VENDOR).value
    with acting(cast.alice):
        version = Document.objects.get(id=booked.id).version
        field_correct(actor=cast.alice, document=booked, expected_version=version, name=F.VENDOR, value="Print Works")
    again(cast, booked, work)
    field = field_of(cast, booked, F.VENDOR)
    with acting(cast.alice):
        assert [(said.value, said.source) for said in earlier_of(field)] == [(machine, "offline")]
        assert earlier_of_all(booked, [field]) == {"vendor": earlier_of(field)}


def test_what_an_earlier_reading_said_is_seen_after_a_later_one(booked: Document, cast: Cast, work: Work) -> None:
    with acting(cast.alice):
        ExtractedField.objects.filter(document=booked, name="total").update(value="600.00")
    again(cast, booked, work)
    field = field_of(cast, booked, F.TOTAL)
    with acting(cast.alice):
        assert (field.value, [said.value for said in earlier_of(field)]) == ("603.58", ["600.00"])


def test_kind_and_direction_stay_when_it_is_read_again(booked: Document, cast: Cast, work: Work) -> None:
    assert (booked.kind, booked.direction, booked.direction_origin) == ("invoice", "incoming", "machine")
    say(cast, booked, K.RECEIPT, D.OUTGOING)
    kept = again(cast, booked, work)
    assert (kept.kind, kept.kind_origin, kept.direction, kept.direction_origin) == ("receipt", "user", "outgoing", "user")
    with acting(cast.alice):
        read = Extraction.objects.filter(document=booked).order_by("-attempt").first()
        assert read is not None
        assert (read.kind, read.direction) == ("invoice", "incoming")  # what was read is kept beside it
        assert booked.findings.filter(code="differs_from_transaction", message__contains="money out").exists()


def test_what_is_said_while_it_is_read_is_what_is_booked(document: Document, cast: Cast, work: Work) -> None:
    say(cast, document, direction=D.OUTGOING)
    work(document)
    assert confirm(cast, document).state == DocumentState.BOOKED
    with acting(cast.alice):
        assert Transaction.objects.get().kind == "income"


def test_a_kind_that_is_never_booked_is_filed_when_it_is_read(document: Document, cast: Cast, work: Work) -> None:
    say(cast, document, K.QUOTE)
    assert work(document).state == DocumentState.FILED


def test_what_was_filed_and_is_said_to_be_an_invoice_is_booked_when_confirmed(document: Document, cast: Cast, work: Work) -> None:
    say(cast, document, K.QUOTE)
    work(document)
    confirm(cast, document)
    waiting = say(cast, document, K.INVOICE)
    assert (waiting.state, waiting.confirmed_at) == (DocumentState.NEEDS_REVIEW, None)
    with acting(cast.alice):
        assert not document.findings.filter(code="never_booked").exists()
    assert confirm(cast, document).state == DocumentState.BOOKED


def test_what_a_person_says_is_a_statement_has_no_values(document: Document, cast: Cast, work: Work) -> None:
    say(cast, document, K.BANK_STATEMENT)
    read = work(document)
    assert (read.state, read.kind) == (DocumentState.NEEDS_REVIEW, "bank_statement")
    with acting(cast.alice):
        assert not ExtractedField.objects.filter(document=document).exists()
    assert confirm(cast, document).state == DocumentState.FILED


def test_a_persons_quote_is_filed_whatever_they_entered_before(booked: Document, cast: Cast) -> None:
    with acting(cast.alice):
        transaction_trash(actor=cast.alice, transaction=Transaction.objects.get(), now=NOW)
    for name, value in ((F.TOTAL, "1.00"), (F.DATE, "2026-11-20"), (F.CURRENCY, "EUR")):
        with acting(cast.alice):
            version = Document.objects.get(id=booked.id).version
            field_correct(actor=cast.alice, document=booked, expected_version=version, name=name, value=value)
    say(cast, booked, K.QUOTE)
    assert confirm(cast, booked).state == DocumentState.FILED


def make_unclear(document: Document) -> None:
    sql("UPDATE finance_document SET state = 'needs_review', direction = 'unclear' WHERE id = %s", document.id)


def unbooked(cast: Cast, document: Document) -> None:
    with acting(cast.alice):
        transaction_trash(actor=cast.alice, transaction=Transaction.objects.get(), now=NOW)
    make_unclear(document)


def test_confirming_an_unclear_direction_asks_for_it(booked: Document, cast: Cast) -> None:
    unbooked(cast, booked)
    with pytest.raises(MissingFieldsError) as refused:
        confirm(cast, booked)
    assert list(refused.value.errors) == ["direction"]
    say(cast, booked, direction=D.INCOMING)
    assert confirm(cast, booked).state == DocumentState.BOOKED


@pytest.mark.parametrize(("vendor", "direction", "kind"), [("Me Ltd", "outgoing", "income"), ("Shop", "incoming", "expense")])
def test_entering_the_vendor_settles_an_unclear_direction(
    booked: Document, cast: Cast, now_of: NowOf, vendor: str, direction: str, kind: str
) -> None:
    unbooked(cast, booked)
    with acting(cast.alice):
        WorkspaceIdentity.objects.create(workspace=cast.workspace, kind="name", value="Me Ltd")
        booked.findings.create(
            workspace_id=cast.workspace.id, code="direction_doubtful", severity="block", message="?", fields=["vendor"]
        )
        version = Document.objects.get(id=booked.id).version
        field_correct(actor=cast.alice, document=booked, expected_version=version, name=F.VENDOR, value=vendor)
        assert not booked.findings.filter(code="direction_doubtful").exists()
    assert now_of(booked.id).direction == direction
    confirm(cast, booked)
    with acting(cast.alice):
        assert Transaction.objects.get(trashed_at=None).kind == kind


def test_saying_nothing_or_unclear_is_refused(booked: Document, cast: Cast) -> None:
    for direction in (None, D.UNCLEAR):
        with pytest.raises(InvalidFieldError):
            say(cast, booked, direction=direction)


def test_saying_is_for_who_may_edit_the_version_that_is_there(booked: Document, cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(StaleVersionError):
        document_classify(actor=cast.alice, document=booked, expected_version=booked.version - 1, kind=K.QUOTE)
    reader = cast.bob.__class__(cast.bob.kind, cast.bob.workspace_id, frozenset(), user_id=cast.bob.user_id)
    with acting(reader), pytest.raises(NotAllowedError):
        document_classify(actor=reader, document=booked, expected_version=booked.version, kind=K.QUOTE)
    with acting(cast.charlie), pytest.raises(NotFoundError):
        document_classify(actor=cast.charlie, document=booked, expected_version=booked.version, kind=K.QUOTE)
    trashed(cast, booked)
    with pytest.raises(DocumentStateError):
        say(cast, booked, K.QUOTE)
