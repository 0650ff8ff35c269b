"""What is announced on commit, who took over meanwhile, and the keys of a person who acts in no workspace."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import sleep
from typing import Any

import psycopg2
import pytest
from django.db import connection, connections
from django.db.models.functions import Now
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from finance import receivers
from finance.models import Transaction
from tests.api.conftest import DOCUMENTS, TRANSACTIONS, Client
from tests.conftest import Cast
from tests.pipeline.conftest import Bells
from tests.replay.conftest import age, records
from tests.sessions.conftest import Auth
from users.models import User, Workspace
from users.tenancy.actor import Actor
from users.tenancy.credential import Credential
from users.tenancy.scope import scope
from users.tenancy.views import PersonView
from utils.ids import new_id

KEY = {"HTTP_IDEMPOTENCY_KEY": "one"}
EXPENSE = {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"}
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> Bells:
    bells = Bells()
    monkeypatch.setattr(receivers, "PUBLISHER", bells)
    return bells


def test_what_is_rung_on_commit_is_rung_once(committed_client: Client, bells: Bells) -> None:
    document = committed_client.upload().json()["id"]
    bells.rung.clear()
    for _ in range(2):
        assert committed_client.post(f"{DOCUMENTS}{document}/reprocess/", **KEY).status_code == 200
    assert bells.rung == ["finance.read_document"]


def test_of_what_is_refused_nothing_is_rung(committed_client: Client, bells: Bells) -> None:
    document = committed_client.upload().json()["id"]
    bells.rung.clear()
    path = f"{DOCUMENTS}{document}/reprocess/"
    assert committed_client.post(path, HTTP_IF_MATCH='"9"', **KEY).status_code == 412
    assert bells.rung == []


def test_who_was_too_slow_and_was_taken_over_undoes_its_own_deed(committed_client: Client, committed_cast: Cast) -> None:
    """Two are at work with one key, because the lock of the first ended: one transaction is booked, and both can be told."""
    with ThreadPoolExecutor(2) as pool, closing(psycopg2.connect(**_parameters())) as link:
        link.cursor().execute("LOCK TABLE finance_transaction IN EXCLUSIVE MODE")
        first = pool.submit(_post, committed_client)
        wait_for(lambda: _waiting() == 1)
        age(locked_until=Now())
        second = pool.submit(_post, committed_client)
        wait_for(lambda: _waiting() == 2)
        link.rollback()
        answers = [first.result(timeout=30), second.result(timeout=30)]
    assert [answer.status_code for answer in answers] == [409, 201]
    with scope(committed_cast.workspace.id):
        assert [str(one.id) for one in Transaction.objects.all()] == [answers[1].json()["id"]]
    assert _post(committed_client).json() == answers[1].json()


class NotesView(PersonView):
    """Counts what is posted to it."""

    posted: list[Any] = []
    status = 201

    def post(self, request: Request) -> Response:
        self.posted.append(request.data)
        return Response({"id": len(self.posted)}, status=self.status)


@pytest.fixture
def note(cast: Cast) -> Callable[..., Any]:
    NotesView.posted.clear()

    def send(actor: Actor, status: int = 201) -> HttpResponseBase:
        user = User.objects.get(id=actor.user_id)
        request = APIRequestFactory().post("/notes/", {"text": "x"}, format="json", **KEY)
        force_authenticate(request, user, Credential(user, (), session_id=new_id()))
        return NotesView.as_view(status=status)(request)

    return send


def test_a_person_in_no_workspace_has_keys_too(cast: Cast, note: Callable[..., Any]) -> None:
    first, again = note(cast.alice), note(cast.alice)  # from two sessions
    assert (first.status_code, first.data, again.data) == (201, {"id": 1}, {"id": 1})
    assert again["Idempotency-Replayed"] == "true"
    assert len(NotesView.posted) == 1
    assert [record.workspace_id for record in records()] == [None]


def test_a_workspace_is_opened_once_and_its_opener_is_told_again(cast: Cast) -> None:
    auth = Auth()
    token, before = auth.tokens().access, Workspace.objects.count()
    answers = [auth.ask("POST", "/api/v1/users/workspaces/", {"name": "Practice"}, token=token, **KEY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201], answers[0].content
    assert answers[0].content == answers[1].content
    assert Workspace.objects.count() == before + 1


def test_two_people_in_no_workspace_share_no_key(cast: Cast, note: Callable[..., Any]) -> None:
    assert [note(actor).data["id"] for actor in (cast.alice, cast.bob)] == [1, 2]


def test_a_refusal_that_is_returned_is_not_kept(cast: Cast, note: Callable[..., Any]) -> None:
    assert note(cast.alice, status=400).status_code == 400
    assert note(cast.alice).status_code == 201


def _post(client: Client) -> Any:
    try:
        return client.post(TRANSACTIONS, EXPENSE, **KEY)
    finally:
        connections.close_all()


def _parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "host", "port", "user", "password") if name in given}


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return int(cursor.fetchone()[0])


def wait_for(probe: Callable[[], bool]) -> None:
    for _ in range(400):
        if probe():
            return
        sleep(0.05)
    raise AssertionError("It did not happen within 20 s.")
