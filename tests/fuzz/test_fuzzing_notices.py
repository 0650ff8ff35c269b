"""The fuzzing itself: it calls the application, notices what it should notice, and says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.fuzz.campaign import StartResponse, fuzz

OPENAPI = {
    "openapi": "3.0.3",
    "info": {"title": "t", "version": "1"},
    "paths": {
        "/things/": {
            "get": {
                "parameters": [{"name": "size", "in": "query", "schema": {"type": "integer"}}],
                "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}},
            }
        }
    },
}


def application(
    answer: Callable[[dict[str, Any]], tuple[str, Any]],
) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    """A small API with one operation, that answers as it is told to."""

    def serve(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        status, body = ("200 OK", OPENAPI) if environ["PATH_INFO"] == "/schema" else answer(environ)
        start_response(status, [("Content-Type", "application/json"), ("Allow", "GET")])
        return [json.dumps(body).encode()]

    return serve


def titles(answer: Callable[[dict[str, Any]], tuple[str, Any]]) -> set[str]:
    report = fuzz(application(answer), provider=None, seconds=None, schema="/schema")
    assert not report.errors
    return {finding.title for finding in report.findings.values()}


def strict(environ: dict[str, Any]) -> tuple[str, Any]:
    if environ["REQUEST_METHOD"] != "GET":
        return "405 Method Not Allowed", {}
    name, _is, size = environ["QUERY_STRING"].partition("=")
    return ("200 OK", {}) if not name or size.lstrip("-").isdecimal() else ("400 Bad Request", {})


def test_an_application_that_keeps_its_word_gives_no_server_error() -> None:
    assert "Server error" not in titles(strict)


def test_a_server_error_is_a_finding() -> None:
    assert "Server error" in titles(lambda _environ: ("500 Internal Server Error", {}))


def test_an_answer_that_breaks_the_schema_is_a_finding() -> None:
    assert "Response violates schema" in titles(lambda _environ: ("200 OK", ["no object"]))


@pytest.mark.parametrize("seconds", [None, 5])
def test_each_run_calls_the_application(seconds: int | None) -> None:
    report = fuzz(application(strict), provider=None, seconds=seconds, schema="/schema")
    assert sum(report.answers.values()) > 5
    assert report.operations == {"GET /things/"}
