"""Limits, locked files and files inside files, by the REST face."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from finance.models import Document, DocumentAttachment, DocumentPassword, DocumentReading
from services.reading.limits import MEGABYTE, Limits
from tests.api.conftest import DOCUMENTS, PDF, Client, Clients, Things
from tests.conftest import Cast
from tests.isolation.makers_passwords import WORD, locked_pdf
from users.limits.rates import Rate
from users.tenancy.actor import acting

KEPT = "/api/v1/finance/document-passwords/"
LEDGER = "/api/v1/finance/ledger/"


@pytest.fixture
def locked(clients: Clients, cast: Cast) -> str:
    """The address of a document that was read as far as its lock."""
    told = clients.alice.upload(locked_pdf(), "locked.pdf").json()
    with acting(cast.alice):
        Document.objects.filter(id=told["id"]).update(state="needs_password", error_code="needs_password", error_detail="Locked.")
    return str(told["url"])


def give(client: Client, url: str, word: str = WORD, **headers: str) -> Any:
    return client.post(f"{url}password/", {"password": word}, format="json", **headers)


def test_the_limits_are_told_as_they_are_set(clients: Clients, settings: Settings) -> None:
    settings.FILE_LIMITS = {"file_bytes": 3 * MEGABYTE, "pages": 7}
    told = clients.uploader.get(f"{DOCUMENTS}limits/").json()
    assert (told["file_bytes"], told["pages"], told["scanned_pages"]) == (3 * MEGABYTE, 7, Limits().scanned_pages)
    assert {"application/pdf", "message/rfc822"} <= set(told["media_types"])
    assert {"pdf", "eml", "jpg"} <= set(told["extensions"])


def test_a_smaller_limit_is_held_while_a_file_is_sent(clients: Clients, settings: Settings) -> None:
    settings.FILE_LIMITS = {"file_bytes": len(PDF) + 10}
    assert clients.alice.upload(PDF).status_code == 201
    answer = clients.alice.upload(PDF + bytes(11), "larger.pdf")
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


def test_a_locked_document_says_what_to_do(clients: Clients, locked: str) -> None:
    told = clients.alice.get(locked).json()
    assert (told["error"]["code"], told["next_action"].startswith("Enter its password")) == ("needs_password", True)


def test_the_right_password_opens_it_and_is_never_shown(clients: Clients, locked: str) -> None:
    answer = give(clients.alice, locked)
    assert (answer.status_code, answer.json()["state"]) == (200, "received")
    assert WORD not in answer.content.decode()
    listed = clients.alice.get(KEPT)
    (row,) = listed.json()["results"]
    assert (row["uses"], row["document"] in locked, WORD in listed.content.decode()) == (0, True, False)


def test_a_wrong_password_is_422_and_too_many_are_429(clients: Clients, locked: str, settings: Settings) -> None:

    settings.THROTTLES = {**settings.THROTTLES, "file_passwords": Rate(1, 60)}
    wrong, late = give(clients.alice, locked, "wrong-one"), give(clients.alice, locked)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "bad_password")
    assert (late.status_code, late.json()["code"], int(late["Retry-After"]) > 0) == (429, "throttled", True)


@pytest.mark.parametrize("body", [{}, {"password": ""}, {"password": "x" * 256}, {"password": "a", "more": 1}], ids=range(4))
def test_a_body_that_is_none_is_refused(clients: Clients, locked: str, body: dict[str, object]) -> None:
    assert clients.alice.post(f"{locked}password/", body, format="json").status_code == 400


def test_another_version_is_412_and_what_is_not_locked_409(clients: Clients, locked: str, things: Things) -> None:
    assert give(clients.alice, locked, HTTP_IF_MATCH='"99"').status_code == 412
    answer = give(clients.alice, f"{DOCUMENTS}{things.document.id}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "document_state")


def test_who_only_sends_or_only_reads_opens_nothing(clients: Clients, locked: str) -> None:
    assert give(clients.accountant, locked).status_code == 403
    assert give(clients.uploader, locked).status_code == 403
    assert give(clients.charlie, locked).status_code == 404


def test_once_per_key(clients: Clients, locked: str, cast: Cast) -> None:
    first = give(clients.alice, locked, HTTP_IDEMPOTENCY_KEY="k1")
    again = give(clients.alice, locked, HTTP_IDEMPOTENCY_KEY="k1")
    assert (again.status_code, again["Idempotency-Replayed"]) == (200, "true")
    assert first.json() == again.json()
    with acting(cast.alice):
        assert DocumentPassword.objects.count() == 1


def test_a_password_can_be_deleted(clients: Clients, locked: str) -> None:
    give(clients.alice, locked)
    (row,) = clients.alice.get(KEPT).json()["results"]
    assert clients.charlie.delete(f"{KEPT}{row['id']}/").status_code == 404
    assert clients.bob.delete(f"{KEPT}{row['id']}/").status_code == 204
    assert clients.alice.get(KEPT).json()["results"] == []
    assert clients.alice.delete(f"{KEPT}{row['id']}/").status_code == 404


@pytest.fixture
def mail(clients: Clients, cast: Cast) -> str:
    """A document with a child of the uploader, one of alice, and a file that was refused."""
    parent, own, others = (
        client.upload(PDF + f"\n%{name}".encode(), f"{name}.pdf").json()
        for client, name in ((clients.uploader, "mail"), (clients.uploader, "own"), (clients.alice, "others"))
    )
    with acting(cast.alice):
        of = {"workspace_id": cast.workspace.id, "document_id": parent["id"]}
        Document.objects.filter(id=own["id"]).update(parent_id=parent["id"])
        DocumentReading.objects.create(**of, attempt=1, reader_version="2", policy="both", language="de", warnings=["mail_cut"])
        for number, child in ((1, own["id"]), (2, others["id"])):
            DocumentAttachment.objects.create(**of, number=number, name=f"{number}.pdf", size_bytes=number, child_id=child)
        told = {"refused_code": "unsupported_type", "refused_detail": "Files of this type are not read."}
        DocumentAttachment.objects.create(**of, number=3, name="winmail.dat", size_bytes=3, **told)
    return str(parent["url"])


def test_a_document_tells_of_the_files_inside_and_of_its_reading(clients: Clients, mail: str) -> None:
    told = clients.alice.get(mail).json()
    assert (told["language"], told["warnings"], told["ocr_policy"], told["parent"]) == ("de", ["mail_cut"], "both", None)
    first, second, third = told["attachments"]
    assert clients.alice.get(first["document"]).json()["parent"] == mail
    assert second["document"] is not None
    assert (third["document"], third["refusal"]["code"]) == (None, "unsupported_type")
    assert clients.alice.get(f"{mail}attachments/").json() == told["attachments"]


def test_an_uploader_is_not_led_to_documents_of_others(clients: Clients, mail: str) -> None:
    told = clients.uploader.get(f"{mail}attachments/").json()
    assert [row["document"] is not None for row in told] == [True, False, False]


@pytest.mark.parametrize("code", ["archive_unsafe", "einvoice_invalid", "unsupported_feature", "too_many_pages", "xml_forbidden"])
def test_each_failure_says_what_to_do_and_can_be_tried_again(clients: Clients, cast: Cast, locked: str, code: str) -> None:
    with acting(cast.alice):
        Document.objects.update(state="unreadable", error_code=code, error_detail="Why it is so.")
    told = clients.alice.get(locked).json()
    assert told["error"] == {"code": code, "detail": "Why it is so."}
    assert told["next_action"] != "Upload a better copy, or enter its values by hand and confirm."
    assert clients.alice.post(f"{locked}reprocess/").json()["state"] == "received"


def test_before_it_was_read_nothing_is_told_of_a_reading(clients: Clients) -> None:
    told = clients.alice.get(clients.alice.upload().json()["url"]).json()
    assert (told["language"], told["warnings"], told["ocr_policy"], told["attachments"]) == ("", [], None, [])


def test_text_recognition_is_set_with_the_ledger(clients: Clients, things: Things) -> None:
    said = {"ocr_policy": "both", "ocr_languages": ["de", "en"]}
    assert clients.alice.patch(LEDGER, said, format="json").json() | said == clients.bob.get(LEDGER).json()
    assert clients.bob.patch(LEDGER, said, format="json").status_code == 403
    for wrong in ({"ocr_policy": "all"}, {"ocr_languages": ["xx"]}, {"ocr_languages": "de"}, {"ocr_languages": ["de", "de"]}):
        assert clients.alice.patch(LEDGER, wrong, format="json").status_code == 400
