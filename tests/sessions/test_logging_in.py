"""Logging in, and what the tokens of a login open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from tests.conftest import Cast
from tests.sessions.conftest import ME, Auth, events
from users.models import LoginSession, User

pytestmark = pytest.mark.django_db


def test_a_login_answers_with_a_pair_in_allauths_envelope(auth: Auth, alice: User) -> None:
    told = auth.login(HTTP_USER_AGENT="Phone 1.0").json()

    assert told["status"] == 200
    assert told["data"]["user"]["email"] == "alice@example.org"
    assert told["meta"]["expires_in"] == 600
    session = LoginSession.objects.get(user=alice)
    assert (session.user_agent, session.address) == ("Phone 1.0", "127.0.0.1")


def test_the_access_token_says_who_and_where(auth: Auth, cast: Cast) -> None:
    told = auth.me(auth.tokens().access).json()

    assert told["person"]["id"] == str(cast.alice.user_id)


def test_the_next_pair_opens_too(auth: Auth, alice: User) -> None:
    told = auth.refresh(auth.tokens().refresh).json()

    assert told["status"] == 200
    assert auth.me(told["data"]["access_token"]).status_code == 200


def test_a_login_is_an_event(auth: Auth, alice: User) -> None:
    auth.tokens()

    assert [event.source for event in events("session_opened", alice)] == ["auth"]


def test_a_refused_login_is_an_event(auth: Auth, alice: User) -> None:
    auth.login(password="not this one")

    assert len(events("session_refused", alice)) == 1


def test_an_access_token_ends_after_ten_minutes(auth: Auth, alice: User) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False) as clock:
        access = auth.tokens().access
        clock.shift(599)
        assert auth.me(access).status_code == 200
        clock.shift(2)
        assert auth.me(access).status_code == 401


def test_the_refusal_is_a_problem_that_names_the_way(auth: Auth) -> None:
    answer = auth.me("nonsense")

    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer, Api-Key"


def test_the_access_token_opens_allauths_own_routes(auth: Auth, alice: User) -> None:
    access = auth.tokens().access

    assert auth.ask("GET", "auth/session", token=access).json()["data"]["user"]["email"] == "alice@example.org"
    assert auth.ask("GET", "account/email", token=access).json()["data"] == [
        {"email": "alice@example.org", "verified": True, "primary": True}
    ]


def test_use_is_noted_at_most_once_a_minute(auth: Auth, alice: User) -> None:
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False) as clock:
        access = auth.tokens().access
        clock.shift(59)
        auth.ask("GET", ME, token=access)
        assert LoginSession.objects.get().last_used_at == datetime(2026, 11, 21, 12, tzinfo=UTC)
        clock.shift(1)
        auth.ask("GET", ME, token=access)
        assert LoginSession.objects.get().last_used_at == datetime(2026, 11, 21, 12, 1, tzinfo=UTC)


def test_a_login_works_in_any_case_and_with_spaces_around(auth: Auth, alice: User) -> None:
    assert auth.login(" Alice@Example.ORG ").status_code == 200


def test_simplejwts_own_way_in_is_not_served(auth: Auth, alice: User) -> None:
    for path in ("token/", "auth/token/", "auth/app/v1/token", "token/refresh/"):
        assert auth.ask("POST", f"/api/v1/{path}", {"email": alice.email, "password": "x"}).status_code == 404
