"""Every field of every body, and every filter, meets values from the zoo: refused or kept, never a defect."""

from __future__ import annotations

from typing import Any

import pytest

from app_settings.routes import ROUTES, ServedRoute, served_routes
from tests.isolation.bodies import body_of
from tests.isolation.calls import address, send, undone
from tests.isolation.conftest import World
from tests.isolation.identities import IDENTITIES

NASTY: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**400,
    1.5,
    "",
    " ",
    "NaN",
    "sNaN",
    "Infinity",
    "1e400",
    "-0",
    "0" * 5000,
    "9" * 19,
    "١٢٣",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "00000000-0000-0000-0000-000000000000",
    "{}",
    "%",
    "\\",
    "'; DROP TABLE finance_document; --",
    "<script>alert(1)</script>",
    "\u202e\u200b\ufeff",
    "a\ud7ffb",
    "\r\nSet-Cookie: a=b",
    "a" * 100_000,
    [],
    [None],
    [[]],
    {},
    {"id": 1},
    {"amount": {"amount": "1"}},
)
WITH_BODY = [route for route in served_routes() if body_of(route) is not None]
LISTS = [route for route in served_routes() if route.action == "list" and getattr(route.view, "filterset_class", None)]
ROWS = {(route.method, route.path): route for route in ROUTES}
OWNER = next(one for one in IDENTITIES if one.name == "owner by session")


def route_name(route: ServedRoute) -> str:
    return f"{route.method} {route.path}"


@pytest.mark.parametrize("served", WITH_BODY, ids=route_name)
def test_no_value_of_a_field_is_a_defect(world: World, served: ServedRoute) -> None:
    route, client = ROWS[served.method, served.path], world.caller(OWNER)
    with undone():
        call = world.call(route, world.ours)
        for name in [name for name, field in body_of(served).fields.items() if not field.read_only]:
            for value in NASTY:
                with undone():
                    answer = send(client, route, call.with_values(route.method, {name: value}))
                assert answer.status_code < 500, (name, value)
                assert answer.status_code < 300 or answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("served", LISTS, ids=route_name)
def test_no_value_of_a_filter_is_a_defect(world: World, served: ServedRoute) -> None:
    client = world.caller(OWNER)
    with undone():
        path = address(served.path, world.call(ROWS[served.method, served.path], world.ours).path)
        for name in (*served.view.filterset_class.base_filters, "cursor", "page_size"):
            for value in NASTY:
                if isinstance(value, str):
                    assert client.get(path, {name: value}).status_code in (200, 400), (name, value)
