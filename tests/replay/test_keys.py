"""The same request twice has one effect and one answer (PROMISES P3, BAD_INPUTS 81)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.db.models.functions import Now

from app_settings.routes import FINANCE
from finance.models import Document, Transaction, Vendor
from tests.api.conftest import DOCUMENTS, PDF, TRANSACTIONS, Client, Clients, Things, key_of
from tests.conftest import Cast
from tests.replay.conftest import VENDORS, age, records
from tests.sessions.conftest import Auth
from users.idempotency import views
from users.idempotency.records import records_delete_old
from users.models import ApiKey, Membership
from users.tenancy.actor import Actor, acting, person
from users.tenancy.scope import scope
from users.workspaces.roles import Role

KEY = {"HTTP_IDEMPOTENCY_KEY": "5f0c2a"}
TEA = {"name": "Tea House"}


def vendors(cast: Cast) -> int:
    with scope(cast.workspace.id):
        return Vendor.objects.count()


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_the_same_request_again_has_the_same_answer_and_no_other_effect(clients: Clients, cast: Cast) -> None:
    first, again = clients.alice.post(VENDORS, TEA, **KEY), clients.alice.post(VENDORS, TEA, **KEY)
    assert (first.status_code, first.content) == (again.status_code, again.content) == (201, first.content)
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert again["ETag"] == first["ETag"]
    assert vendors(cast) == 1


def test_without_a_key_each_request_stands_for_itself(clients: Clients) -> None:
    assert [clients.alice.post(VENDORS, TEA).status_code for _ in range(2)] == [201, 409]
    assert records() == []


def test_the_order_of_names_in_json_does_not_matter(clients: Clients, cast: Cast) -> None:
    clients.alice.post(VENDORS, {"name": "Tea House", "tax_id": "DE1"}, **KEY)
    again = clients.alice.post(VENDORS, {"tax_id": "DE1", "name": "Tea House"}, **KEY)
    assert again["Idempotency-Replayed"] == "true"


def test_another_body_with_the_same_key_is_refused(clients: Clients, cast: Cast) -> None:
    clients.alice.post(VENDORS, TEA, **KEY)
    assert code(clients.alice.post(VENDORS, {"name": "Coffee House"}, **KEY)) == (422, "idempotency_key_reused")
    assert vendors(cast) == 1


def test_another_version_with_the_same_key_is_refused(clients: Clients, things: Things) -> None:
    archive = f"{FINANCE}accounts/{things.bank.id}/archive/"
    assert clients.alice.post(archive, **KEY, HTTP_IF_MATCH='"1"').status_code == 200
    assert code(clients.alice.post(archive, **KEY, HTTP_IF_MATCH='"2"')) == (422, "idempotency_key_reused")


@pytest.mark.parametrize("key", ["", " ", "a b", "a\x00b", "a" * 256, "a" * 10_240, "ключ", "caf\xe9", "a\tb", "\x7f"])
def test_what_is_no_key_is_refused(clients: Clients, cast: Cast, key: str) -> None:
    answer = clients.alice.post(VENDORS, TEA, HTTP_IDEMPOTENCY_KEY=key)
    assert code(answer) == (400, "invalid_idempotency_key")
    assert vendors(cast) == 0


def test_the_longest_key_is_one(clients: Clients) -> None:
    assert clients.alice.post(VENDORS, TEA, HTTP_IDEMPOTENCY_KEY="~!" * 127 + "x").status_code == 201


def test_the_key_of_another_path_is_another_key(clients: Clients) -> None:
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 201
    made = clients.alice.post("/api/v1/finance/categories/", {"name": "Tea House", "kind": "expense"}, **KEY)
    assert made.status_code == 201
    assert "Idempotency-Replayed" not in made


def test_the_key_of_another_person_is_another_key(clients: Clients, cast: Cast) -> None:
    clients.alice.post(VENDORS, TEA, **KEY)
    assert clients.bob.post(VENDORS, {"name": "Bob's"}, **KEY).json()["name"] == "Bob's"


def test_the_key_of_another_workspace_is_another_key(clients: Clients, cast: Cast) -> None:
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 201
    with scope(cast.other_workspace.id):
        here = Membership.objects.create(workspace=cast.other_workspace, user_id=cast.alice.user_id, role=Role.MEMBER)
    there = Client(key_of(person_in(here)))
    made = there.post(VENDORS, TEA, **KEY)
    assert (made.status_code, "Idempotency-Replayed" in made) == (201, False)


def test_a_new_token_of_the_same_person_is_answered_as_before(clients: Clients, cast: Cast) -> None:
    first = clients.alice.post(VENDORS, TEA, **KEY)
    again = Client(key_of(cast.alice)).post(VENDORS, TEA, **KEY)
    assert (again.content, again["Idempotency-Replayed"]) == (first.content, "true")


def test_after_a_refresh_of_the_token_the_answer_is_still_replayed(cast: Cast) -> None:
    auth = Auth()
    tokens = auth.tokens()
    first = auth.ask("POST", VENDORS, TEA, token=tokens.access, **KEY)
    fresh = auth.refresh(tokens.refresh).json()["data"]["access_token"]
    again = auth.ask("POST", VENDORS, TEA, token=fresh, **KEY)
    assert fresh != tokens.access
    assert (first.status_code, again.content, again["Idempotency-Replayed"]) == (201, first.content, "true")


def test_what_was_refused_may_be_corrected_with_the_same_key(clients: Clients) -> None:
    assert clients.alice.post(VENDORS, {"name": ""}, **KEY).status_code == 400
    assert records() == []
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 201


def test_a_conflict_is_not_kept(clients: Clients, cast: Cast) -> None:
    first = clients.alice.post(VENDORS, TEA).json()
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 409
    clients.alice.patch(f"{VENDORS}{first['id']}/", {"name": "Another"})
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 201


def test_nothing_is_kept_of_who_is_not_known(clients: Clients, cast: Cast) -> None:
    assert clients.nobody.post(VENDORS, TEA, **KEY).status_code == 401
    assert clients.accountant.post(VENDORS, TEA, **KEY).status_code == 403
    assert records() == []


def test_other_methods_take_no_notice_of_the_key(clients: Clients, things: Things) -> None:
    path = f"{VENDORS}{things.vendor.id}/"
    answers = [clients.alice.patch(path, {"name": name}, **KEY).json()["name"] for name in ("One", "Two")]
    assert answers == ["One", "Two"]
    assert clients.alice.get(path, **KEY).json()["name"] == "Two"
    assert records() == []


def test_who_was_put_down_does_not_get_the_old_answer(clients: Clients, cast: Cast) -> None:
    assert clients.bob.post(VENDORS, TEA, **KEY).status_code == 201
    lower(cast, Role.ACCOUNTANT)
    assert code(clients.bob.post(VENDORS, TEA, **KEY)) == (403, "permission_denied")


def test_who_may_see_less_now_does_not_get_the_old_answer_even_where_the_route_is_open(clients: Clients, cast: Cast) -> None:
    """Bob was shown the document of alice, whose bytes he sent again; an uploader is not."""
    clients.alice.upload()
    shown = clients.bob.post(DOCUMENTS, {"file": SimpleUploadedFile("invoice.pdf", PDF)}, format="multipart", **KEY)
    assert shown.status_code == 200
    lower(cast, Role.UPLOADER)
    again = clients.bob.post(DOCUMENTS, {"file": SimpleUploadedFile("invoice.pdf", PDF)}, format="multipart", **KEY)
    assert code(again) == (403, "permission_denied")


def test_who_was_put_out_does_not_get_the_old_answer(clients: Clients, cast: Cast) -> None:
    clients.bob.post(VENDORS, TEA, **KEY)
    with scope(cast.workspace.id):
        Membership.objects.filter(user_id=cast.bob.user_id).delete()
    assert clients.bob.post(VENDORS, TEA, **KEY).status_code in (401, 403, 404)


def test_the_secret_of_a_key_is_kept_nowhere(clients: Clients, cast: Cast) -> None:
    made = clients.alice.post("/api/v1/users/keys/", {"name": "Till", "scopes": ["ledger_read"]}, **KEY)
    assert made.status_code == 201, made.json()
    (record,) = records()
    assert record.body is None
    assert made.json()["secret"] not in str(vars(record))
    again = clients.alice.post("/api/v1/users/keys/", {"name": "Till", "scopes": ["ledger_read"]}, **KEY)
    assert code(again) == (409, "already_created")
    assert made.json()["id"] in again.json()["detail"]
    assert again["Location"] == f"/api/v1/users/keys/{made.json()['id']}/"
    assert again["Idempotency-Replayed"] == "true"
    with acting(cast.alice):
        assert ApiKey.objects.filter(name="Till").count() == 1


def test_an_answer_that_is_too_large_is_not_kept_but_its_deed_is(
    clients: Clients, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "BODY_MAX", 50)
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 201
    again = clients.alice.post(VENDORS, TEA, **KEY)
    assert code(again) == (409, "already_created")
    assert vendors(cast) == 1


def test_an_empty_answer_is_replayed_as_one(clients: Clients) -> None:
    document = clients.alice.upload().json()["id"]
    clients.alice.delete(f"{DOCUMENTS}{document}/")
    answers = [clients.alice.post(f"{DOCUMENTS}{document}/purge/", **KEY) for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(204, b"")] * 2


def test_a_deed_on_one_thing_is_done_once(clients: Clients, things: Things, cast: Cast) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/reverse/"
    answers = [clients.alice.post(path, {"date": "2026-11-21"}, **KEY) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    with scope(cast.workspace.id):
        assert Transaction.objects.filter(reverses=things.transaction).count() == 1


def send(client: Client, content: bytes = PDF, filename: str = "invoice.pdf", **extra: Any) -> Any:
    return client.post(DOCUMENTS, {"file": SimpleUploadedFile(filename, content)}, format="multipart", **KEY | extra)


def test_an_upload_is_the_same_whatever_its_boundary(clients: Clients, cast: Cast) -> None:
    def body(boundary: str) -> bytes:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="invoice.pdf"\r\n\r\n'
        return head.encode() + PDF + f"\r\n--{boundary}--\r\n".encode()

    first, again = (
        clients.alice.generic("POST", DOCUMENTS, body(mark), content_type=f"multipart/form-data; boundary={mark}", **KEY)
        for mark in ("one", "two")
    )
    assert (first.status_code, first.content) == (again.status_code, again.content) == (201, first.content)
    assert (again["Location"], again["Idempotency-Replayed"]) == (first["Location"], "true")


@pytest.mark.parametrize(("content", "filename"), [(PDF[:-1] + b"x", "invoice.pdf"), (PDF, "other.pdf")])
def test_another_file_with_the_same_key_is_refused(clients: Clients, cast: Cast, content: bytes, filename: str) -> None:
    assert send(clients.alice).status_code == 201
    assert code(send(clients.alice, content, filename)) == (422, "idempotency_key_reused")
    with scope(cast.workspace.id):
        assert Document.objects.count() == 1


def test_of_many_files_those_refused_may_come_again_with_the_same_key(clients: Clients) -> None:
    def batch(*contents: bytes) -> Any:
        files = [SimpleUploadedFile("a.pdf", content) for content in contents]
        return clients.alice.post(f"{DOCUMENTS}batch/", {"files": files}, format="multipart", **KEY)

    assert [entry["status"] for entry in batch(PDF, b"no document").json()["results"]] == [201, 415]
    assert [entry["status"] for entry in batch(PDF).json()["results"]] == [200]
    assert [entry["status"] for entry in batch(PDF).json()["results"]] == [200]


def test_who_works_on_it_has_the_key_until_the_lock_ends(clients: Clients, cast: Cast) -> None:
    clients.alice.post(VENDORS, TEA, **KEY)
    age(status=None)  # as while the first is at work
    waiting = clients.alice.post(VENDORS, TEA, **KEY)
    assert (*code(waiting), waiting["Retry-After"]) == (409, "idempotency_in_progress", "2")
    other = clients.alice.post(VENDORS, {"name": "Coffee"}, **KEY)
    assert code(other) == (422, "idempotency_key_reused")


def test_a_dead_ones_key_can_be_used_again_when_its_lock_has_ended(clients: Clients, cast: Cast) -> None:
    clients.alice.post(VENDORS, TEA, **KEY)
    with scope(cast.workspace.id):
        Vendor.objects.all().delete()  # as if its transaction had never ended
    age(status=None, locked_until=Now())
    assert clients.alice.post(VENDORS, {"name": "Coffee"}, **KEY).status_code == 422
    assert clients.alice.post(VENDORS, TEA, **KEY).status_code == 201
    assert clients.alice.post(VENDORS, TEA, **KEY)["Idempotency-Replayed"] == "true"


def test_after_a_day_the_key_is_a_new_one(clients: Clients, cast: Cast) -> None:
    clients.alice.post(VENDORS, TEA, **KEY)
    age(created_at=F("created_at") - timedelta(hours=23))
    assert clients.alice.post(VENDORS, TEA, **KEY)["Idempotency-Replayed"] == "true"
    age(created_at=F("created_at") - timedelta(hours=1))
    made = clients.alice.post(VENDORS, {"name": "Coffee"}, **KEY)
    assert (made.status_code, "Idempotency-Replayed" in made) == (201, False)


def test_what_is_older_than_a_day_is_cleared_away(clients: Clients) -> None:
    clients.alice.post(VENDORS, TEA, **KEY)
    age(created_at=F("created_at") - timedelta(hours=24))
    clients.alice.post(VENDORS, {"name": "Coffee"}, HTTP_IDEMPOTENCY_KEY="young")
    assert records_delete_old() == 1
    assert [record.status for record in records()] == [201]


def lower(cast: Cast, role: Role) -> None:
    with scope(cast.workspace.id):
        Membership.objects.filter(user_id=cast.bob.user_id).update(role=role)


def person_in(membership: Membership) -> Actor:
    return person(workspace_id=membership.workspace_id, user_id=membership.user_id, role=Role(membership.role))
