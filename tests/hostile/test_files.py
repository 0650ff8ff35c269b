"""Each file of the table goes through the upload and through the tasks, and gets the answer that its row names."""

from __future__ import annotations

from typing import Any

import pytest

from finance.models import Document
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from tests.api.conftest import DOCUMENTS, Client, key_of
from tests.conftest import Cast
from tests.hostile.cases import SIGNED_LETTER, Case, Request, Seen
from tests.hostile.making_pdf import letter
from tests.hostile.table import CASES
from users.tenancy.actor import acting

FINAL = {"booked", "filed", "needs_review", "needs_password", "unreadable", "quarantined", "failed"}
TRIES = 4


@pytest.fixture(autouse=True)
def _database(cast: Cast, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_file_gets_its_answer(case: Case, client: Client, cast: Cast, reader: Reader) -> None:
    made = case.make()
    answer = sent(client, made, case.filename)
    if case.refused is not None:
        assert (answer.status_code, answer.json()["code"]) == case.refused
        assert len(answer.json()["detail"]) > 15
        return
    assert answer.status_code == 201, answer.json()
    worked_off(cast, answer.json()["id"], case, reader)
    seen = seen_of(client, answer.json()["url"], made if isinstance(made, bytes) else b"")
    assert_ends(case, seen)
    if case.check is not None:
        case.check(seen)


def sent(client: Client, made: bytes | Request, filename: str) -> Any:
    if isinstance(made, bytes):
        return client.upload(made, filename)
    return client.generic("POST", DOCUMENTS, made.body, content_type=made.content_type, **dict(made.headers))


def worked_off(cast: Cast, document_id: str, case: Case, reader: Reader) -> None:
    """Do what the workers do until the document is at its end."""
    if case.child != "services.reading.child":
        with Reader(wish=ReadWish(ocr="none"), child_module=case.child) as other:
            for _ in range(TRIES):
                document_read(document_id=document_id, reader=other)
    else:
        for _ in range(TRIES):
            document_read(document_id=document_id, reader=reader)
            document_extract(document_id=document_id, reader=reader)
            with acting(cast.alice):
                if Document.objects.get(id=document_id).state in FINAL:
                    return


def seen_of(client: Client, url: str, content: bytes) -> Seen:
    told = client.get(url)
    file = client.get(f"{url}file/")
    assert (told.status_code, file.status_code) == (200, 200)
    document = told.json()
    findings = tuple(finding["code"] for finding in document["findings"])
    return Seen(document, findings, told.content.decode(), content or file.content, file.content, file.headers)


def assert_ends(case: Case, seen: Seen) -> None:
    """In a state that the row names, and with a sentence for whoever sent it."""
    state, error = seen.document["state"], seen.document["error"]
    codes = {*seen.findings, *([error["code"]] if error else [])}
    reached = {state, *(f"{state}:{code}" for code in codes)}
    assert reached & set(case.ends), f"{sorted(reached)} instead of {case.ends}; {error}; {seen.document['findings']}"
    if state in ("unreadable", "needs_password", "quarantined", "failed"):
        assert error["detail"].endswith((".", "!", "?")), error
    if state == "needs_review":
        assert seen.findings


def test_the_same_bytes_again_are_the_first_document(client: Client) -> None:
    """Row 53."""
    content = letter((*SIGNED_LETTER, "sent twice"))
    first, again = client.upload(content), client.upload(content, "copy.pdf")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]


def test_the_same_receipt_as_another_file_is_told(client: Client, cast: Cast, reader: Reader) -> None:
    """Row 53: scanned again, or with other EXIF, it is another file, and seems to be the same document."""
    urls = []
    for number in (1, 2):
        answer = client.upload(letter((*SIGNED_LETTER[:2], "INVOICE No. 2026-0053", *SIGNED_LETTER[3:])) + b"%%%d" % number)
        assert answer.status_code == 201
        worked_off(cast, answer.json()["id"], CASES[0], reader)
        urls.append(answer.json()["url"])
    told = client.get(urls[1]).json()
    assert told["state"] in ("needs_review", "filed")
    assert {finding["code"] for finding in told["findings"]} & {"possible_duplicate", "copy"}


def test_the_same_bytes_of_another_workspace_are_new_there_and_say_nothing(client: Client, cast: Cast) -> None:
    """Row 54."""
    content = letter((*SIGNED_LETTER, "of two workspaces"))
    mine, his = client.upload(content), Client(key_of(cast.charlie)).upload(content)
    assert (mine.status_code, his.status_code) == (201, 201)
    assert his.json()["is_new"] is True
    assert mine.json()["id"] not in str(his.json())
