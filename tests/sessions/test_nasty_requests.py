"""No input below /api/v1/auth/ makes a 5xx; what is refused is refused in allauth's envelope."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app_settings.routes import AUTH, ROUTES
from tests.sessions.conftest import PASSWORD, Auth
from users.limits.counters import counting_in
from users.limits.fake import MemoryCounters
from users.models import User

pytestmark = pytest.mark.django_db

WRITES = sorted({(route.method, route.path) for route in ROUTES if route.path.startswith(AUTH) and route.method != "GET"})
READS = sorted({route.path for route in ROUTES if route.path.startswith(AUTH) and route.method == "GET"})
FIELDS = ("email", "password", "key", "refresh_token", "current_password", "new_password", "name", "invitation", "primary")
TEXTS = [
    "",
    " ",
    "\u202e",
    "é" * 100,
    "x" * 4_096,
    "x" * 5_000,
    "-",
    "a-b",
    "9" * 400,
    "%00",
    "' OR 1=1 --",
    "\r\nBcc: x@y.z",
    "😀@😀.😀",
]
VALUES: list[Any] = [*TEXTS, None, True, 0, -1, 1e308, [], ["a"], {}, {"a": {"b": []}}]
SOME: list[Any] = ["", "\u202e", "é" * 100, "x" * 4_096, "9" * 400, "a-b", "😀@😀.😀", None, True, -1, [], {"a": []}]
RAW = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe",
    b'{"email": "\\u0000"}',
    b'{"email": "\\ud800"}',
    b'{"email": "a@b.c", "email": "d@e.f"}',
    b'{"email": NaN}',
    b'{"a":' * 50_000,
    b"[" * 100_000,
    b'{"email": "' + b"x" * 70_000 + b'"}',
]


def is_well_answered(answer: Any) -> bool:
    """An envelope with the status in it, never of a defect, and the headers of everything private."""
    told = json.loads(answer.content) if answer.content else {"status": answer.status_code}
    return (
        answer.status_code < 500
        and told["status"] == answer.status_code
        and "no-store" in answer["Cache-Control"]
        and answer["X-Content-Type-Options"] == "nosniff"
        and "X-Request-Id" in answer
    )


def ask(auth: Auth, method: str, path: str, body: Any = None, **more: str) -> Any:
    """With counters of its own: no limit may hide what comes behind it."""
    with counting_in(MemoryCounters()):
        return auth.ask(method, path, body, **more)


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_odd_values(auth: Auth, method: str, path: str) -> None:
    for value in VALUES:
        answer = ask(auth, method, path, dict.fromkeys(FIELDS, value))
        assert is_well_answered(answer), (value, answer.content)


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_odd_values_one_by_one_of_somebody_who_is_logged_in(auth: Auth, alice: User, method: str, path: str) -> None:
    access = auth.tokens().access
    auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
    whole = {"email": "new@example.org", "password": PASSWORD, "current_password": "x", "new_password": "y" * 12, "key": "k"}
    for name in FIELDS:
        for value in SOME:
            answer = ask(auth, method, path, whole | {name: value}, token=access)
            assert is_well_answered(answer), (name, value, answer.content)


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_odd_bodies(auth: Auth, method: str, path: str) -> None:
    for body in RAW:
        answer = ask(auth, method, path, body)
        assert is_well_answered(answer), (body[:40], answer.content)


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_other_types_of_content_are_refused(auth: Auth, method: str, path: str) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "", "ÿ"):
        answer = auth.generic(method, path, "email=a@b.c", content_type=kind)
        assert is_well_answered(answer), kind
        assert answer.status_code == 415


@pytest.mark.parametrize("value", [["a@b.c"], {"a": "b"}, 7, True, None], ids=repr)
def test_a_list_where_a_text_belongs_is_refused(auth: Auth, value: Any) -> None:
    answer = ask(auth, "POST", f"{AUTH}app/v1/auth/password/request", {"email": value})

    assert (answer.status_code, answer.json()["errors"]) == (
        400,
        [{"code": "invalid", "message": "Give a text.", "param": "email"}],
    )


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize(
    "name", ["X_SESSION_TOKEN", "X_EMAIL_VERIFICATION_KEY", "X_PASSWORD_RESET_KEY", "COOKIE", "AUTHORIZATION"]
)
def test_odd_headers(auth: Auth, alice: User, path: str, name: str) -> None:
    for value in (
        "",
        "x",
        "ÿþ",
        "a-b",
        "0-0",
        "z" * 4_000,
        "-",
        ":",
        "x:y",
        "sessionid=x",
        "Bearer",
        "Bearer ",
        "Bearer ÿ",
        "a" * 17 + "-b",
    ):
        answer = ask(auth, "GET", path, **{f"HTTP_{name}": value})
        assert is_well_answered(answer), (value, answer.content)


def test_a_program_with_an_odd_name_can_log_in(auth: Auth, alice: User) -> None:
    for name in ("\x00", "x\x00" * 500, "ÿ" * 300):
        assert auth.login(HTTP_USER_AGENT=name).status_code == 200


@pytest.mark.parametrize("path", sorted({path for _, path in WRITES} | set(READS)))
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(auth: Auth, method: str, path: str) -> None:
    answer = auth.ask(method, path)
    is_served = (method, path) in WRITES or (method in ("GET", "HEAD") and path in READS)

    assert answer.status_code < 500
    assert (answer.status_code == 405) is not is_served
    assert is_served or answer["Allow"]


@pytest.mark.parametrize(
    "below", ["account/phone", "auth/phone/verify", "auth/code/request", "auth/code/confirm", "auth/2fa/trust"]
)
def test_what_is_not_wanted_is_not_served(auth: Auth, below: str) -> None:
    assert auth.ask("POST", below, {}).status_code == 404


def test_the_browser_client_of_allauth_is_not_served(auth: Auth) -> None:
    assert auth.ask("GET", "/api/v1/auth/browser/v1/config").status_code == 404
