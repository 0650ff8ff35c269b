"""Every field of every body, and every filter, meets values from the zoo: refused or kept, never a defect."""

from __future__ import annotations

from typing import Any

import pytest

from app_settings.routes import ROUTES, ServedRoute, served_routes
from tests.api.conftest import Clients, Things
from tests.api.test_isolation import address, row_behind

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
WITH_BODY = [route for route in served_routes() if getattr(route.view, "serializers", {}).get(route.action)]
LISTS = [route for route in served_routes() if route.action == "list" and getattr(route.view, "filterset_class", None)]
RIGHT = {
    "kind": "expense",
    "date": "2026-11-21",
    "amount": "5",
    "currency": "EUR",
    "name": "N",
    "value": "5",
    "version": 1,
}


def route_name(route: ServedRoute) -> str:
    return f"{route.method} {route.path}"


@pytest.mark.parametrize("route", WITH_BODY, ids=route_name)
def test_no_value_of_a_field_is_a_defect(clients: Clients, things: Things, route: ServedRoute) -> None:
    declared = next(row for row in ROUTES if (row.method, row.path) == (route.method, route.path))
    path = address(declared, row_behind(declared, things).id)
    fields = [name for name, field in route.view.serializers[route.action]().fields.items() if not field.read_only]
    for name in fields:
        for value in NASTY:
            body = {key: right for key, right in RIGHT.items() if key in fields} | {name: value}
            answer = getattr(clients.alice, route.method.lower())(path, body)
            assert answer.status_code < 500, (name, value)
            assert answer.status_code < 300 or answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("route", LISTS, ids=route_name)
def test_no_value_of_a_filter_is_a_defect(clients: Clients, things: Things, route: ServedRoute) -> None:
    for name in (*route.view.filterset_class.base_filters, "cursor", "page_size"):
        for value in NASTY:
            if isinstance(value, str):
                assert clients.alice.get(route.path, {name: value}).status_code in (200, 400), (name, value)
