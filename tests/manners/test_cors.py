"""Which pages of other origins may read an answer: those that are listed, letter by letter."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from tests.api.conftest import DOCUMENTS, Clients

APP = "https://app.example.org"
EVIL = [
    "null",
    "https://app.example.org.evil.com",
    "https://evilapp.example.org",
    "https://evil.com/https://app.example.org",
    "https://app.example.org:444",
    "https://app.example.org:443",
    "http://app.example.org",
    "https://APP.example.org",
    "https://app.example.org/",
    "https://sub.app.example.org",
    "https://example.org",
    "https://app_example.org",
    "file://",
    "*",
    "",
    "not an origin",
    "https://[",
]


@pytest.fixture(autouse=True)
def listed(settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = [APP]


def preflight(clients: Clients, origin: str, method: str = "POST", headers: str = "authorization") -> Any:
    return clients.nobody.options(
        DOCUMENTS,
        HTTP_ORIGIN=origin,
        HTTP_ACCESS_CONTROL_REQUEST_METHOD=method,
        HTTP_ACCESS_CONTROL_REQUEST_HEADERS=headers,
    )


def names(answer: Any, header: str) -> set[str]:
    return {name.strip().lower() for name in answer[header].split(",")}


def test_a_listed_origin_may_read(clients: Clients) -> None:
    answer = clients.alice.get(DOCUMENTS, HTTP_ORIGIN=APP)
    assert answer["Access-Control-Allow-Origin"] == APP
    assert "origin" in answer["Vary"]


@pytest.mark.parametrize("origin", EVIL)
def test_no_other_origin_may(clients: Clients, origin: str) -> None:
    for answer in (clients.alice.get(DOCUMENTS, HTTP_ORIGIN=origin), preflight(clients, origin)):
        assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []
        assert answer.status_code < 500


def test_nobody_may_unless_listed(clients: Clients, settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = []
    assert "Access-Control-Allow-Origin" not in clients.alice.get(DOCUMENTS, HTTP_ORIGIN=APP)


def test_the_headers_that_a_client_sends_are_allowed(clients: Clients) -> None:
    allowed = names(preflight(clients, APP), "Access-Control-Allow-Headers")
    assert {"authorization", "x-workspace", "idempotency-key", "if-match", "content-type"} <= allowed
    assert "*" not in allowed


def test_the_headers_that_a_client_needs_are_exposed(clients: Clients) -> None:
    exposed = names(clients.alice.get(DOCUMENTS, HTTP_ORIGIN=APP), "Access-Control-Expose-Headers")
    assert {
        "etag",
        "retry-after",
        "x-request-id",
        "location",
        "ratelimit-limit",
        "ratelimit-remaining",
        "ratelimit-reset",
    } <= exposed
    assert not {"set-cookie", "*"} & exposed


def test_errors_can_be_read_by_a_listed_origin_too(clients: Clients) -> None:
    for answer in (clients.nobody.get(DOCUMENTS, HTTP_ORIGIN=APP), clients.alice.put(DOCUMENTS, HTTP_ORIGIN=APP)):
        assert answer["Access-Control-Allow-Origin"] == APP


def test_cookies_travel_to_the_one_path_that_looks_at_them(clients: Clients) -> None:
    assert "Access-Control-Allow-Credentials" not in clients.alice.get(DOCUMENTS, HTTP_ORIGIN=APP)
    assert "Access-Control-Allow-Credentials" not in preflight(clients, APP)
    browser = clients.nobody.post("/api/v1/auth/browser/", {}, HTTP_ORIGIN=APP)
    assert browser["Access-Control-Allow-Credentials"] == "true"


def test_the_back_office_is_for_no_other_origin(clients: Clients) -> None:
    for path in ("/admin/login/", "/healthz", "/static/admin/css/base.css"):
        answer = clients.nobody.get(path, HTTP_ORIGIN=APP)
        answer.close()
        assert "Access-Control-Allow-Origin" not in answer


def test_a_preflight_tells_nothing_of_what_is_there(clients: Clients) -> None:
    there, nowhere = (
        preflight(clients, APP),
        clients.nobody.options("/api/v1/nowhere/", HTTP_ORIGIN=APP, HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST"),
    )
    assert (there.content, there.status_code) == (nowhere.content, nowhere.status_code) == (b"", 200)
