"""By the routes of /api/v1/auth/ a service account is an address that nobody has."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings

from users.models import LoginSession, Membership, User
from utils.mail_queue import mail_queue

AUTH = "/api/v1/auth/app/v1/auth/"
WORD = "a long enough word"


def ask(path: str, body: dict[str, Any]) -> tuple[int, Any]:
    answer = Client().post(f"{AUTH}{path}", body, content_type="application/json")
    told = answer.json()
    told.get("meta", {}).pop("session_token", None)
    return answer.status_code, told


@pytest.fixture
def address(service: Membership) -> str:
    return User.objects.get(id=service.user_id).email


@pytest.mark.parametrize("word", [WORD, "!", "x"])
def test_it_does_not_log_in(address: str, word: str) -> None:
    known = ask("login", {"email": address, "password": word})
    assert known[0] == 400
    assert known == ask("login", {"email": "nobody@example.org", "password": word})
    assert not LoginSession.objects.exists()


def test_it_gets_no_mail_to_choose_a_password(address: str) -> None:
    answers = [ask("password/request", {"email": wish}) for wish in (address, "nobody@service.invalid")]
    mail_queue.join()
    assert answers[0] == answers[1]
    assert mail.outbox == []


@override_settings(SIGNUP_OPEN=True)
def test_nobody_signs_up_as_it_or_beside_it(address: str) -> None:
    for wish in (address, address.upper(), "mine@service.invalid"):
        status, told = ask("signup", {"email": wish, "password": WORD})
        assert (status, told["errors"][0]["param"]) == (400, "email")
    assert User.objects.filter(email__endswith="service.invalid").count() == 1
