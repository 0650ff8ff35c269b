"""D11, D12: the refresh token lies in a cookie that no script reads and no other site's page uses."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from tests.sessions.conftest import Auth, Tokens
from users.models import LoginSession, User

pytestmark = pytest.mark.django_db

BROWSER = "/api/v1/auth/browser/"
HOME = {"HTTP_ORIGIN": "http://127.0.0.1:8000"}


@pytest.fixture
def tokens(auth: Auth, alice: User) -> Tokens:
    return auth.tokens()


def begin(auth: Auth, tokens: Tokens, **headers: str) -> Any:
    return auth.ask("POST", BROWSER, {"refresh_token": tokens.refresh}, **(HOME | headers))


def test_the_refresh_token_moves_into_the_cookie_and_out_of_the_answer(auth: Auth, tokens: Tokens) -> None:
    answer = begin(auth, tokens)

    assert (answer.status_code, set(answer.json()["data"])) == (200, {"access_token", "expires_in"})
    cookie = answer.cookies["quittance_refresh"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", BROWSER)
    assert cookie.value not in answer.content.decode()
    assert auth.me(answer.json()["data"]["access_token"]).status_code == 200


def test_on_https_it_is_secure_and_says_so_by_its_name(auth: Auth, tokens: Tokens) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True):
        answer = begin(auth, tokens)

    assert answer.cookies["__Secure-quittance_refresh"]["secure"] is True


def test_without_a_body_the_cookie_is_rotated(auth: Auth, tokens: Tokens) -> None:
    first = begin(auth, tokens).cookies["quittance_refresh"].value
    answer = auth.ask("POST", BROWSER, **HOME)

    assert answer.status_code == 200
    assert answer.cookies["quittance_refresh"].value != first


def test_logging_out_ends_the_session_and_clears_the_cookie(auth: Auth, tokens: Tokens) -> None:
    begin(auth, tokens)
    answer = auth.ask("DELETE", BROWSER, **HOME)

    assert answer.status_code == 204
    assert answer.cookies["quittance_refresh"]["max-age"] == 0
    assert LoginSession.objects.get().revoked_reason == "logout"
    assert auth.me(tokens.access).status_code == 401


def test_without_a_cookie_one_is_not_logged_in(auth: Auth) -> None:
    answer = auth.ask("POST", BROWSER, **HOME)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "token_invalid")


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "https://evil.example",
        "http://127.0.0.1:8000.evil.example",
        "http://evil-127.0.0.1:8000",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:8001",
        "http://127.0.0.1:8000/",
        "http://127.0.0.1",
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_no_other_origin_may_use_the_cookie(auth: Auth, tokens: Tokens, origin: str, method: str) -> None:
    begin(auth, tokens)
    answer = auth.ask(method, BROWSER, HTTP_ORIGIN=origin)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "origin_refused")
    assert not answer.cookies
    assert LoginSession.objects.get().revoked_at is None


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "nonsense"])
def test_where_the_origin_is_missing_the_browser_is_asked(auth: Auth, tokens: Tokens, site: str) -> None:
    begin(auth, tokens)

    assert auth.ask("POST", BROWSER, HTTP_SEC_FETCH_SITE=site).status_code == 403
    assert auth.ask("POST", BROWSER, HTTP_SEC_FETCH_SITE="same-origin").status_code == 200


def test_an_origin_that_the_operator_names_may(auth: Auth, tokens: Tokens) -> None:
    with override_settings(CORS_ALLOWED_ORIGINS=["https://app.example.org"]):
        assert begin(auth, tokens, HTTP_ORIGIN="https://app.example.org").status_code == 200


def test_the_cookie_alone_opens_no_other_route(auth: Auth, tokens: Tokens) -> None:
    begin(auth, tokens)

    assert auth.ask("GET", "/api/v1/users/me/").status_code == 401
    assert auth.ask("GET", "account/email").status_code == 401


def test_a_login_for_a_program_sets_no_cookie(auth: Auth, alice: User) -> None:
    assert not auth.login().cookies
