"""A defect in any view is answered with an id to find it in the logs by, and with nothing of the defect itself."""

from __future__ import annotations

import re

import pytest
from rest_framework.views import APIView

from app_settings.routes import ServedRoute, served_routes
from tests.api.conftest import Client, Clients
from utils.ids import new_id

CANARY = "canary-of-a-defect"
ROUTES = [route for route in served_routes() if isinstance(route.view, type) and issubclass(route.view, APIView)]
PLACES = {"number": "1", "name": "total"}


def address(route: ServedRoute) -> str:
    return re.sub(r"<(\w+)>", lambda found: PLACES.get(found.group(1), str(new_id())), route.path)


def test_there_are_views() -> None:
    assert len(ROUTES) > 40


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_a_defect_tells_nothing_but_its_request(clients: Clients, route: ServedRoute, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(route.view, "initial", break_down)
    client: Client = clients.alice
    client.raise_request_exception = False
    answer = client.generic(route.method, address(route), headers={"X-Request-Id": "req-of-a-defect"})

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["request_id"] == "req-of-a-defect"
    assert not {CANARY, "Traceback", "RuntimeError", "site-packages"} & set(re.findall(r"[\w-]+", answer.content.decode()))
