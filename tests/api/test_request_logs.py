"""The lines that a request leaves say whose workspace and which document it was about, and nothing that was in the file."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog

from app_settings.logging_config import formatter
from tests.api.conftest import DOCUMENTS, Clients
from tests.conftest import Cast


@pytest.fixture
def text() -> Iterator[StringIO]:
    handler = logging.StreamHandler(StringIO())
    handler.setFormatter(formatter(plain=False))
    structlog.contextvars.clear_contextvars()
    logging.getLogger().addHandler(handler)
    yield handler.stream
    logging.getLogger().removeHandler(handler)
    structlog.contextvars.clear_contextvars()


def forget(text: StringIO) -> None:
    text.seek(0)
    text.truncate()


def line_of(text: StringIO, event: str) -> dict[str, Any]:
    (line,) = [line for line in map(json.loads, text.getvalue().splitlines()) if line["event"] == event]
    return line


@pytest.mark.parametrize("below", ["", "fields/"])
def test_a_request_for_a_document_names_workspace_and_document(clients: Clients, cast: Cast, text: StringIO, below: str) -> None:
    told = clients.alice.upload().json()
    forget(text)
    clients.alice.get(f"{told['url']}{below}")
    line = line_of(text, "request")
    assert (line["workspace_id"], line["document_id"]) == (str(cast.workspace.id), told["id"])


def test_an_upload_names_the_document_that_it_made_and_not_its_text(clients: Clients, cast: Cast, text: StringIO) -> None:
    told = clients.alice.upload().json()
    line = line_of(text, "document_received")
    assert (line["document_id"], line["is_new"], line["workspace_id"]) == (told["id"], True, str(cast.workspace.id))
    assert line["request_id"] == line_of(text, "request")["request_id"]
    assert "Marrowgillock" not in text.getvalue()


def test_what_is_no_id_in_a_path_is_not_logged_as_one(clients: Clients, text: StringIO) -> None:
    clients.alice.get(f"{DOCUMENTS}nonsense/")
    assert "document_id" not in line_of(text, "request")


def test_the_next_request_names_nothing_of_the_one_before(clients: Clients, text: StringIO) -> None:
    clients.alice.get(DOCUMENTS)
    forget(text)
    clients.alice.get("/healthz")
    assert "workspace_id" not in line_of(text, "request")
