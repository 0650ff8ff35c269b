"""A stranger's look at somebody else's things is a look at nothing: same status, same body."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app_settings.routes import FINANCE, ROUTES, Answer, Route
from tests.api.conftest import DOCUMENTS, TRANSACTIONS, Client, Clients, Things
from utils.ids import new_id

WITH_ID = [route for route in ROUTES if "pk>" in route.path]
BODIES = {"POST": {}, "PATCH": {"value": "x", "version": 1}}
CANARY = "Tea House"


def route_name(route: Route) -> str:
    return f"{route.method} {route.path}"


def address(route: Route, row_id: Any) -> str:
    return (
        route.path.replace("<pk>", str(row_id))
        .replace("<document_pk>", str(row_id))
        .replace("<number>", "1")
        .replace("<name>", "total")
    )


def row_behind(route: Route, things: Things) -> Any:
    kinds = {"documents": "document", "transactions": "transaction", "accounts": "bank", "categories": "category"}
    name = route.path.removeprefix(FINANCE).split("/")[0]
    return getattr(things, kinds.get(name, "vendor"))


def ask(client: Client, route: Route, row_id: Any) -> Any:
    return getattr(client, route.method.lower())(address(route, row_id), BODIES.get(route.method))


def told(answer: Any) -> tuple[int, dict[str, Any], set[str]]:
    body = json.loads(answer.content)
    return answer.status_code, {**body, "request_id": ""}, set(answer.headers)


@pytest.mark.parametrize("route", WITH_ID, ids=route_name)
def test_a_stranger_gets_what_an_id_of_nothing_gets(clients: Clients, things: Things, route: Route) -> None:
    foreign = ask(clients.charlie, route, row_behind(route, things).id)
    assert foreign.status_code == 404
    assert told(foreign) == told(ask(clients.charlie, route, new_id()))
    assert CANARY not in foreign.content.decode()


@pytest.mark.parametrize("route", WITH_ID, ids=route_name)
def test_nothing_changes_when_a_stranger_tries(clients: Clients, things: Things, route: Route) -> None:
    paths = (
        f"{DOCUMENTS}{things.document.id}/",
        f"{TRANSACTIONS}{things.transaction.id}/",
        f"{FINANCE}accounts/{things.bank.id}/",
    )
    before = [clients.alice.get(path).json() for path in paths]
    ask(clients.charlie, route, row_behind(route, things).id)
    assert [clients.alice.get(path).json() for path in paths] == before


@pytest.mark.parametrize("route", [route for route in ROUTES if route.answer is not Answer.OPEN], ids=route_name)
def test_without_a_key_nothing_is_told(clients: Clients, route: Route) -> None:
    answer = ask(clients.nobody, route, new_id())
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


@pytest.mark.parametrize("name", ["documents", "transactions", "accounts", "categories", "vendors"])
def test_a_strangers_lists_hold_nothing_of_ours(clients: Clients, things: Things, name: str) -> None:
    answer = clients.charlie.get(f"{FINANCE}{name}/")
    assert answer.status_code == 200
    assert answer.json()["results"] == []


@pytest.mark.parametrize("field", ["vendor", "account", "document"])
def test_a_link_to_somebody_elses_row_is_refused_like_a_link_to_nothing(clients: Clients, things: Things, field: str) -> None:
    rows = {"vendor": things.vendor, "account": things.bank, "document": things.document}
    body = {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"}
    foreign = clients.charlie.post(TRANSACTIONS, body | {field: str(rows[field].id)})
    assert foreign.status_code == 400
    assert told(foreign) == told(clients.charlie.post(TRANSACTIONS, body | {field: str(new_id())}))


@pytest.mark.parametrize("field", ["account", "category"])
def test_a_nested_link_to_somebody_elses_row_is_refused_like_a_link_to_nothing(
    clients: Clients, things: Things, field: str
) -> None:
    def post(row_id: Any) -> Any:
        postings = [{field: str(row_id), "amount": amount, "currency": "EUR"} for amount in ("1", "-1")]
        return clients.charlie.post(TRANSACTIONS, {"kind": "expense", "date": "2026-11-21", "postings": postings})

    foreign = post((things.bank if field == "account" else things.category).id)
    assert foreign.status_code == 400
    assert told(foreign) == told(post(new_id()))


def test_links_of_categories_and_vendors_stay_inside_the_workspace(clients: Clients, things: Things) -> None:
    for row_id in (things.category.id, new_id()):
        answers = [
            clients.charlie.post(f"{FINANCE}categories/", {"name": "X", "kind": "expense", "parent": str(row_id)}),
            clients.charlie.post(f"{FINANCE}vendors/", {"name": "X", "default_category": str(row_id)}),
        ]
        assert [answer.json()["errors"] for answer in answers] == [
            {"parent": ["There is none with this id."]},
            {"default_category": ["There is none with this id."]},
        ]


@pytest.mark.parametrize("name", ["account", "category", "vendor", "document"])
def test_a_filter_by_somebody_elses_row_finds_what_a_filter_by_nothing_finds(clients: Clients, things: Things, name: str) -> None:
    rows = {"account": things.bank, "category": things.category, "vendor": things.vendor, "document": things.document}
    foreign = clients.charlie.get(f"{TRANSACTIONS}?{name}={rows[name].id}")
    assert told(foreign) == told(clients.charlie.get(f"{TRANSACTIONS}?{name}={new_id()}"))


def test_the_workspace_of_somebody_else_is_no_workspace(clients: Clients, things: Things) -> None:
    foreign = clients.charlie.get(DOCUMENTS, HTTP_X_WORKSPACE=str(things.document.workspace_id))
    assert foreign.status_code == 404
    assert told(foreign) == told(clients.charlie.get(DOCUMENTS, HTTP_X_WORKSPACE=str(new_id())))


def test_ones_own_workspace_may_be_named(clients: Clients, things: Things) -> None:
    answer = clients.alice.get(DOCUMENTS, HTTP_X_WORKSPACE=str(things.document.workspace_id))
    assert answer.status_code == 200


@pytest.mark.parametrize("route", [route for route in ROUTES if route.needs is not None], ids=route_name)
def test_each_role_may_what_its_capabilities_say(clients: Clients, cast: Any, route: Route) -> None:
    from users.workspaces.roles import CAPABILITIES, Role

    for role in (Role.OWNER, Role.MEMBER, Role.ACCOUNTANT, Role.UPLOADER):
        client = {"owner": clients.alice, "member": clients.bob}.get(role.value) or getattr(clients, role.value)
        is_refused = ask(client, route, new_id()).status_code == 403
        assert is_refused is (route.needs not in CAPABILITIES[role]), role
