"""Merging, balances of a day, labels and reconciliations by the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Clients, Things

FINANCE = "/api/v1/finance/"


def test_a_merge_answers_with_where_it_went(clients: Clients, things: Things) -> None:
    made = clients.alice.post(f"{FINANCE}accounts/", {"name": "Old", "kind": "bank", "currency": "EUR"}).json()
    path = f"{FINANCE}accounts/{made['id']}/"
    stale = clients.alice.post(f"{path}merge/", {"into": str(things.bank.id)}, headers={"If-Match": '"7"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    told = clients.alice.post(f"{path}merge/", {"into": str(things.bank.id)}, headers={"If-Match": '"1"'})
    assert (told.status_code, told["ETag"], told.json()["merged_into"]) == (200, '"2"', str(things.bank.id))
    listed = clients.alice.get(f"{FINANCE}accounts/?archived=true").json()["results"]
    assert {row["name"]: row["merged_into"] for row in listed}["Old"] == str(things.bank.id)
    again = clients.alice.post(f"{path}merge/", {"into": str(things.bank.id)})
    assert (again.status_code, again.json()["code"]) == (409, "merge")
    assert clients.alice.post(f"{path}unarchive/").status_code == 409


def test_what_is_merged_into_belongs_to_the_workspace(clients: Clients, things: Things) -> None:
    theirs = clients.charlie.post(f"{FINANCE}vendors/", {"name": "Theirs"}).json()
    answer = clients.alice.post(f"{FINANCE}vendors/{things.vendor.id}/merge/", {"into": theirs["id"]})
    assert (answer.status_code, answer.json()["errors"]) == (400, {"into": ["There is none with this id."]})


@pytest.mark.parametrize("below", ["accounts/{bank}/balance/", "balances/"])
@pytest.mark.parametrize("query", ["", "?on=", "?on=yesterday", "?on=2026-02-30", "?on=2026-11-20&off=1"])
def test_a_balance_needs_a_day_that_exists(clients: Clients, things: Things, below: str, query: str) -> None:
    answer = clients.alice.get(f"{FINANCE}{below.format(bank=things.bank.id)}{query}")
    assert answer.status_code == 400


def test_balances_are_told_by_day_and_currency(clients: Clients, things: Things) -> None:
    bank = f"{FINANCE}accounts/{things.bank.id}/balance/"
    assert clients.alice.get(f"{bank}?on=2026-11-19").json()["balance"] == {"EUR": "0.00"}
    told = clients.accountant.get(f"{bank}?on=2026-11-20").json()
    assert told == {
        "on": "2026-11-20",
        "account": str(things.bank.id),
        "name": "Bank",
        "kind": "bank",
        "balance": {"EUR": "-12.50"},
    }
    all_told = clients.alice.get(f"{FINANCE}balances/?on=2026-11-20").json()
    assert {row["name"]: row["balance"] for row in all_told["accounts"]} == {"Bank": {"EUR": "-12.50"}, "Clearing": {}}
    assert all_told["totals"] == {"EUR": "-12.50"}


def test_other_names_projects_and_tags_are_made_changed_and_deleted(clients: Clients, things: Things) -> None:
    aliases = f"{FINANCE}vendors/{things.vendor.id}/aliases/"
    made = clients.alice.post(aliases, {"name": "TH"}).json()
    assert clients.alice.get(aliases).json() == [made]
    assert clients.alice.patch(f"{aliases}{made['id']}/", {"name": "Teehaus"}).json()["name"] == "Teehaus"
    assert clients.alice.delete(f"{aliases}{made['id']}/").status_code == 204
    tag = f"{FINANCE}tags/{things.tag.id}/"
    changed = clients.alice.patch(tag, {"name": "coffee"}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed["ETag"]) == ("coffee", '"2"')
    assert clients.alice.delete(tag, headers={"If-Match": '"1"'}).status_code == 412
    assert clients.alice.delete(tag).status_code == 204
    project = f"{FINANCE}projects/{things.project.id}/"
    assert clients.alice.post(f"{project}archive/").json()["archived_at"] is not None
    assert clients.alice.get(f"{FINANCE}projects/").json()["results"] == []
    assert clients.accountant.post(f"{project}unarchive/").status_code == 403


def test_an_account_is_reconciled(clients: Clients, things: Things) -> None:
    path = f"{FINANCE}reconciliations/{things.reconciliation.id}/"
    told = clients.alice.get(path).json()
    figures = ("stated_balance", "booked_balance", "found_balance", "difference")
    assert [told[name] for name in figures] == ["-12.50", "-12.50", "0.00", "-12.50"]
    (open_one,) = clients.alice.get(f"{path}transactions/").json()["results"]
    assert (open_one["id"], open_one["amount"]) == (str(things.transaction.id), "-12.50")
    refused = clients.alice.post(f"{path}close/", {"transactions": []})
    assert (refused.status_code, refused.json()["code"]) == (409, "reconciliation")
    assert "12.50 more than the -12.50 EUR" in refused.json()["detail"]
    closed = clients.alice.post(f"{path}close/", {"transactions": [open_one["id"]]}).json()
    assert (closed["state"], closed["difference"]) == ("closed", "0.00")
    assert _status(clients, things) == "reconciled"
    assert clients.alice.post(f"{path}reopen/", headers={"If-Match": '"2"'}).json()["state"] == "open"
    assert _status(clients, things) == "booked"
    assert clients.alice.delete(path).status_code == 204


def test_a_ready_set_is_added(clients: Clients, things: Things) -> None:
    path = f"{FINANCE}categories/ready-set/"
    assert clients.alice.post(path, {"language": "de", "shape": "household"}).json()["added"] > 30
    assert clients.alice.post(path, {"language": "de", "shape": "household"}).json() == {"added": 0}
    assert clients.alice.post(path, {"language": "fr"}).status_code == 400


def _status(clients: Clients, things: Things) -> Any:
    return clients.alice.get(f"{FINANCE}transactions/{things.transaction.id}/").json()["status"]
