"""No POST of the API is left out, and OpenAPI tells of the headers."""

from __future__ import annotations

from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from app_settings.routes import ServedRoute, served_routes
from users.idempotency.views import OnceView
from users.tenancy.versions import IF_MATCH

AUTH = "/api/v1/auth/"  # the protocol of logging in: who asks there is not known yet


def posts() -> list[ServedRoute]:
    return [route for route in served_routes() if route.method == "POST" and not route.path.startswith(AUTH)]


def test_every_post_takes_a_key() -> None:
    assert len(posts()) > 15
    assert [route.path for route in posts() if not issubclass(route.view, OnceView)] == []


@pytest.fixture(scope="module")
def operations() -> dict[tuple[str, str], Any]:
    schema = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return {(method, path): told for path, methods in schema["paths"].items() for method, told in methods.items()}


def headers_of(operation: Any) -> set[str]:
    return {parameter["name"] for parameter in operation.get("parameters", ()) if parameter.get("in") == "header"}


def test_openapi_tells_of_the_key_at_every_post(operations: dict[tuple[str, str], Any]) -> None:
    posting = {path: told for (method, path), told in operations.items() if method == "post" and not path.startswith(AUTH)}
    assert len(posting) > 15
    assert [path for path, told in posting.items() if "Idempotency-Key" not in headers_of(told)] == []


def test_if_match_is_heeded_just_where_openapi_tells_of_it(operations: dict[tuple[str, str], Any]) -> None:
    told = {place for place, operation in operations.items() if IF_MATCH.name in headers_of(operation)}
    heeding = {route for route in served_routes() if route.action in getattr(route.view, "versioned", ())}
    assert len(told) == len(heeding) >= 18
    assert {(route.method.lower(), _parts(route.path)) for route in heeding} == {(method, _parts(path)) for method, path in told}


def _parts(path: str) -> tuple[str, ...]:
    """Of a path, whatever its parameters are called."""
    return tuple("" if part[:1] in "<{" else part for part in path.split("/"))


SAID_BELOW = ("/comments/",)  # a new comment changes nothing that anybody has looked at
UNVERSIONED = {
    "/duplicates/": "a pair is decided once: whoever comes second is refused by its state",
    "/document-passwords/": "nothing of it is changed by anybody: it is there or deleted",
    "/aliases/": "one name and nothing else: there is no other change that it could overwrite",
}


def test_openapi_tells_of_if_match_where_a_record_of_the_ledger_changes(operations: dict[tuple[str, str], Any]) -> None:
    changing = {
        (method, path): told
        for (method, path), told in operations.items()
        if path.startswith("/api/v1/finance/")
        and "{" in path
        and method in ("post", "patch", "delete")
        and not (method == "post" and path.endswith(SAID_BELOW))
        and not any(part in path for part in UNVERSIONED)
    }
    assert len(changing) >= 17
    assert [place for place, told in changing.items() if IF_MATCH.name not in headers_of(told)] == []
