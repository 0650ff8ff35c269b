"""D9, BAD_INPUTS 77: a token that is not genuine, or not for this, is 401 token_invalid, whatever is wrong with it."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import jwt
import pytest
from django.conf import settings

from tests.sessions.conftest import Auth, Tokens
from users.models import User

pytestmark = pytest.mark.django_db

Forge = Callable[[dict[str, Any]], str]
FULL_WIDTH = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


def _signed(claims: dict[str, Any], key: str = "", algorithm: str = "HS256", **headers: Any) -> str:
    return jwt.encode(claims, key or settings.JWT_SIGNING_KEY, algorithm, headers=headers or None)


def _signed_raw(claims: dict[str, Any]) -> str:
    """Like `_signed`, also of claims that the library would not sign."""
    text = ".".join(_packed(part) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    digest = hmac.digest(settings.JWT_SIGNING_KEY.encode(), text.encode(), "sha256")
    return f"{text}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _packed(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def _unsigned(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(_packed(part) for part in parts) + "."


def _without(name: str) -> Forge:
    return lambda claims: _signed({key: value for key, value in claims.items() if key != name})


FORGERIES: dict[str, Forge] = {
    "alg none": _unsigned,
    "another algorithm": lambda claims: _signed(claims, algorithm="HS384"),
    "another key": lambda claims: _signed(claims, key="k" * 64),
    "the key of the sessions": lambda claims: _signed(claims, key=settings.SECRET_KEY),
    "a kid that is a path, and its file's text as key": lambda claims: _signed(claims, key="k" * 32, kid="../../dev/null"),
    "expired": lambda claims: _signed(claims | {"exp": int(time.time()) - 1}),
    "not yet": lambda claims: _signed(claims | {"nbf": int(time.time()) + 600}),
    "another issuer": lambda claims: _signed(claims | {"iss": "https://evil.example"}),
    "another audience": lambda claims: _signed(claims | {"aud": "somebody else"}),
    "another person": lambda claims: _signed(claims | {"sub": str(uuid4())}),
    "no such session": lambda claims: _signed(claims | {"sid": str(uuid4())}),
    "a session that is no id": lambda claims: _signed(claims | {"sid": "1 OR 1=1"}),
    "NUL in the session": lambda claims: _signed(claims | {"sid": "\x00"}),
    "another type": lambda claims: _signed(claims | {"token_type": "sliding"}),
    "a session between braces": lambda claims: _signed(claims | {"sid": f"{{{claims['sid']}}}"}),
    "a session in digits of another script": lambda claims: _signed(claims | {"sid": claims["sid"].translate(FULL_WIDTH)}),
    **{
        f"an end that is {end!r:.20}": partial(lambda end, claims: _signed_raw(claims | {"exp": end}), end)
        for end in (
            True,
            "9999999999",
            "٩٩٩٩٩٩٩٩٩٩",
            9999999999.5,
            1e308,
            float("inf"),
            float("nan"),
            10**400,
            [9999999999],
            None,
        )
    },
    "huge": lambda claims: _signed(claims | {"more": "x" * 20_000}),
    "cut": lambda claims: _signed(claims)[:-2],
    "nothing": lambda _claims: "",
    "dots": lambda _claims: "..",
    "no JSON": lambda _claims: "bm9uc2Vuc2U.bm9uc2Vuc2U.bm9uc2Vuc2U",
    "no ASCII": lambda _claims: "ÿþ.ÿþ.ÿþ",
    **{f"without {name}": _without(name) for name in ("exp", "iat", "iss", "aud", "jti", "sid", "sub", "token_type")},
}


@pytest.fixture
def tokens(auth: Auth, alice: User) -> Tokens:
    return auth.tokens()


def _claims(token: str) -> dict[str, Any]:
    told: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return told


@pytest.mark.parametrize("name", FORGERIES)
def test_no_forged_access_token_opens_anything(auth: Auth, tokens: Tokens, name: str) -> None:
    answer = auth.me(FORGERIES[name](_claims(tokens.access)) or " ")

    assert (answer.status_code, answer.json()["code"]) == (401, "token_invalid")
    assert answer["Content-Type"] == "application/problem+json"
    assert "Bearer" in answer["WWW-Authenticate"]


@pytest.mark.parametrize("name", FORGERIES)
def test_no_forged_access_token_opens_allauths_routes(auth: Auth, tokens: Tokens, name: str) -> None:
    answer = auth.ask("GET", "account/email", token=FORGERIES[name](_claims(tokens.access)) or " ")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("name", [name for name in FORGERIES if name != "nothing"])
def test_no_forged_refresh_token_gives_a_pair(auth: Auth, tokens: Tokens, name: str) -> None:
    answer = auth.refresh(FORGERIES[name](_claims(tokens.refresh)))

    assert answer.status_code == (400 if name == "huge" else 401)  # a text that long is refused before it is looked at
    assert auth.refresh(tokens.refresh).status_code == 200  # a forgery ends nobody's session


def test_a_genuine_copy_is_no_forgery(auth: Auth, tokens: Tokens) -> None:
    assert auth.me(_signed(_claims(tokens.access))).status_code == 200


def test_a_refresh_token_is_no_access_token(auth: Auth, tokens: Tokens) -> None:
    assert auth.me(tokens.refresh).status_code == 401


def test_an_access_token_is_no_refresh_token(auth: Auth, tokens: Tokens) -> None:
    assert auth.refresh(tokens.access).status_code == 401
