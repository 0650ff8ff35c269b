"""D32, P15: secrets that go through the real faces stand nowhere in the database or the logs in clear.

The dump is what `pg_dump` would write as data: each table by COPY, within the test's own transaction.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from app_settings.logging_config import formatter
from tests.conftest import Cast
from tests.sessions.conftest import Auth, Tokens
from users.audit.services import instance_record
from users.models import Invitation
from users.tenancy.scope import scope
from utils.mail_queue import mail_queue

PASSWORD = "a long enough word"
NEW_PASSWORD = "Kestrel-planted-pass-71b2"
WRONG_PASSWORD = "Osprey-planted-wrong-09ac"
CANARY = "planted-in-the-open"
APP = "/api/v1/auth/app/v1/"
USERS = "/api/v1/users/"


class Face:
    """Somebody at the REST API who notes down every secret that they see or send."""

    def __init__(self, workspace_id: object) -> None:
        self.auth = Auth(raise_request_exception=False)
        self.workspace = str(workspace_id)
        self.secrets: dict[str, str] = {}

    def call(self, method: str, path: str, body: Any = None, *, token: str = "", **headers: str) -> Any:
        headers = {"HTTP_X_WORKSPACE": self.workspace, "HTTP_IDEMPOTENCY_KEY": str(uuid4()), **headers}
        return self.auth.ask(method, path, body, token=token, **headers)

    def note(self, name: str, secret: str) -> str:
        assert len(secret) >= 16
        self.secrets[name] = secret
        return secret


def dump() -> str:
    """All rows of all tables."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            out.write(f"-- {table}\n")
            cursor.copy_expert(f"COPY (SELECT * FROM {table}) TO STDOUT", out)  # noqa: S608 - quoted by format()
    return out.getvalue()


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the process logs, in the form of production."""
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(formatter(plain=False))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler.stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def face(cast: Cast) -> Face:
    return Face(cast.workspace.id)


def log_in(face: Face, password: str, name: str) -> Tokens:
    face.auth.login(password=face.note("a wrong password", WRONG_PASSWORD))
    tokens = face.auth.tokens(password=password)
    face.note(f"access token {name}", tokens.access)
    face.note(f"refresh token {name}", tokens.refresh)
    if tokens.session:
        face.note(f"session token {name}", tokens.session)
    return tokens


def change_password(face: Face, tokens: Tokens) -> None:
    body = {"current_password": PASSWORD, "new_password": face.note("a new password", NEW_PASSWORD)}
    assert face.call("POST", f"{APP}account/password/change", body, token=tokens.access).status_code == 200


def refresh(face: Face, tokens: Tokens) -> Tokens:
    told = face.auth.refresh(tokens.refresh).json()["data"]
    for name in ("access_token", "refresh_token"):
        face.note(f"{name} after a refresh", told[name])
    return Tokens(told["access_token"], told["refresh_token"])


def move_into_the_browser(face: Face, tokens: Tokens) -> None:
    answer = face.auth.ask("POST", "/api/v1/auth/browser/", {"refresh_token": tokens.refresh}, HTTP_ORIGIN=settings.PUBLIC_URL)
    assert answer.status_code == 200
    face.note("refresh token in a cookie", answer.cookies["quittance_refresh"].value)
    face.note("access token of a browser", answer.json()["data"]["access_token"])


def make_key(face: Face, tokens: Tokens) -> str:
    answer = face.call("POST", f"{USERS}keys/", {"name": CANARY, "scopes": ["ledger_read"]}, token=tokens.access)
    assert answer.status_code == 201, answer.content
    return face.note("API key", answer.json()["secret"])


def use_key_in_odd_places(face: Face, key: str) -> None:
    documents = "/api/v1/finance/documents/"
    for headers in (
        {"HTTP_AUTHORIZATION": f"Api-Key {key}"},
        {"HTTP_AUTHORIZATION": f"Bearer {key}"},
        {"HTTP_IDEMPOTENCY_KEY": key},
    ):
        face.auth.get(documents, **headers)
    face.auth.get(f"{documents}?api_key={key}")
    face.auth.get(f"{documents}{key}/", HTTP_AUTHORIZATION=f"Api-Key {key}")
    face.auth.get(f"/nowhere/{key}", HTTP_REFERER=f"http://example.org/{key}", HTTP_USER_AGENT=key)


def invite(face: Face, tokens: Tokens) -> None:
    body = {"role": "member", "email": "dora@example.org"}
    answer = face.call("POST", f"{USERS}invitations/", body, token=tokens.access)
    assert answer.status_code == 201, answer.content
    link = answer.json()["link"]
    token = face.note("invitation token", link.rsplit("/", 1)[-1])
    again = face.call("POST", f"{USERS}invitations/{answer.json()['id']}/link/", token=tokens.access)
    assert again.json()["link"] == link
    for path in ("look", "accept", "refuse"):
        face.call("POST", f"{USERS}invitations/{path}/", {"token": token}, token=tokens.access)
        face.call("POST", f"{USERS}invitations/{path}/", {"unknown": token}, token=tokens.access)
    face.call("GET", f"{USERS}invitations/{token}/", token=tokens.access)


def reset_password(face: Face) -> None:
    face.call("POST", f"{APP}auth/password/request", {"email": "bob@example.org"})
    mail_queue.join()
    for number, message in enumerate(mail.outbox):
        for found in re.findall(r"[\w-]{20,}", str(message.body)):
            face.note(f"secret {number} in a mail", found)


@pytest.fixture
def planted(face: Face, logged: io.StringIO) -> Face:
    """Everything that has a secret was done once, and some of it wrongly."""
    with override_settings(HAS_MAIL=True):
        first = log_in(face, PASSWORD, "of the first login")
        change_password(face, first)
        tokens = refresh(face, log_in(face, NEW_PASSWORD, "of the second login"))
        key = make_key(face, tokens)
        use_key_in_odd_places(face, key)
        invite(face, tokens)
        reset_password(face)
        move_into_the_browser(face, tokens)
    for name in ("SECRET_KEY", "API_KEY_PEPPER", "JWT_SIGNING_KEY"):
        face.note(name, getattr(settings, name))
    for number, key in enumerate(settings.ENCRYPTION_KEYS):
        face.note(f"ENCRYPTION_KEYS {number}", key)
    call_command("rotate_encryption", stdout=io.StringIO())
    return face


def forms(secret: str) -> set[str]:
    """In clear, and as COPY writes bytes."""
    return {secret, secret.encode().hex()}


def leaks(planted: Face, text: str) -> list[str]:
    return sorted(name for name, secret in planted.secrets.items() if any(form in text for form in forms(secret)))


def test_the_database_holds_no_planted_secret(planted: Face) -> None:
    dumped = dump()

    assert CANARY in dumped, "the dump does not see what was written"
    assert {"API key", "invitation token", "a new password", "refresh token in a cookie"} <= planted.secrets.keys()
    assert leaks(planted, dumped) == []


def test_the_logs_hold_no_planted_secret(planted: Face, logged: io.StringIO) -> None:
    text = logged.getvalue()

    assert text.count('"event": "request"') > 15, "the logs were not caught"
    assert leaks(planted, text) == []


def test_the_search_finds_what_is_planted_in_the_open(planted: Face) -> None:
    instance_record(action="secrets_rotated", subject_type="test", data={"text": planted.secrets["API key"]})

    assert leaks(planted, dump()) == ["API key"]


def test_what_is_sealed_is_there_and_opens(planted: Face, cast: Cast) -> None:
    with scope(cast.workspace.id):
        (invitation,) = Invitation.objects.all()

    assert invitation.token.reveal() == planted.secrets["invitation token"]


@pytest.mark.parametrize(
    "text",
    [
        "login with {secret} failed",
        "{{'refresh_token': '{secret}'}}",
        "GET /x?token={secret} HTTP/1.1",
        "(psycopg2) [parameters: ('{secret}',)]",
    ],
)
def test_a_log_line_that_repeats_a_token_is_blanked(planted: Face, logged: io.StringIO, text: str) -> None:
    names = [name for name in planted.secrets if name.startswith(("access", "refresh", "API key", "invitation"))]
    for name in names:
        logging.getLogger("some.library").error(text.format(secret=planted.secrets[name]))
        logging.getLogger("some.library").error("tokens: %s", {"inner": [planted.secrets[name]]})

    assert len(names) > 6
    assert leaks(planted, logged.getvalue()) == []


def test_a_traceback_that_holds_a_sealed_text_is_blanked(planted: Face, cast: Cast, logged: io.StringIO) -> None:
    with scope(cast.workspace.id):
        sealed = Invitation(token="planted").token.token
    try:
        int(sealed)
    except ValueError:
        logging.getLogger("some.library").exception("broken")

    assert "broken" in logged.getvalue()
    assert sealed not in logged.getvalue()
