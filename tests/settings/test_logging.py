"""Log lines: JSON with the ids that are known, and without secrets, account numbers or text of documents."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from types import SimpleNamespace

import pytest
import structlog
from celery.signals import task_postrun, task_prerun
from django.test import Client

from app_settings.logging_config import add_workspace, bind_task, formatter, unbind_task
from app_settings.redaction import redact
from users.tenancy.scope import scope, unscoped
from utils.ids import new_id

KEY = "qk_4fTn0fHZ8Zxk3W2r5u8x_A-D"
IBAN = "DE89 3704 0044 0532 0130 00"
LOG = structlog.get_logger("tests.logging")


class Lines(logging.StreamHandler[StringIO]):
    """What the process logs in one of its two forms."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__(StringIO())
        self.setFormatter(formatter(plain=plain))

    def text(self) -> str:
        return self.stream.getvalue()

    def read(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text().splitlines()]


@contextmanager
def listening(*, plain: bool) -> Iterator[Lines]:
    lines = Lines(plain=plain)
    structlog.contextvars.clear_contextvars()
    logging.getLogger().addHandler(lines)
    yield lines
    logging.getLogger().removeHandler(lines)
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def lines() -> Iterator[Lines]:
    with listening(plain=False) as lines:
        yield lines


def test_a_line_is_one_json_object_with_its_ids(lines: Lines) -> None:
    LOG.info("document_stored", document_id="d-1")

    (line,) = lines.read()
    assert (line["event"], line["level"], line["document_id"], line["logger"]) == (
        "document_stored",
        "info",
        "d-1",
        "tests.logging",
    )
    assert str(line["timestamp"]).endswith("Z")


def test_lines_of_other_libraries_have_the_same_form(lines: Lines) -> None:
    logging.getLogger("some.library").warning("gave %s", "way")

    (line,) = lines.read()
    assert (line["event"], line["level"], line["logger"]) == ("gave way", "warning", "some.library")


def test_the_workspace_in_scope_is_named(lines: Lines) -> None:
    workspace_id = new_id()

    with scope(workspace_id):
        LOG.info("document_stored")
    with unscoped("sweep"):
        LOG.info("swept")
    LOG.info("idle")
    first, second, third = lines.read()
    assert first["workspace_id"] == str(workspace_id)
    assert second["unscoped"] == "sweep"
    assert not {"workspace_id", "unscoped"} & third.keys()


def read(document_id: str, pages: int = 1) -> None:
    """Stands for a task."""


@pytest.mark.parametrize(("args", "kwargs"), [(["d-1"], {}), ([], {"document_id": "d-1", "pages": 3})])
def test_a_task_is_named_with_its_ids_until_it_ends(lines: Lines, args: list[str], kwargs: dict[str, object]) -> None:
    bind_task(task_id="t-1", task=SimpleNamespace(name="finance.read", run=read), args=args, kwargs=kwargs)
    LOG.info("reading")
    unbind_task(task_id="t-1")
    LOG.info("idle")

    first, second = lines.read()
    assert (first["task_id"], first["task"], first["document_id"]) == ("t-1", "finance.read", "d-1")
    assert "pages" not in first
    assert not {"task_id", "task", "document_id"} & second.keys()


def test_celery_binds_and_unbinds_each_task() -> None:
    for signal, receiver in ((task_prerun, bind_task), (task_postrun, unbind_task)):
        assert receiver in [held() for _key, held in signal.receivers]


def test_each_request_leaves_one_line_without_its_query(lines: Lines) -> None:
    Client().get("/healthz?q=private", headers={"X-Request-Id": "abc-1"})

    (line,) = [line for line in lines.read() if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"], line["request_id"]) == ("GET", "/healthz", 200, "abc-1")
    assert "private" not in json.dumps(line)


@pytest.mark.parametrize("hostile", ["a\nb", "x" * 65, 'a"}', "ä", ""])
def test_a_malformed_request_id_is_replaced(hostile: str) -> None:
    answer = Client().get("/healthz", headers={"X-Request-Id": hostile})

    assert answer["X-Request-Id"] != hostile
    assert len(answer["X-Request-Id"]) == 36


def test_a_forged_line_break_stays_inside_its_line(lines: Lines) -> None:
    LOG.info("file_refused", reason='x"\n{"event": "forged"}')

    assert len(lines.read()) == 1


@pytest.mark.parametrize(
    "planted",
    [
        f"Authorization: Api-Key {KEY}",
        f"the key {KEY} was sent",
        "Bearer abc.def.ghi",
        "Basic YWxpY2U6c2VjcmV0",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "postgresql://quittance:hunter22@db/quittance",
        f"paid to {IBAN} today",
        f"paid to {IBAN.replace(' ', '')}",
        "sk-proj-0123456789abcdef",
        "/password/reset/01a1fe9a3bd375cc8c31fe213378011a-d0v3k5-0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "58h4wxc9yj8pnkdsea8jf4dw5npuypbg:TbAHz3dS96VH5PUixACX_oHbdaq8W8f4x8l9jDBGqg8 was sent",
    ],
)
@pytest.mark.parametrize("where", ["text", "nested", "library", "exception"])
def test_planted_secrets_do_not_reach_the_log(lines: Lines, planted: str, where: str) -> None:
    secrets = ("qk_", "abc.def", "YWxp", "c2lnb", "hunter22", "3704 0044", "37040044", "sk-proj", "0f1e2d", "TbAHz3")
    if where == "text":
        LOG.warning("seen", said=planted)
    elif where == "nested":
        LOG.warning("seen", headers=[{"x": (planted,)}])
    elif where == "library":
        logging.getLogger("some.library").warning("seen %s", planted)
    else:
        _log_failure(planted)

    text = lines.text()
    assert "[redacted]" in text
    assert not [secret for secret in secrets if secret in text]


def _log_failure(sentence: str) -> None:
    try:
        int(sentence)
    except ValueError:
        LOG.exception("failed")


@pytest.mark.parametrize("name", ["password", "Authorization", "api_key", "user_password", "Set-Cookie", "iban", "client_secret"])
def test_what_is_called_a_secret_is_blanked_whatever_it_holds(name: str) -> None:
    assert redact(None, "info", {name: "harmless"}) == {name: "[redacted]"}


def test_the_row_of_a_broken_constraint_is_blanked() -> None:
    said = 'new row violates check "field_value"\nDETAIL:  Failing row contains (1, Dr. Mabuse, 12.00).'

    assert "Mabuse" not in redact(None, "error", {"exception": said})["exception"]


def test_ids_numbers_and_sentences_stay() -> None:
    event = {"event": "document_read", "document_id": str(new_id()), "pages": 3, "ok": True, "sha256": "ab12" * 16, "none": None}

    assert redact(None, "info", dict(event)) == event


def test_an_earlier_reason_is_not_overwritten() -> None:
    with unscoped("sweep"):
        assert add_workspace(None, "info", {"unscoped": "mine"})["unscoped"] == "mine"


@pytest.mark.parametrize(("log_format", "starts_with"), [("json", "{"), ("plain", "\x1b"), ("auto", "{")])
def test_the_format_is_chosen_by_the_environment(log_format: str, starts_with: str) -> None:
    script = "import django; django.setup(); import structlog; structlog.get_logger('x').warning('hello')"
    environment = os.environ | {"LOG_FORMAT": log_format, "DJANGO_SETTINGS_MODULE": "app_settings.settings", "FORCE_COLOR": "1"}

    said = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True).stderr
    assert said.splitlines()[-1].startswith(starts_with)
    assert "hello" in said


def test_a_plain_traceback_shows_no_local_variables() -> None:
    document_text = "Dr. Mabuse, 12.00"
    with listening(plain=True) as lines:
        _log_failure(f"{len(document_text)} characters were too many")

    text = lines.text()
    assert "17 characters were too many" in text
    assert "Mabuse" not in text
