"""Files inside a file become documents of their own, once; the one that they came in is filed and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from finance.models import Blob, Channel, Document, DocumentAttachment, DocumentPassword, DocumentReading, Finding
from finance.services import document_children
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from finance.services.document_verification import orphans_find
from finance.services.documents import Received, document_reprocess, document_trash
from finance.services.known_passwords import TRIED_MAX
from services.reading.result import ReadResult
from services.storage.blobs import BlobStore
from services.types import Attachment
from tests.conftest import Cast
from tests.pipeline.conftest import Bells, InProcessReader
from tests.pipeline.test_passwords import WORD, House, locked
from tests.reading.mails import enclose, mail, nested, small_picture, with_invoice
from tests.reading.pdf_samples import with_files
from tests.reading.samples import text_pdf
from users.models import AuditEvent
from users.tenancy.actor import acting

NowOf = Callable[[UUID], Document]
Receive = Callable[..., Received]
INVOICE = text_pdf(("Total 12.50 EUR",))


@pytest.fixture
def house(cast: Cast, receive: Receive, now_of: NowOf, store: BlobStore) -> House:
    return House(cast, receive, now_of, store)


def sent(house: House, made: EmailMessage | bytes, filename: str = "letter.eml") -> Document:
    content = made if isinstance(made, bytes) else made.as_bytes()
    return house.read(house.receive(content, filename=filename).document)


def children(house: House, document: Document) -> list[Document]:
    with acting(house.cast.alice):
        return list(Document.objects.select_related("blob").filter(parent=document).order_by("id"))


def enclosed(house: House, document: Document) -> list[DocumentAttachment]:
    with acting(house.cast.alice):
        return list(DocumentAttachment.objects.select_related("child").filter(document=document).order_by("number"))


def test_a_mail_with_an_invoice_is_filed_and_the_invoice_waits_to_be_read(house: House, bells: Bells) -> None:
    document = sent(house, with_invoice())
    assert (document.state, document.error_code) == ("filed", "")
    (child,) = children(house, document)
    assert (child.filename, child.channel, child.state) == ("invoice.pdf", Channel.ATTACHMENT, "received")
    assert (child.uploaded_by_id, child.blob.media_type) == (house.cast.alice.user_id, "application/pdf")
    with acting(house.cast.alice):
        finding = Finding.objects.get(document=document)
    assert (finding.code, finding.severity) == ("enclosures_are_documents", "info")
    assert bells.rung == ["finance.read_document", "finance.read_document"]
    assert house.read(child).state == "extracting"


def test_a_mail_without_enclosures_is_extracted_itself(house: House) -> None:
    document = sent(house, mail())
    assert (document.state, children(house, document)) == ("extracting", [])


def test_a_logo_is_no_enclosure_and_what_is_not_read_keeps_its_reason(house: House) -> None:
    made = mail(html='<p>Total 12.50 EUR</p><img src="cid:1">')
    enclose(made, small_picture(), "logo.png", "image/png", cid="<1>", disposition="inline")
    enclose(made, b"\x78\x9f\x3e\x22 of Outlook", "winmail.dat", "application/ms-tnef")
    document = sent(house, made)
    assert document.state == "extracting"
    assert [(row.name, row.refused_code) for row in enclosed(house, document)] == [
        ("logo.png", "ornament"),
        ("winmail.dat", "unsupported_type"),
    ]


def test_reading_again_makes_nothing_twice(house: House) -> None:
    document = sent(house, with_invoice())
    (child,) = children(house, document)
    with acting(house.cast.alice):
        document_reprocess(actor=house.cast.alice, document=document)
    assert house.read(document).state == "filed"
    assert children(house, document) == [child]
    assert [row.child for row in enclosed(house, document)] == [child]


def test_a_booked_document_that_turns_out_to_hold_files_stays_what_is_booked(house: House) -> None:
    booked = house.read(house.receive().document)
    document_extract(document_id=booked.id, store=house.store)
    assert house.now_of(booked.id).state == "booked"
    with acting(house.cast.alice):
        document_reprocess(actor=house.cast.alice, document=booked)

    class Portfolio(InProcessReader):
        def read(self, content: bytes, **asked: Any) -> ReadResult:
            result = super().read(content, **asked)
            enclosed = Attachment("invoice.pdf", "application/pdf", len(INVOICE), is_document=True)
            return replace(result, document=replace(result.document, attachments=(enclosed,)), attachments=(INVOICE,))

    document_read(document_id=booked.id, reader=Portfolio(), store=house.store)
    document_extract(document_id=booked.id, store=house.store)
    assert house.now_of(booked.id).state == "booked"
    assert len(children(house, booked)) == 1


def test_a_file_that_lies_in_the_trash_is_told(house: House) -> None:
    first = house.receive(INVOICE).document
    with acting(house.cast.alice):
        document_trash(actor=house.cast.alice, document=first, now=timezone.now())
    document = sent(house, enclose(mail(), INVOICE, "again.pdf", "application/pdf"))
    with acting(house.cast.alice):
        codes = set(Finding.objects.filter(document=document).values_list("code", flat=True))
    assert (document.state, codes) == ("filed", {"enclosures_are_documents", "enclosure_in_trash"})


def test_bytes_that_were_sent_before_are_linked(house: House) -> None:
    first = house.receive(INVOICE).document
    document = sent(house, enclose(mail(), INVOICE, "again.pdf", "application/pdf"))
    assert document.state == "filed"
    assert (children(house, document), [row.child for row in enclosed(house, document)]) == ([], [first])
    assert house.now_of(first.id).parent_id is None


def test_the_same_file_twice_in_a_mail_is_one_document(house: House) -> None:
    made = enclose(enclose(mail(), INVOICE, "a.pdf", "application/pdf"), INVOICE, "b.pdf", "application/pdf")
    document = sent(house, made)
    assert len(children(house, document)) == 1
    assert len({row.child_id for row in enclosed(house, document)}) == 1


def test_a_name_that_lies_is_refused_beside_a_good_one(house: House) -> None:
    made = enclose(enclose(mail(), INVOICE, "good.pdf", "application/pdf"), b"PK\x03\x04 packed", "photo.jpg", "image/jpeg")
    rows = enclosed(house, sent(house, made))
    assert [(row.name, row.refused_code, row.child is not None) for row in rows] == [
        ("good.pdf", "", True),
        ("photo.jpg", "type_mismatch", False),
    ]


def test_mails_in_mails_end_at_a_depth_with_a_reason(house: House) -> None:
    document, depth = sent(house, nested(20)), 0
    while below := children(house, document):
        document, depth = house.read(below[0]), depth + 1
    assert depth == document_children.DEPTH_MAX
    assert [row.refused_code for row in enclosed(house, document)] == ["too_deep"]


def test_no_more_documents_are_made_of_one_file_than_a_person_can_bear(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_children, "BELOW_ONE_MAX", 2)
    made = mail()
    for number in range(4):
        enclose(made, text_pdf((f"Total {number}.00",)), f"{number}.pdf", "application/pdf")
    rows = enclosed(house, sent(house, made))
    assert [row.refused_code for row in rows] == ["", "", "too_many_enclosures", "too_many_enclosures"]
    with acting(house.cast.alice):
        assert Blob.objects.count() == Document.objects.count() == 3  # a blob without a document would never be deleted
    found = list(orphans_find(now=timezone.now() + timedelta(days=2), store=house.store))
    assert len(found) == 2


def test_bytes_are_stored_before_any_row_is_made(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    open_transactions: list[bool] = []
    put = house.store.put

    def watched(*args: object, **kwargs: object) -> object:
        open_transactions.append(connection.in_atomic_block)
        return put(*args, **kwargs)  # type: ignore[arg-type]

    document = house.receive(with_invoice().as_bytes(), filename="letter.eml").document
    monkeypatch.setattr(house.store, "put", watched)
    house.read(document)
    assert open_transactions == [False]


def test_a_child_is_told_in_the_trail_with_its_parent(house: House) -> None:
    document = sent(house, with_invoice())
    (child,) = children(house, document)
    with acting(house.cast.alice):
        event = AuditEvent.objects.get(subject_id=child.id, action="document_received")
    assert (event.actor_kind, event.data) == ("machine", {"parent": str(document.id)})


def test_whose_mail_it_is_is_kept_and_its_passwords_come_first(house: House) -> None:
    made = mail(sender="Power Co <billing@power.example>")
    document = sent(house, enclose(made, locked(), "bill.pdf", "application/pdf"))
    with acting(house.cast.alice):
        assert DocumentReading.objects.get(document=document).sender == "billing@power.example"
    (child,) = children(house, document)
    assert house.read(child).state == "needs_password"
    house.unlock(child)
    assert house.read(child).state == "extracting"
    document_extract(document_id=child.id)
    with acting(house.cast.alice):
        for number in range(TRIED_MAX + 5):  # all of them opened something later
            DocumentPassword.objects.create(workspace_id=house.cast.workspace.id, password=f"{number}", used_at=timezone.now())
    again = sent(house, enclose(made, locked(2), "bill.pdf", "application/pdf"))
    (later,) = children(house, again)
    assert house.read(later).state == "extracting"
    with acting(house.cast.alice):
        assert DocumentPassword.objects.get(sender="billing@power.example").password.reveal() == WORD


def test_the_bytes_of_a_child_are_those_of_the_enclosure(house: House) -> None:
    document = sent(house, enclose(mail(), INVOICE, "invoice.pdf", "application/pdf"))
    (child,) = children(house, document)
    assert house.store.read(child.blob.storage_name, sha256=child.blob.sha256) == INVOICE
    with acting(house.cast.alice):
        assert Blob.objects.count() == 2


def test_a_worker_that_lost_its_claim_leaves_no_child(house: House) -> None:
    document = house.receive(with_invoice().as_bytes(), filename="letter.eml").document

    def trashed_meanwhile() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE finance_document SET trashed_at = now() WHERE id = %s", [document.id])

    document_read(document_id=document.id, reader=InProcessReader(trashed_meanwhile), store=house.store)
    assert children(house, document) == []


def test_a_portfolio_is_filed_and_what_lies_in_it_waits_to_be_read(house: House) -> None:
    document = sent(house, with_files({"invoice.pdf": INVOICE}, is_portfolio=True), "portfolio.pdf")
    (child,) = children(house, document)
    assert (document.state, child.filename, child.state) == ("filed", "invoice.pdf", "received")


def test_what_an_ordinary_pdf_carries_along_is_listed_only(house: House) -> None:
    document = sent(house, with_files({"terms.pdf": INVOICE}), "invoice.pdf")
    assert (document.state, children(house, document)) == ("extracting", [])
    assert [(row.name, row.child, row.refused_code) for row in enclosed(house, document)] == [("terms.pdf", None, "")]
