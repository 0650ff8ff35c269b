"""What a stranger writes into headers, addresses and names is data in the logs and in the trail: it forges no line."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
import structlog
from django.test import Client as Browser
from django.urls import reverse

from app_settings.logging_config import formatter
from tests.api.conftest import PDF, Client, Clients
from tests.conftest import Cast
from users.models import AuditEvent
from users.tenancy.actor import acting
from users.tenancy.scope import unscoped

FORGED = 'a\r\n{"event": "forged", "level": "error"}\x1b[2K\u2028\u0085forged'
HTML = "<img src=x onerror=alert(1)>{{7*7}}"


@contextmanager
def listening(*, plain: bool) -> Iterator[StringIO]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(plain=plain))
    logging.getLogger().addHandler(handler)
    try:
        yield stream
    finally:
        logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("plain", [True, False])
def test_planted_lines_stay_within_theirs(plain: bool) -> None:
    with listening(plain=plain) as stream:
        structlog.get_logger("tests.audit").info("request", path=FORGED, inner={"name": [FORGED]})
        logging.getLogger("tests.audit").warning("Not Found: %s", FORGED)

    lines = stream.getvalue().split("\n")
    assert len(lines) == 3  # two, and what follows the last line's end
    assert lines[-1] == ""
    assert not {"\r", "\x1b[2K", "\u2028", "\u0085"} & set("".join(lines))
    assert "\x1b[2K" not in stream.getvalue()


def test_a_planted_address_is_one_line_of_the_log(clients: Clients) -> None:
    with listening(plain=False) as stream:
        clients.nobody.get("/api/v1/finance/documents/%0d%0a%7B%22event%22%3A%22forged%22%7D/")

    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {"forged"}.isdisjoint(line["event"] for line in told)
    assert any("\r\n" in line.get("path", "") for line in told)


@pytest.mark.parametrize("given", ["abc\n", "a\r\nSet-Cookie: x=1", FORGED, "a b", "x" * 65, ""])
def test_a_planted_request_id_is_not_taken(db: None, given: str) -> None:
    answer = Browser().get("/healthz", headers={"X-Request-Id": given})

    assert answer.status_code == 200
    assert answer["X-Request-Id"] != given
    assert answer["X-Request-Id"].replace("-", "").isalnum()


def test_a_planted_name_of_a_file_is_in_no_event_and_forges_no_line(cast: Cast, clients: Clients) -> None:
    with listening(plain=True) as stream:
        answer = clients.alice.upload(PDF, filename=f"{HTML}\u2028forged.pdf")

    assert answer.status_code == 201
    assert HTML not in stream.getvalue()
    with acting(cast.alice):
        (event,) = AuditEvent.objects.filter(action="document_received")
    assert HTML not in json.dumps(event.data)


def test_the_trail_gives_planted_text_back_as_it_was_planted(cast: Cast, clients: Clients) -> None:
    made = clients.alice.post("/api/v1/finance/vendors/", {"name": HTML}, headers={"User-Agent": HTML}).json()
    answer = clients.alice.get("/api/v1/users/audit/", {"subject_id": made["id"]})
    history = clients.alice.get(f"/api/v1/finance/vendors/{made['id']}/history/")

    assert HTML not in answer.content.decode()
    assert history.json()["results"][0]["changes"]["name"] == [None, HTML]
    assert history["Content-Type"] == "application/json"


def test_a_planted_address_of_a_login_is_in_no_event(db: None) -> None:
    Browser().post(reverse("admin:login"), {"username": f"{FORGED}@example.org", "password": "wrong word entirely"})

    with unscoped("test"):
        (event,) = AuditEvent.objects.filter(action="session_refused")
    assert event.data == {}


def test_a_refusal_tells_the_template_of_the_address_and_not_the_address(cast: Cast, clients: Clients) -> None:
    uploader: Client = clients.uploader
    uploader.get("/api/v1/finance/transactions/%0d%0aforged/")

    with acting(cast.alice):
        (event,) = AuditEvent.objects.filter(action="access_refused")
    assert event.data["route"] == "/api/v1/finance/transactions/<pk>/"
