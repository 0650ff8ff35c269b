"""Sending, seeing and changing documents by the REST face."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from finance.models import Document, DocumentPage
from finance.services.document_files import BLOBS
from services.reading.limits import DEFAULT
from tests.api.conftest import DOCUMENTS, PDF, Clients, Things
from tests.conftest import Cast
from users.tenancy.actor import acting

SCRIPT = b"#!/bin/sh\necho hello\n"


def batch(client: Any, *files: tuple[str, bytes]) -> Any:
    form = {"files": [SimpleUploadedFile(name, content) for name, content in files]}
    return client.post(f"{DOCUMENTS}batch/", form, format="multipart")


def test_a_new_file_is_answered_by_201_with_the_document(clients: Clients) -> None:
    answer = clients.alice.upload()
    assert answer.status_code == 201
    told = answer.json()
    assert answer["Location"] == told["url"] == f"{DOCUMENTS}{told['id']}/"
    assert (told["state"], told["is_new"], told["filename"]) == ("received", True, "invoice.pdf")
    assert told["sha256"] == hashlib.sha256(PDF).hexdigest()


def test_the_same_bytes_again_are_answered_by_200_with_the_first_document(clients: Clients) -> None:
    first = clients.alice.upload().json()
    again = clients.bob.upload(filename="other.pdf")
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["is_new"], again.json()["restore_url"]) == (first["id"], False, None)


def test_the_same_bytes_in_the_trash_are_answered_with_the_way_to_restore_them(clients: Clients) -> None:
    first = clients.alice.upload().json()
    clients.alice.delete(first["url"])
    again = clients.alice.upload().json()
    assert again["restore_url"] == f"{first['url']}restore/"
    assert "trash" in again["hint"]
    assert clients.alice.post(again["restore_url"]).json()["trashed_at"] is None


def test_the_same_bytes_in_another_workspace_are_new_there(clients: Clients) -> None:
    mine = clients.alice.upload().json()
    his = clients.charlie.upload()
    assert his.status_code == 201
    assert his.json()["id"] != mine["id"]


def test_of_many_files_the_good_ones_are_kept_beside_bad_ones(clients: Clients) -> None:
    answer = batch(clients.alice, ("a.pdf", PDF), ("empty.pdf", b""), ("script.pdf", SCRIPT), ("b.pdf", PDF + b"\n%b"))
    results = answer.json()["results"]
    assert [result["status"] for result in results] == [201, 400, 415, 201]
    assert [result["filename"] for result in results] == ["a.pdf", "empty.pdf", "script.pdf", "b.pdf"]
    assert [(result["problem"] or {}).get("code") for result in results] == [None, "empty_file", "type_mismatch", None]
    assert len(clients.alice.get(DOCUMENTS).json()["results"]) == 2


def test_of_many_files_one_that_is_too_large_stops_no_other(clients: Clients) -> None:
    large = PDF + bytes(DEFAULT.file_bytes)
    results = batch(clients.alice, ("a.pdf", PDF), ("large.pdf", large), ("b.pdf", PDF + b"\n%b")).json()["results"]
    assert [result["status"] for result in results] == [201, 413, 201]


def test_a_file_of_one_byte_too_many_is_refused(clients: Clients) -> None:
    answer = clients.alice.upload(PDF + bytes(DEFAULT.file_bytes - len(PDF) + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


def test_one_file_twice_in_a_batch_is_one_document(clients: Clients) -> None:
    results = batch(clients.alice, ("a.pdf", PDF), ("b.pdf", PDF)).json()["results"]
    assert [result["status"] for result in results] == [201, 200]
    assert results[0]["document"]["id"] == results[1]["document"]["id"]


@pytest.mark.parametrize(
    ("content", "filename", "status", "code"),
    [
        (b"", "empty.pdf", 400, "empty_file"),
        (SCRIPT, "a.pdf", 415, "type_mismatch"),
        (SCRIPT, "a.sh", 415, "unsupported_type"),
        (PDF, "...", 400, "bad_filename"),
    ],
)
def test_a_file_that_is_none_is_refused(clients: Clients, content: bytes, filename: str, status: int, code: str) -> None:
    answer = clients.alice.upload(content, filename)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert clients.alice.get(DOCUMENTS).json()["results"] == []


def test_what_is_not_supported_is_told_what_is(clients: Clients) -> None:
    assert "PDF, JPEG, PNG" in clients.alice.upload(SCRIPT, "a.sh").json()["detail"]


def test_a_list_shows_the_headline_and_the_next_action(clients: Clients, things: Things) -> None:
    row = clients.alice.get(DOCUMENTS).json()["results"][0]
    assert row["headline"] == {"vendor": "Tea House", "date": "2026-11-20", "total": "12.50", "currency": "EUR"}
    assert "confirm" in row["next_action"]
    assert row["transactions"] == [str(things.transaction.id)]


def test_a_document_shows_its_fields_with_evidence(clients: Clients, things: Things) -> None:
    told = clients.alice.get(f"{DOCUMENTS}{things.document.id}/").json()
    total = next(field for field in told["fields"] if field["name"] == "total")
    assert total["evidence"] == {"page": 1, "box": [0.1, 0.2, 0.3, 0.4], "text": "12.50", "source": "text", "path": ""}
    assert (total["value"], total["doubtful"], total["origin"]) == ("12.50", True, "machine")
    assert told["findings"][0]["message"] == "Look."
    assert told["lines"][0]["amount"] == "12.50"
    assert told["lines"][0]["quantity"] == "2"
    assert "words" not in told["pages"][0]


def test_parts_of_a_document_can_be_asked_for_alone(clients: Clients, things: Things) -> None:
    below = f"{DOCUMENTS}{things.document.id}/"
    assert clients.alice.get(f"{below}pages/1/").json()["words"][0]["text"] == "Total"
    assert len(clients.alice.get(f"{below}fields/").json()) == 4
    assert clients.alice.get(f"{below}fields/date/").json()["value"] == "2026-11-20"
    assert clients.alice.get(f"{below}lines/").json()[0]["description"] == "Tea"
    assert clients.alice.get(f"{below}findings/").json()[0]["code"] == "total_unproven"


def test_a_file_comes_back_as_it_was_sent_and_may_do_nothing(clients: Clients) -> None:
    document = clients.alice.upload(filename="Rechnung März „1“.pdf").json()
    answer = clients.alice.get(f"{document['url']}file/", HTTP_ACCEPT="text/html")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Rechnung%20M%C3%A4rz%20%E2%80%9E1%E2%80%9C.pdf"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_file_that_the_store_has_lost_is_named_so(clients: Clients, folder: Path) -> None:
    document = clients.alice.upload().json()
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    answer = clients.alice.get(f"{document['url']}file/")
    assert (answer.status_code, answer.json()["code"]) == (503, "blob_missing")


def test_a_preview_is_webp_in_a_sandbox(cast: Cast, clients: Clients, things: Things) -> None:
    BLOBS.put_derived("derived/1.webp", b"RIFF....WEBP")
    with acting(cast.alice):
        DocumentPage.objects.filter(document=things.document).update(preview_name="derived/1.webp")
    page = clients.alice.get(f"{DOCUMENTS}{things.document.id}/pages/").json()[0]
    answer = clients.alice.get(page["preview"])
    assert (answer.content, answer["Content-Type"]) == (b"RIFF....WEBP", "image/webp")
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_a_page_without_a_preview_has_none(clients: Clients, things: Things) -> None:
    assert clients.alice.get(f"{DOCUMENTS}{things.document.id}/pages/1/preview/").status_code == 404


def test_a_field_is_corrected_by_value_and_the_document_has_a_new_version(clients: Clients, things: Things) -> None:
    below = f"{DOCUMENTS}{things.document.id}/"
    version = clients.alice.get(below).json()["version"]
    answer = clients.alice.patch(f"{below}fields/total/", {"value": "13.00", "version": version})
    assert answer.status_code == 200
    assert answer.json() | {"updated_at": ""} == answer.json() | {"value": "13.00", "origin": "user", "doubtful": False} | {
        "updated_at": ""
    }
    assert answer["ETag"] == f'"{version + 1}"'
    (finding,) = clients.alice.get(f"{below}findings/").json()  # its old doubt is gone; the transaction says something else now
    assert finding["code"] == "differs_from_transaction"
    assert finding["message"].startswith("Booked was 12.50, but the total now reads 13.00.")


def test_a_field_is_corrected_with_the_version_as_if_match(clients: Clients, things: Things) -> None:
    path = f"{DOCUMENTS}{things.document.id}/"
    tag = clients.alice.get(path)["ETag"]
    assert clients.alice.patch(f"{path}fields/tip/", {"value": "1.00"}, HTTP_IF_MATCH=tag).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"value": "13.00"}, 428, "version_required"),
        ({"value": "13.00", "version": 99}, 412, "stale_version"),
        ({"value": "much", "version": 1}, 400, "invalid_field"),
        ({"value": 13, "version": 1}, 400, "invalid"),
        ({"value": None, "version": 1}, 400, "invalid"),
        ({"version": 1}, 400, "invalid"),
        ({"value": "1.00", "version": 1, "origin": "machine"}, 400, "unknown_field"),
        ({"value": "1.00", "version": 2**31}, 400, "invalid"),
        ([], 400, "invalid"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(clients: Clients, things: Things, body: Any, status: int, code: str) -> None:
    answer = clients.alice.patch(f"{DOCUMENTS}{things.document.id}/fields/total/", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert clients.alice.get(f"{DOCUMENTS}{things.document.id}/fields/total/").json()["value"] == "12.50"


def test_a_field_of_no_known_name_is_not_there(clients: Clients, things: Things) -> None:
    path = f"{DOCUMENTS}{things.document.id}/fields/shoe_size/"
    assert clients.alice.patch(path, {"value": "43", "version": 1}).status_code == 404


def test_a_confirmed_document_is_booked(clients: Clients, read_document: Callable[..., Document], cast: Cast) -> None:
    document = read_document(clients.alice)
    answer = clients.alice.post(f"{DOCUMENTS}{document.id}/confirm/", {"version": document.version})
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["state"], len(answer.json()["transactions"])) == ("booked", 1)


def test_reprocessing_begins_anew(clients: Clients, things: Things) -> None:
    answer = clients.alice.post(f"{DOCUMENTS}{things.document.id}/reprocess/")
    assert (answer.status_code, answer.json()["state"]) == (200, "received")


def test_the_trash_is_a_list_of_its_own(clients: Clients) -> None:
    told = clients.alice.upload().json()
    assert clients.alice.delete(told["url"]).json()["trashed_at"] is not None
    assert clients.alice.get(DOCUMENTS).json()["results"] == []
    assert clients.alice.get(f"{DOCUMENTS}?trashed=true").json()["results"][0]["id"] == told["id"]


def test_only_what_lies_in_the_trash_is_purged(clients: Clients) -> None:
    told = clients.alice.upload().json()
    assert clients.alice.post(f"{told['url']}purge/").json()["code"] == "document_state"
    clients.alice.delete(told["url"])
    assert clients.alice.post(f"{told['url']}purge/").status_code == 204
    assert clients.alice.get(told["url"]).status_code == 404


def test_a_document_that_proves_a_transaction_is_not_purged(clients: Clients, things: Things) -> None:
    path = f"{DOCUMENTS}{things.document.id}/"
    clients.alice.delete(path)
    assert clients.alice.post(f"{path}purge/").json()["code"] == "document_in_use"


def test_an_uploader_sees_its_own_documents_only(clients: Clients) -> None:
    hers, its = clients.alice.upload(PDF + b"%1").json(), clients.uploader.upload(PDF + b"%2").json()
    assert [row["id"] for row in clients.uploader.get(DOCUMENTS).json()["results"]] == [its["id"]]
    assert clients.uploader.get(hers["url"]).status_code == 404
    assert clients.uploader.get(f"{hers['url']}fields/").status_code == 404
    assert clients.uploader.get(its["url"]).status_code == 200


def test_an_uploader_learns_of_others_documents_only_that_nothing_is_to_do(clients: Clients) -> None:
    hers = clients.alice.upload().json()
    answer = clients.uploader.upload()
    assert (answer.status_code, answer.json()["code"]) == (409, "already_received")
    assert hers["id"] not in answer.content.decode()


def test_an_accountant_reads_and_sends_nothing(clients: Clients, things: Things) -> None:
    assert clients.accountant.get(DOCUMENTS).status_code == 200
    assert clients.accountant.upload(PDF + b"%3").json()["code"] == "permission_denied"
    assert clients.accountant.delete(f"{DOCUMENTS}{things.document.id}/").status_code == 403


def test_a_member_does_not_purge(clients: Clients) -> None:
    told = clients.bob.upload().json()
    clients.bob.delete(told["url"])
    assert clients.bob.post(f"{told['url']}purge/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=needs_review", 1),
        ("state=booked", 0),
        ("kind=receipt", 1),
        ("kind=invoice", 0),
        ("vendor=tea", 1),
        ("vendor=%25", 0),
        ("total=12.5", 1),
        ("total=12.50", 1),
        ("total=1", 0),
        ("filename=INVO", 1),
        ("received_from=2000-01-01&received_to=2199-12-31", 1),
        ("received_to=2000-01-01", 0),
        ("trashed=false", 1),
    ],
)
def test_documents_are_found_by(clients: Clients, things: Things, query: str, found: int) -> None:
    answer = clients.alice.get(f"{DOCUMENTS}?{query}")
    assert answer.status_code == 200, answer.json()
    assert len(answer.json()["results"]) == found
