"""One shape of error on every route, for every method, whatever breaks; and no body or trace where none belongs."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from rest_framework.views import APIView

from app_settings.routes import ROUTES, served_routes
from tests.api.conftest import DOCUMENTS, Clients, Things
from tests.conftest import Cast
from utils.ids import new_id

AUTH = "/api/v1/auth/"
SERVED = sorted(served_routes(), key=lambda route: (route.path, route.method))
PATHS = sorted({route.path for route in SERVED})
VENDORS = "/api/v1/finance/vendors/"


def filled(path: str) -> str:
    return re.sub(r"<\w+>", lambda found: {"<number>": "1", "<name>": "total"}.get(found[0], str(new_id())), path)


def told(answer: Any) -> Any:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return json.loads(body) if body else None


def is_problem(answer: Any, path: str, status: int, code: str) -> None:
    """A problem; below /api/v1/auth/ allauth's envelope will do."""
    body = told(answer)
    assert (answer.status_code, body["status"]) == (status, status)
    if path.startswith(AUTH) and "errors" in body and "type" not in body:
        assert code in {error["code"] for error in body["errors"]}
        return
    assert answer["Content-Type"] == "application/problem+json"
    assert (body["code"], body["request_id"]) == (code, answer["X-Request-Id"])
    assert body["detail"]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "BREW", "PROPFIND", "OPTIONS"])
def test_no_route_takes_a_method_that_it_does_not_know(clients: Clients, method: str) -> None:
    """Who is nobody may be told that first. What another header wishes the method to be is not heard."""
    smuggling = {f"HTTP_{name}": "DELETE" for name in ("X_HTTP_METHOD_OVERRIDE", "X_METHOD_OVERRIDE", "X_HTTP_METHOD")}
    for path in PATHS:
        answer = clients.nobody.generic(method, filled(path), **smuggling)
        if answer.status_code == 401:
            is_problem(answer, path, 401, "not_authenticated")
            answer = clients.alice.generic(method, filled(path), **smuggling)
        if (answer.status_code, told(answer).get("code")) == (403, "session_required"):
            continue
        is_problem(answer, path, 405, "method_not_allowed")
        assert answer["Allow"]


def test_head_is_get_without_the_body(clients: Clients, things: Things) -> None:
    for path in (route.path for route in ROUTES if route.method == "GET" and "<" not in route.path):
        for client in (clients.alice, clients.nobody):
            got, head = client.get(path), client.head(path)
            assert (head.status_code, head["Content-Type"]) == (got.status_code, got["Content-Type"]), path
            assert head.content == b"" or path.startswith(AUTH), path  # there the server itself leaves the body out


@pytest.mark.parametrize("below", ["", "file/", "pages/", "pages/1/", "fields/", "fields/total/", "lines/", "findings/"])
def test_head_is_get_without_the_body_for_parts_too(clients: Clients, things: Things, below: str) -> None:
    path = f"{DOCUMENTS}{things.document.id}/{below}"
    got, head = clients.alice.get(path), clients.alice.head(path)
    assert (got.status_code, head.status_code, head.content) == (200, 200, b"")
    assert head["Content-Type"] == got["Content-Type"]


def breaks(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError("planted: Traceback of a secret sk_live_1234567890")


def is_kept_quiet(answer: Any, path: str) -> None:
    text = answer.content.decode()
    assert not re.search("planted|Traceback|sk_live|RuntimeError|File ", text)
    is_problem(answer, path, 500, "server_error")
    assert answer["Cache-Control"] == "no-store"


def test_a_defect_in_any_view_is_a_problem_without_a_trace(clients: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve = BaseHandler.resolve_request

    def broken(handler: BaseHandler, request: Any) -> Any:
        return breaks, *tuple(resolve(handler, request))[1:]

    monkeypatch.setattr(BaseHandler, "resolve_request", broken)
    clients.alice.raise_request_exception = False
    for route in SERVED:
        is_kept_quiet(clients.alice.generic(route.method, filled(route.path)), route.path)


def test_a_defect_inside_a_view_of_the_api_is_a_problem_without_a_trace(
    clients: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients.alice.raise_request_exception = False
    ours = [route for route in SERVED if isinstance(route.view, type) and issubclass(route.view, APIView)]
    assert len(ours) > 50
    for route in ours:
        with monkeypatch.context() as patched:
            patched.setattr(route.view, "initial", breaks)
            is_kept_quiet(clients.alice.generic(route.method, filled(route.path)), route.path)


@pytest.mark.parametrize(
    "path", ["/nowhere", "/api/", "/api/v1/nowhere/", "/api/v2/", "/static/nowhere", "/media/x", "/%00", "/a" * 2000]
)
def test_what_is_not_there_is_a_problem(clients: Clients, path: str) -> None:
    is_problem(clients.nobody.get(path), path, 404, "not_found")


@pytest.mark.parametrize("host", ["evil.example.com", "testserver.evil.com", "a b", "testserver:port", "[::1", "", "x" * 300])
def test_a_host_that_is_not_ours_is_refused(clients: Clients, host: str) -> None:
    for path in ("/api/v1/", "/healthz", "/admin/login/", "/nowhere", DOCUMENTS):
        is_problem(clients.nobody.get(path, HTTP_HOST=host), path, 400, "bad_request")


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate", "br", "gzip, gzip", "x-gzip", "identity, gzip", "nonsense"])
def test_a_packed_body_is_not_unpacked(clients: Clients, encoding: str) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    for path in (VENDORS, DOCUMENTS, "/api/v1/auth/app/v1/auth/login", "/admin/login/", "/healthz"):
        answer = clients.alice.generic("POST", path, bomb, content_type="application/json", HTTP_CONTENT_ENCODING=encoding)
        is_problem(answer, path, 415, "unsupported_media_type")


def test_a_body_that_says_that_it_is_not_packed_is_read(clients: Clients) -> None:
    answer = clients.alice.post(VENDORS, {"name": "Tea"}, HTTP_CONTENT_ENCODING="identity")
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/x-json",
        "text/json",
        "",
        "/",
        ";",
        "application/json\x00",
        "a" * 5000,
    ],
)
def test_a_body_of_another_type_is_refused(clients: Clients, content_type: str) -> None:
    answer = clients.alice.generic("POST", VENDORS, b'{"name": "Tea"}', content_type=content_type)
    is_problem(answer, VENDORS, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "accept", ["application/xml", "text/html", "image/*", "application/json;q=0", "nonsense", "a" * 5000, "/;,"]
)
def test_an_answer_of_another_type_is_refused_or_json(clients: Clients, accept: str) -> None:
    answer = clients.alice.get(VENDORS, HTTP_ACCEPT=accept)
    assert answer.status_code in (200, 406)
    assert answer["Content-Type"] in ("application/json", "application/problem+json")


@pytest.mark.parametrize(
    "span", ["bytes=0-0", "bytes=999999999-", "bytes=-1", "bytes=0-0,0-0" + ",0-0" * 1000, "bytes=a-b", "x" * 5000]
)
def test_asking_for_parts_of_a_file_gives_the_whole_or_one_part(clients: Clients, things: Things, span: str) -> None:
    """Our own files come whole (no ranges are promised); WhiteNoise gives one part at most, never many overlapping ones."""
    whole = clients.alice.get(f"{DOCUMENTS}{things.document.id}/file/")
    answer = clients.alice.get(f"{DOCUMENTS}{things.document.id}/file/", HTTP_RANGE=span)
    assert (answer.status_code, answer.content) == (200, whole.content)
    assert "Accept-Ranges" not in answer
    static = clients.nobody.get("/static/admin/css/base.css", HTTP_RANGE=span)
    assert static.status_code in (200, 206, 416)
    assert len(b"".join(static.streaming_content) if static.streaming else static.content) < 100_000
    static.close()


def test_the_check_of_forms_refuses_in_the_back_office_with_a_page(clients: Clients) -> None:
    clients.nobody.handler.enforce_csrf_checks = True
    answer = clients.nobody.generic("POST", "/admin/login/", b"username=a", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 403
    assert answer["Content-Type"].startswith("text/html")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("HTTP_X_WORKSPACE", 404),
        ("HTTP_AUTHORIZATION", 401),
        ("CONTENT_TYPE", 415),
        ("HTTP_HOST", 400),
        ("HTTP_CONTENT_ENCODING", 415),
    ],
)
def test_a_header_that_was_sent_twice_is_not_half_believed(clients: Clients, cast: Cast, header: str, status: int) -> None:
    """The server joins them with a comma; neither of the two is picked."""
    once = {
        "HTTP_X_WORKSPACE": str(cast.workspace.id),
        "HTTP_AUTHORIZATION": str(clients.alice._credentials["HTTP_AUTHORIZATION"]),
        "CONTENT_TYPE": "application/json",
        "HTTP_HOST": "testserver",
        "HTTP_CONTENT_ENCODING": "identity",
    }
    assert _post(clients, "Tea", **once).status_code == 201
    assert _post(clients, "Two", **{**once, header: f"{once[header]},{once[header]}"}).status_code == status


def _post(clients: Clients, name: str, **headers: str) -> Any:
    kind = headers.pop("CONTENT_TYPE")
    return clients.nobody.generic("POST", VENDORS, json.dumps({"name": name}), content_type=kind, **headers)
