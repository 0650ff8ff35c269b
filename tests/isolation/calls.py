"""A call of one route that succeeds for whoever may make it, how it is sent, and what its answer tells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from rest_framework.test import APIClient

from app_settings.routes import Route
from tests.isolation.homes import Home
from users.limits.counters import counting_in
from users.limits.fake import MemoryCounters
from utils.ids import new_id

PARAMETER = re.compile(r"<(\w+)>")
# What differs between two answers that tell the same.
VOLATILE = re.compile(r"x-request-id|date|expires|ratelimit.*|retry-after|x-ratelimit.*", re.IGNORECASE)


@dataclass(frozen=True)
class Call:
    """`path` names each parameter of the route's path. Those that are UUIDs name rows, which a stranger will be refused."""

    path: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""

    @property
    def names_rows(self) -> bool:
        return any(isinstance(value, UUID) for value in self.path.values())

    def with_values(self, method: str, values: Mapping[str, Any]) -> Call:
        """The same call with other values of fields, which a GET takes as parameters and every other method in its body."""
        if method != "GET":
            return replace(self, body={**(self.body or {}), **values})
        told = dict(parse_qsl(self.query.removeprefix("?")))
        return replace(self, query="?" + urlencode({**told, **{name: as_parameter(value) for name, value in values.items()}}))

    def with_ids_of(self, other: Call) -> Call:
        """The same call, on the other's rows."""
        return replace(self, path=dict(other.path))

    def with_random_ids(self) -> Call:
        path = {name: new_id() if isinstance(value, UUID) else value for name, value in self.path.items()}
        return replace(self, path=path)


def as_parameter(value: Any) -> str:
    """A parameter is text: of any other value, its JSON."""
    return value if isinstance(value, str) else json.dumps(value)


Maker = Callable[[Home], Call]
MAKERS: dict[tuple[str, str], Maker] = {}


def maker(*routes: str) -> Callable[[Maker], Maker]:
    """Registers how a call of the routes (`"GET /api/v1/…"`) is made."""

    def register(make: Maker) -> Maker:
        for route in routes:
            method, path = route.split(" ")
            assert (method, path) not in MAKERS, route
            MAKERS[method, path] = make
        return make

    return register


def address(path: str, values: Mapping[str, Any]) -> str:
    return PARAMETER.sub(lambda found: str(values[found[1]]), path)


def send(client: APIClient, route: Route, call: Call) -> Any:
    """The answer, over the whole stack: middleware, authentication, view."""
    path = address(route.path, call.path) + call.query
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in call.headers.items()}
    if call.files:
        files = {name: SimpleUploadedFile(*file) for name, file in call.files.items()}
        beside = {name: value if isinstance(value, str) else json.dumps(value) for name, value in (call.body or {}).items()}
        body: Any = {**beside, **files}
        return client.generic_multipart(route.method, path, body, **headers)  # type: ignore[attr-defined]
    ask = getattr(client, route.method.lower())
    if route.method in ("GET", "HEAD"):
        return ask(path, **headers)
    return ask(path, call.body, format="json", **headers)


class Caller(APIClient):
    """Speaks JSON and forms with the headers of one identity; a defect is an answer of 500, not an exception here."""

    def __init__(self, **headers: str) -> None:
        super().__init__(raise_request_exception=False)
        self.credentials(**{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()})

    def generic_multipart(self, method: str, path: str, body: Any, **headers: str) -> Any:
        return getattr(self, method.lower())(path, body, format="multipart", **headers)


def told(answer: Any) -> tuple[int, Any, dict[str, str]]:
    """Status, body and headers, without what each answer has of its own."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.headers.items() if not VOLATILE.fullmatch(name)}
    try:
        body = json.loads(content)
    except ValueError:
        return answer.status_code, content, headers
    return answer.status_code, {**body, "request_id": ""} if isinstance(body, dict) else body, headers


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written or counted in it is taken back; what the database checks at a commit, it checks at the end."""
    with transaction.atomic(), counting_in(MemoryCounters()):
        yield
        connection.check_constraints()
        transaction.set_rollback(True)
