"""Whatever stands in the Authorization header: 401, or what a good key opens; never a fault of ours (BAD_INPUTS 61, 62, 82)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from users.keys.services import MadeKey

ME = "/api/v1/users/me/"
ODD = {
    "NUL": "Api-Key qk_\x00",
    "only NUL": "Api-Key \x00",
    "control characters": "Api-Key qk_\x01\x1b\x7f",
    "latin-1": "Api-Key ÿþé",
    "utf-8 as latin-1": "Api-Key ключ".encode().decode("latin-1"),
    "overlong utf-8": "Api-Key \xc0\xaf",
    "half a character": b"Api-Key \xed\xa0\x80".decode("latin-1"),
    "zero width and bidi": "Api-Key qk_\u200b\u202e".encode().decode("latin-1"),
    "ten kilobytes": "Api-Key qk_" + "x" * 10_240,
    "a megabyte": "Api-Key " + "x" * 1_048_576,
    "no key": "Api-Key",
    "no key but a space": "Api-Key ",
    "two words": "Api-Key a b",
    "quotes": "Api-Key \"' OR 1=1 --",
    "percent": "Api-Key %00%s%(x)s",
    "a tab": "Api-Key\tqk_x",
}


def ask(method: str = "get", path: str = ME, **environ: str) -> tuple[int, bytes]:
    """What is answered to a header as a server would hand it over: bytes as latin-1."""
    answer = getattr(Client(raise_request_exception=False), method)(path, **environ)
    return answer.status_code, answer.content


@pytest.mark.parametrize("header", ODD.values(), ids=ODD.keys())
def test_an_odd_header_is_nobodys(db: None, header: str) -> None:
    status, body = ask(HTTP_AUTHORIZATION=header)
    assert status == 401
    assert b'"request_id"' in body
    assert header.encode("latin-1")[8:40] not in body or len(header) < 12


@pytest.mark.parametrize("header", ODD.values(), ids=ODD.keys())
def test_an_odd_header_is_nobodys_on_a_write(db: None, header: str) -> None:
    assert ask("post", "/api/v1/users/keys/", HTTP_AUTHORIZATION=header)[0] == 401


@pytest.mark.parametrize("joint", [",", ", ", "; ", " "])
def test_two_headers_that_a_server_joined_are_nobodys(make: Callable[..., MadeKey], joint: str) -> None:
    first, second = (f"Api-Key {make().secret}" for _ in range(2))
    assert ask(HTTP_AUTHORIZATION=f"{first}{joint}{second}")[0] == 401
    assert ask(HTTP_AUTHORIZATION=f"{first}{joint}Bearer x")[0] == 401


@pytest.mark.parametrize("keyword", ["Api-Key", "api-key", "API-KEY"])
def test_the_word_before_a_key_may_be_written_in_any_case(make: Callable[..., MadeKey], keyword: str) -> None:
    assert ask(HTTP_AUTHORIZATION=f"{keyword} {make().secret}")[0] == 200


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase, lambda text: text[:-1], lambda text: text + "x"])
def test_a_key_that_is_nearly_right_is_wrong(make: Callable[..., MadeKey], change: Callable[[str], str]) -> None:
    assert ask(HTTP_AUTHORIZATION=f"Api-Key {change(make().secret)}")[0] == 401


def test_what_looks_far_too_long_is_not_even_looked_up(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert ask(HTTP_AUTHORIZATION=ODD["a megabyte"])[0] == 401
