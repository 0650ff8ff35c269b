"""People who log in, and a client that speaks to /api/v1/auth/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.test import Client as DjangoClient

from tests.conftest import Cast
from users.limits.counters import counting_in
from users.limits.fake import MemoryCounters
from users.models import AuditEvent, User
from users.tenancy.scope import unscoped
from utils.mail_queue import mail_queue

APP = "/api/v1/auth/app/v1/"
PASSWORD = "a long enough word"
ME = "/api/v1/users/me/"


@dataclass
class Tokens:
    access: str
    refresh: str
    session: str = ""


class Auth(DjangoClient):
    """JSON to allauth's routes. `path` leaves their root out."""

    def ask(self, method: str, path: str, body: Any = None, *, token: str = "", **headers: str) -> Any:
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {token}"} if token else {}
        url = path if path.startswith("/") else APP + path
        content = {"data": body, "content_type": "application/json"} if body is not None else {}
        return self.generic(method, url, **_encoded(content), **bearer, **headers)

    def login(self, email: str = "alice@example.org", password: str = PASSWORD, **headers: str) -> Any:
        return self.ask("POST", "auth/login", {"email": email, "password": password}, **headers)

    def tokens(self, email: str = "alice@example.org", password: str = PASSWORD, **headers: str) -> Tokens:
        answer = self.login(email, password, **headers)
        assert answer.status_code == 200, answer.content
        meta = answer.json()["meta"]
        return Tokens(meta["access_token"], meta["refresh_token"], meta["session_token"])

    def refresh(self, token: str) -> Any:
        return self.ask("POST", "tokens/refresh", {"refresh_token": token})

    def me(self, access: str) -> Any:
        return self.ask("GET", ME, token=access)


def _encoded(content: dict[str, Any]) -> dict[str, Any]:
    if "data" in content and not isinstance(content["data"], bytes | str):
        content["data"] = json.dumps(content["data"])
    return content


@pytest.fixture
def auth(db: None) -> Auth:
    return Auth()


@pytest.fixture
def alice(cast: Cast) -> User:
    return User.objects.get(id=cast.alice.user_id)


@pytest.fixture(autouse=True)
def counters() -> Iterator[None]:
    with counting_in(MemoryCounters()):
        yield


def mails() -> list[mail.EmailMessage]:
    """What was sent, once everything has left."""
    mail_queue.join()
    return list(mail.outbox)


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"\b[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}\b", str(message.body))
    assert found, message.body
    return found.group()


def events(action: str, user: User | None = None) -> list[AuditEvent]:
    with unscoped("test"):
        found = AuditEvent.objects.filter(action=action).order_by("id")
        return list(found.filter(actor_id=user.id) if user else found)
