"""OpenAPI speaks of the routes of logging in as they are served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from app_settings.routes import AUTH, ROUTES


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    told: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return told


def test_each_route_has_its_operation(schema: dict[str, Any]) -> None:
    told = {
        (method.upper(), path) for path, operations in schema["paths"].items() if path.startswith(AUTH) for method in operations
    }
    assert told == {(route.method, route.path) for route in ROUTES if route.path.startswith(AUTH)}


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    def references(part: Any) -> Iterator[str]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        for value in inner:
            yield from references(value)
        if isinstance(part, dict) and isinstance(part.get("$ref"), str):
            yield part["$ref"]

    for reference in set(references(schema)):
        _, kind, name = reference.removeprefix("#/").split("/")
        assert name in schema["components"][kind], reference


def test_signing_up_takes_a_name_and_an_invitation(schema: dict[str, Any]) -> None:
    told = schema["components"]["schemas"]["AuthBaseSignup"]

    assert (set(told["properties"]), told["required"]) == ({"email", "name", "invitation"}, ["email"])
