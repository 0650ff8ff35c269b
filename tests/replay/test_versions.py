"""Who changes a thing has seen it as it is: ETag and If-Match, on everything that has a version."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.conftest import DOCUMENTS, TRANSACTIONS, Clients, Things
from utils.ids import new_id

FINANCE = "/api/v1/finance/"
OLD = {"HTTP_IF_MATCH": '"77"'}
THINGS = {
    "document": DOCUMENTS,
    "transaction": TRANSACTIONS,
    "bank": f"{FINANCE}accounts/",
    "category": f"{FINANCE}categories/",
    "vendor": f"{FINANCE}vendors/",
}
CHANGES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("document", "DELETE", "", {}),
    ("document", "POST", "reprocess/", {}),
    ("document", "POST", "confirm/", {}),
    ("document", "POST", "restore/", {}),
    ("document", "POST", "purge/", {}),
    ("document", "PATCH", "fields/total/", {"value": "13.00"}),
    ("transaction", "PATCH", "", {"notes": "x"}),
    ("transaction", "DELETE", "", {}),
    ("transaction", "POST", "confirm/", {}),
    ("transaction", "POST", "restore/", {}),
    ("transaction", "POST", "reverse/", {"date": "2026-11-21"}),
    ("transaction", "POST", "settle/", {"date": "2026-11-21", "account": "{bank}"}),
    ("bank", "PATCH", "", {"name": "x"}),
    ("bank", "POST", "archive/", {}),
    ("category", "PATCH", "", {"name": "x"}),
    ("category", "POST", "archive/", {}),
    ("vendor", "PATCH", "", {"name": "x"}),
]


def path_of(things: Things, name: str) -> str:
    return f"{THINGS[name]}{getattr(things, name).id}/"


@pytest.mark.parametrize("name", THINGS)
def test_each_thing_tells_its_version(clients: Clients, things: Things, name: str) -> None:
    answer = clients.alice.get(path_of(things, name))
    assert answer["ETag"] == f'"{answer.json()["version"]}"'


def test_a_field_tells_the_version_of_its_document(clients: Clients, things: Things) -> None:
    document = path_of(things, "document")
    assert clients.alice.get(f"{document}fields/total/")["ETag"] == clients.alice.get(document)["ETag"]


@pytest.mark.parametrize(("name", "method", "below", "body"), CHANGES)
def test_a_change_from_an_old_version_is_refused(
    clients: Clients, things: Things, name: str, method: str, below: str, body: dict[str, Any]
) -> None:
    path, body = path_of(things, name), {key: str(value).format(bank=things.bank.id) for key, value in body.items()}
    before = clients.alice.get(path).json()
    answer = clients.alice.generic(method, f"{path}{below}", json.dumps(body), content_type="application/json", **OLD)
    assert (answer.status_code, answer.json()["code"]) == (412, "stale_version")
    assert clients.alice.get(path).json() == before


@pytest.mark.parametrize("tag", ["*", "1", '"x"', '"1", "2"', 'W/"1"', '""', '"-1"', '"0"', '"1e3"', f'"{"9" * 40}"', "\x00", ""])
@pytest.mark.parametrize(("name", "method", "below"), [("vendor", "PATCH", ""), ("document", "DELETE", "")])
def test_an_if_match_that_is_no_version_is_refused(
    clients: Clients, things: Things, name: str, method: str, below: str, tag: str
) -> None:
    answer = clients.alice.generic(
        method, f"{path_of(things, name)}{below}", "{}", content_type="application/json", HTTP_IF_MATCH=tag
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_version")


@pytest.mark.parametrize(("method", "path"), [("POST", "finance/vendors/"), ("PATCH", "users/service-accounts/{}/")])
def test_a_condition_that_nothing_is_compared_with_is_not_believed_to_hold(
    clients: Clients, things: Things, method: str, path: str
) -> None:
    where, body = f"/api/v1/{path.format(new_id())}", json.dumps({"name": "Tea & Co"})
    answer = clients.alice.generic(method, where, body, content_type="application/json", HTTP_IF_MATCH='"1"')
    assert (answer.status_code, answer.json()["code"]) == (412, "no_version")
    assert [row["name"] for row in clients.alice.get(THINGS["vendor"]).json()["results"]] == ["Tea House"]


@pytest.mark.parametrize("name", ["bank", "category", "vendor"])
def test_a_change_moves_the_version_on(clients: Clients, things: Things, name: str) -> None:
    path = path_of(things, name)
    tag = clients.alice.get(path)["ETag"]
    changed = clients.alice.patch(path, {"name": "New"}, HTTP_IF_MATCH=tag)
    assert (changed.status_code, changed["ETag"], changed.json()["version"]) == (200, '"2"', 2)
    assert clients.alice.patch(path, {"name": "Newer"}, HTTP_IF_MATCH=tag).status_code == 412
    assert clients.alice.patch(path, {"name": "Newer"}).status_code == 200  # where no version is asked for, the last one wins


def test_a_change_of_one_value_keeps_what_others_changed(clients: Clients, things: Things) -> None:
    path = path_of(things, "bank")
    clients.alice.patch(path, {"last4": "1234"})
    assert clients.bob.patch(path, {"name": "House bank"}).json()["last4"] == "1234"


def test_being_settled_is_a_new_version(clients: Clients, things: Things) -> None:
    body = {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"}
    made = clients.alice.post(TRANSACTIONS, body)
    path = f"{TRANSACTIONS}{made.json()['id']}/"
    clients.alice.post(f"{path}settle/", {"account": str(things.bank.id), "date": "2026-11-22"})
    assert clients.alice.get(path)["ETag"] != made["ETag"]
    assert clients.alice.delete(path, HTTP_IF_MATCH=made["ETag"]).status_code == 412
