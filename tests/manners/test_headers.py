"""Every answer carries what protects a browser, whoever answers: views, errors, redirects, files, the back office."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client as PlainClient
from django.urls import clear_url_caches
from django.urls import path as route
from pytest_django import Settings

from app_settings.headers import EVERYWHERE
from tests.api.conftest import DOCUMENTS, Clients, Things
from tests.settings.test_checks import PRODUCTION, run

YEAR_S = 31_536_000
Ask = Callable[[Clients], Any]


def fails(_request: object) -> None:
    raise RuntimeError("a defect with a secret in its text")


@pytest.fixture
def broken(settings: Settings) -> Iterator[None]:
    """A house in which one page is broken."""
    from app_settings import urls

    urls.urlpatterns.append(route("api/v1/broken/", fails))
    clear_url_caches()
    yield
    urls.urlpatterns.pop()
    clear_url_caches()


ANSWERS: dict[str, Ask] = {
    "200": lambda clients: clients.alice.get(DOCUMENTS),
    "201": lambda clients: clients.alice.upload(),
    "302 to the back office": lambda clients: clients.nobody.get("/"),
    "308 to the slash": lambda clients: clients.alice.get(DOCUMENTS.rstrip("/")),
    "400": lambda clients: clients.alice.get(f"{DOCUMENTS}?colour=red"),
    "400 host": lambda clients: clients.nobody.get("/api/v1/", HTTP_HOST="evil.example.com"),
    "401": lambda clients: clients.nobody.get(DOCUMENTS),
    "404 view": lambda clients: clients.alice.get(f"{DOCUMENTS}x/"),
    "404 route": lambda clients: clients.nobody.get("/nowhere"),
    "404 api": lambda clients: clients.nobody.get("/api/v1/nowhere/"),
    "405 view": lambda clients: clients.alice.put(DOCUMENTS),
    "405 plain": lambda clients: clients.nobody.post("/healthz"),
    "406": lambda clients: clients.alice.get(DOCUMENTS, HTTP_ACCEPT="application/xml"),
    "415": lambda clients: clients.alice.post(DOCUMENTS, {"a": 1}),
    "health": lambda clients: clients.nobody.get("/healthz"),
    "preflight": lambda clients: clients.nobody.options(
        DOCUMENTS, HTTP_ORIGIN="https://evil.example", HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET"
    ),
    "login page": lambda clients: clients.nobody.get("/admin/login/"),
    "back office": lambda clients: clients.nobody.get("/admin/"),
    "404 back office": lambda clients: clients.nobody.get("/admin/nowhere/"),
    "auth": lambda clients: clients.nobody.get("/api/v1/auth/app/v1/config"),
    "404 auth": lambda clients: clients.nobody.get("/api/v1/auth/nowhere"),
    "docs": lambda clients: clients.nobody.get("/api/v1/docs/"),
    "schema": lambda clients: clients.nobody.get("/api/v1/schema/"),
    "405 docs": lambda clients: clients.nobody.post("/api/v1/docs/"),
    "static": lambda clients: clients.nobody.get("/static/admin/css/base.css"),
    "404 static": lambda clients: clients.nobody.get("/static/nowhere.css"),
}


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS)
def test_every_answer_is_guarded(clients: Clients, settings: Settings, ask: Ask) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_PROXY_SSL_HEADER = YEAR_S, ("HTTP_X_FORWARDED_PROTO", "https")
    for client in (clients.alice, clients.nobody):
        client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
    answer = ask(clients)
    answer.close()
    for name, value in EVERYWHERE.items():
        assert answer.headers.get(name) == value
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Strict-Transport-Security"].startswith(f"max-age={YEAR_S}")
    assert answer["X-Request-Id"]


PUBLIC = ("docs", "schema", "static")


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in PUBLIC])
def test_nobody_keeps_what_is_private(clients: Clients, name: str) -> None:
    answer = ANSWERS[name](clients)
    answer.close()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["200", "201", "400", "401", "404 view", "404 api", "405 view", "406", "auth", "404 auth"])
def test_what_is_kept_all_the_same_is_kept_by_workspace_and_person(clients: Clients, name: str) -> None:
    vary = {part.strip() for part in ANSWERS[name](clients)["Vary"].split(",")}
    assert {"X-Workspace", "Authorization", "origin"} <= vary


def test_a_defect_is_guarded_and_tells_nothing(clients: Clients, broken: None) -> None:
    clients.nobody.raise_request_exception = False
    answer = clients.nobody.get("/api/v1/broken/")
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (
        500,
        "application/problem+json",
        "server_error",
    )
    assert "secret" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert answer.json()["request_id"] == answer["X-Request-Id"] != ""
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"


def test_hsts_is_for_https_only(clients: Clients, settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = YEAR_S
    assert "Strict-Transport-Security" not in clients.nobody.get("/healthz")


@pytest.mark.parametrize("path", ["/admin/login/", "/api/v1/docs/", "/api/v1/", "/nowhere"])
def test_no_policy_lets_inline_scripts_run(clients: Clients, path: str) -> None:
    policy = dict(part.strip().split(" ", 1) for part in clients.nobody.get(path)["Content-Security-Policy"].split(";"))
    scripts = policy.get("script-src", policy["default-src"])
    assert "'unsafe-inline'" not in scripts
    assert "*" not in scripts
    assert "http" not in scripts


def test_only_the_back_office_may_evaluate(clients: Clients) -> None:
    for path in ("/api/v1/docs/", "/api/v1/", "/", "/healthz"):
        assert "unsafe-eval" not in clients.nobody.get(path)["Content-Security-Policy"]


def test_pictures_come_from_nowhere_else(clients: Clients) -> None:
    for path in ("/admin/login/", "/api/v1/docs/"):
        policy = clients.nobody.get(path)["Content-Security-Policy"]
        assert "img-src 'self'" in policy
        assert "http" not in policy


def test_cookies_are_guarded(settings: Settings, things: Things, django_user_model: Any) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    django_user_model.objects.create_superuser("root@example.org", "a long enough word")
    client = PlainClient()
    client.post("/admin/login/", {"username": "root@example.org", "password": "a long enough word"})
    session, csrf = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["httponly"], session["secure"], session["samesite"]) == (True, True, "Lax")
    assert (csrf["httponly"], csrf["secure"], csrf["samesite"]) == (True, True, "Lax")


def test_with_https_cookies_are_secure_and_of_this_host_only() -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    told = run("-c", f"import app_settings.settings as s; print(*(getattr(s, name) for name in {names}))", **production())
    assert told.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True"], told.stderr


def production() -> dict[str, str]:
    """A complete production profile, with whatever other secrets the tests run with."""
    return {**{name: os.environ[name] for name in ("JWT_SIGNING_KEY", "ENCRYPTION_KEYS") if name in os.environ}, **PRODUCTION}
