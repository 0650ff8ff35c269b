"""Many at once, on connections of their own: one deed, and everybody is told of it."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from finance.models import Document, Transaction, Vendor
from tests.api.conftest import DOCUMENTS, PDF, TRANSACTIONS, Client
from tests.conftest import Cast
from tests.replay.conftest import VENDORS, at_once, records
from users.tenancy.scope import scope

KEY = {"HTTP_IDEMPOTENCY_KEY": "one"}
MANY = 50


def told(answers: list[Any]) -> list[Any]:
    """All answers are the new thing, its replay, or a wait; of what is new there is one."""
    made = [answer for answer in answers if answer.status_code == 201]
    waiting = [answer for answer in answers if answer.status_code != 201]
    assert {(answer.status_code, answer.json()["code"]) for answer in waiting} <= {(409, "idempotency_in_progress")}
    assert all(answer["Retry-After"] for answer in waiting)
    assert len([answer for answer in made if "Idempotency-Replayed" not in answer]) == 1
    assert len({answer.content for answer in made}) == 1
    return made


def test_fifty_requests_with_one_key_book_once(committed_client: Client, committed_cast: Cast) -> None:
    body = {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"}
    requests = [lambda: committed_client.post(TRANSACTIONS, body, **KEY)] * MANY
    made = told(at_once(requests))
    later = committed_client.post(TRANSACTIONS, body, **KEY)
    assert (later.content, later["Idempotency-Replayed"]) == (made[0].content, "true")
    with scope(committed_cast.workspace.id):
        assert Transaction.objects.count() == 1
    assert [record.status for record in records()] == [201]


def test_ten_uploads_with_one_key_are_one_document(committed_client: Client, committed_cast: Cast) -> None:
    def send() -> Any:
        return committed_client.post(DOCUMENTS, {"file": SimpleUploadedFile("a.pdf", PDF)}, format="multipart", **KEY)

    told(at_once([send] * 10))
    with scope(committed_cast.workspace.id):
        assert Document.objects.count() == 1


def test_of_two_changes_from_one_version_the_second_is_stale(committed_client: Client, committed_cast: Cast) -> None:
    made = committed_client.post(VENDORS, {"name": "Tea House"})
    path, tag = f"{VENDORS}{made.json()['id']}/", made["ETag"]
    names = ["A", "B", "C", "D"]
    changes = [lambda name=name: committed_client.patch(path, {"name": name}, HTTP_IF_MATCH=tag) for name in names]
    answers = at_once(changes)
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
    with scope(committed_cast.workspace.id):
        vendor = Vendor.objects.get()
    (won,) = [name for name, answer in zip(names, answers, strict=True) if answer.status_code == 200]
    assert (vendor.name, vendor.version) == (won, 2)
