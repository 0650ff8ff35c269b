"""The settings of the web face are checked, with ids and remedies."""

from __future__ import annotations

import os

import pytest
from pytest_django import Settings

from app_settings.web_checks import check_limits, check_origins, check_proxies
from tests.settings.test_checks import PRODUCTION, run
from users.limits.rates import Rate


@pytest.mark.parametrize(
    "origin", ["https://app.example.org", "https://app.example.org:8443", "http://localhost:5173", "http://127.0.0.1:3000"]
)
def test_an_origin_as_browsers_write_it_passes(settings: Settings, origin: str) -> None:
    settings.CORS_ALLOWED_ORIGINS = [origin]
    assert check_origins() == []


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "null",
        "",
        "app.example.org",
        "https://",
        "https://*.example.org",
        "https://app.example.org/",
        "https://app.example.org/path",
        "https://App.example.org",
        "https://app.example.org:443",
        "https://app.example.org:port",
        "https://me@app.example.org",
        "http://app.example.org",
        "ftp://app.example.org",
        "file://",
    ],
)
def test_what_is_no_origin_is_named(settings: Settings, origin: str) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example.org", origin]
    (message,) = check_origins()
    assert message.id == "quittance.E021"
    assert message.hint


@pytest.mark.parametrize(("behind", "count"), [(False, 0), (True, 1), (True, 3)])
def test_proxies_told_the_same_twice_pass(settings: Settings, behind: bool, count: int) -> None:
    settings.BEHIND_PROXY, settings.PROXY_COUNT = behind, count
    assert check_proxies() == []


@pytest.mark.parametrize(("behind", "count"), [(False, 1), (True, 0), (True, -1), (False, -1)])
def test_proxies_told_differently_are_an_error(settings: Settings, behind: bool, count: int) -> None:
    settings.BEHIND_PROXY, settings.PROXY_COUNT = behind, count
    assert [message.id for message in check_proxies()] == ["quittance.E022"]


def test_a_limit_that_is_off_is_warned_of_when_deployed(settings: Settings) -> None:
    settings.THROTTLES = {"person": Rate(600, 60), "address": None}
    (message,) = check_limits()
    assert (message.id, "THROTTLE_ADDRESS" in message.msg) == ("quittance.W023", True)


def test_the_limits_are_on_unless_said_otherwise() -> None:
    told = run("-c", "import app_settings.settings as s; print(all(s.THROTTLES.values()), len(s.THROTTLES))", **_environment())
    assert told.stdout.split() == ["True", "9"], told.stderr


def test_a_misspelt_limit_stops_the_start() -> None:
    done = run("-m", "gunicorn", "--check-config", "app_settings.wsgi", **_environment(), THROTTLE_PERSON="600 per minute")
    assert done.returncode != 0
    assert "'600 per minute' is no rate. Write one like 600/min" in done.stderr


def _environment() -> dict[str, str]:
    others = {name: os.environ[name] for name in ("JWT_SIGNING_KEY", "ENCRYPTION_KEYS") if name in os.environ}
    return {**others, **PRODUCTION}
