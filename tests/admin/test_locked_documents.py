"""Locked documents, files inside files and kept passwords in the back office."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse

from finance.models import Channel, Document, DocumentAttachment, DocumentPassword, DocumentReading, DocumentState
from finance.services.documents import document_receive
from tests.admin.conftest import Office
from tests.admin.test_document_page import do, now_of, page_of
from tests.conftest import Cast
from tests.isolation.makers_passwords import WORD, locked_pdf
from users.tenancy.actor import acting
from users.tenancy.scope import scope


@pytest.fixture
def locked(cast: Cast) -> Document:
    with acting(cast.alice):
        content = BytesIO(locked_pdf())
        sent = document_receive(actor=cast.alice, content=content, filename="locked.pdf", channel=Channel.API).document
        told = {"state": DocumentState.NEEDS_PASSWORD, "error_code": "needs_password", "error_detail": "The PDF is locked."}
        Document.objects.filter(id=sent.id).update(**told)
        sent.refresh_from_db()
    return sent


def kept(document: Document) -> list[DocumentPassword]:
    with scope(document.workspace_id):
        return list(DocumentPassword.objects.all())


def test_the_page_of_a_locked_document_asks_for_its_password(office: Office, locked: Document, doubted: Document) -> None:
    page = page_of(office, locked)
    assert "Enter its password" in page
    assert 'type="password"' in page
    assert 'type="password"' not in page_of(office, doubted)


def test_the_right_password_opens_it(office: Office, locked: Document) -> None:
    page = do(office.client, locked, "unlock", password=WORD, version=locked.version)
    assert "It opens" in page
    assert WORD not in page
    assert (now_of(locked).state, len(kept(locked))) == (DocumentState.RECEIVED, 1)


def test_a_wrong_password_is_told_and_changes_nothing(office: Office, locked: Document) -> None:
    page = do(office.client, locked, "unlock", password="wrong-one", version=locked.version)
    assert "does not open the file" in page
    assert "wrong-one" not in page
    assert (now_of(locked).state, kept(locked)) == (DocumentState.NEEDS_PASSWORD, [])


def test_the_list_of_passwords_shows_none_and_deletes(office: Office, locked: Document) -> None:
    with scope(locked.workspace_id):
        row = DocumentPassword.objects.create(workspace_id=locked.workspace_id, document=locked, password=WORD, sender="Power Co")
    address = reverse("admin:finance_documentpassword_changelist")
    page = office.client.get(address).content.decode()
    assert "Power Co" in page
    detail = office.client.get(reverse("admin:finance_documentpassword_change", args=[row.id])).content.decode()
    assert WORD not in page + detail
    office.client.post(address, {"action": "forget", "_selected_action": [str(row.id)]})
    assert kept(locked) == []


def test_files_inside_are_shown_with_their_documents_and_refusals(office: Office, locked: Document, doubted: Document) -> None:
    of = {"workspace_id": doubted.workspace_id, "document": doubted}
    with scope(doubted.workspace_id):
        DocumentReading.objects.create(**of, attempt=1, reader_version="2", policy="both", language="de", sender="a@example.org")
        DocumentAttachment.objects.create(**of, number=1, name="enclosed.pdf", size_bytes=1, child=locked)
        why = {"refused_code": "too_deep", "refused_detail": "It lies too deep."}
        DocumentAttachment.objects.create(**of, number=2, name="deep.eml", size_bytes=1, **why)
        Document.objects.filter(id=locked.id).update(parent=doubted)
    page = page_of(office, doubted)
    for told in (
        "enclosed.pdf",
        reverse("admin:finance_document_change", args=[locked.id]),
        "It lies too deep.",
        "a@example.org",
    ):
        assert told in page
    assert reverse("admin:finance_document_change", args=[doubted.id]) in page_of(office, locked)
