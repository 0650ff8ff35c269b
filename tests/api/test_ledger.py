"""Accounts, categories, vendors and transactions by the REST face."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import TRANSACTIONS, Clients, Things

ACCOUNTS = "/api/v1/finance/accounts/"
CATEGORIES = "/api/v1/finance/categories/"
VENDORS = "/api/v1/finance/vendors/"


def test_an_account_is_opened_with_a_balance(clients: Clients) -> None:
    body = {"name": "Bank", "kind": "bank", "currency": "EUR", "opening_balance": "100.00", "opening_date": "2026-01-01"}
    made = clients.alice.post(ACCOUNTS, body)
    assert made.status_code == 201, made.json()
    assert made.json()["balance"] == {"EUR": "100.00"}
    rows = clients.alice.get(ACCOUNTS).json()["results"]
    assert [(row["name"], row["balance"]) for row in rows] == [("Bank", {"EUR": "100.00"}), ("Clearing", {})]


def test_an_account_is_renamed_and_archived(clients: Clients, things: Things) -> None:
    path = f"{ACCOUNTS}{things.bank.id}/"
    assert clients.alice.patch(path, {"name": "Giro"}).json()["name"] == "Giro"
    assert clients.alice.post(f"{path}archive/").json()["archived_at"] is not None
    assert "Giro" not in [row["name"] for row in clients.alice.get(ACCOUNTS).json()["results"]]
    assert "Giro" in [row["name"] for row in clients.alice.get(f"{ACCOUNTS}?archived=true").json()["results"]]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"name": "A", "kind": "clearing", "currency": "EUR"}, "invalid_choice"),
        ({"name": "A", "kind": "bank", "currency": "EURO"}, "invalid_currency"),
        ({"name": "A", "kind": "bank", "currency": "XYZ"}, "invalid_currency"),
        ({"name": "A", "kind": "bank", "currency": None}, "invalid"),
        ({"name": "A", "kind": "bank", "currency": "EUR", "iban": "DE00"}, "refused"),
        ({"name": "A", "kind": "bank", "currency": "EUR", "archived_at": None}, "unknown_field"),
        ({"name": "A", "kind": "bank", "currency": "EUR", "workspace": "0"}, "unknown_field"),
        ({"name": "A" * 201, "kind": "bank", "currency": "EUR"}, "invalid"),
        ({"name": "", "kind": "bank", "currency": "EUR"}, "invalid"),
    ],
)
def test_an_account_that_cannot_be_is_refused(clients: Clients, body: dict[str, Any], code: str) -> None:
    answer = clients.alice.post(ACCOUNTS, body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_name_is_taken_once(clients: Clients, things: Things) -> None:
    answer = clients.alice.post(ACCOUNTS, {"name": "Bank", "kind": "bank", "currency": "EUR"})
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")


def test_a_category_is_made_below_another_and_moved(clients: Clients, things: Things) -> None:
    parent = str(things.category.id)
    made = clients.alice.post(CATEGORIES, {"name": "Green tea", "kind": "expense", "parent": parent}).json()
    assert made["parent"] == parent
    assert clients.alice.patch(f"{CATEGORIES}{made['id']}/", {"parent": None}).json()["parent"] is None
    assert clients.alice.post(f"{CATEGORIES}{made['id']}/archive/").json()["archived_at"]


def test_a_category_cannot_stand_under_itself(clients: Clients, things: Things) -> None:
    answer = clients.alice.patch(f"{CATEGORIES}{things.category.id}/", {"parent": str(things.category.id)})
    assert (answer.status_code, answer.json()["code"]) == (400, "category_tree")


def test_a_vendor_is_made_changed_and_found(clients: Clients, things: Things) -> None:
    made = clients.alice.post(VENDORS, {"name": "Bäckerei Ö", "default_category": str(things.category.id)}).json()
    assert clients.alice.patch(f"{VENDORS}{made['id']}/", {"tax_id": "de 123"}).json()["tax_id"] == "DE123"
    assert [row["id"] for row in clients.alice.get(f"{VENDORS}?name=bäck").json()["results"]] == [made["id"]]


def test_a_transaction_is_booked_with_postings(clients: Clients, things: Things) -> None:
    body = {
        "kind": "expense",
        "date": "2026-11-21",
        "postings": [
            {"account": str(things.bank.id), "amount": "-3.20", "currency": "EUR"},
            {"category": str(things.category.id), "amount": "3.20", "currency": "EUR", "tax_rate": "7", "memo": "tea"},
        ],
    }
    made = clients.alice.post(TRANSACTIONS, body)
    assert made.status_code == 201, made.json()
    assert (made.json()["amount"], made.json()["account"]) == ("-3.20", str(things.bank.id))
    assert [posting["tax_rate"] for posting in made.json()["postings"]] == [None, "7"]


def test_a_transaction_is_booked_as_amount_account_and_splits(clients: Clients, things: Things) -> None:
    body = {
        "kind": "expense",
        "date": "2026-11-21",
        "amount": "10.00",
        "currency": "EUR",
        "account": str(things.bank.id),
        "vendor": str(things.vendor.id),
        "document": str(things.document.id),
        "splits": [{"amount": "7.00", "category": str(things.category.id)}, {"amount": "3.00"}],
    }
    made = clients.alice.post(TRANSACTIONS, body)
    assert made.status_code == 201, made.json()
    assert [posting["amount"] for posting in made.json()["postings"]] == ["-10.00", "7.00", "3.00"]
    assert made.json()["documents"] == [str(things.document.id)]


def test_the_first_transaction_opens_the_ledger(clients: Clients) -> None:
    made = clients.alice.post(TRANSACTIONS, {"kind": "income", "date": "2026-11-21", "amount": "5", "currency": "EUR"})
    assert (made.status_code, made.json()["amount"], made.json()["is_settled"]) == (201, "5.00", False)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": 12.5}, "invalid_amount"),
        ({"amount": 12}, "invalid_amount"),
        ({"amount": True}, "invalid_amount"),
        ({"amount": "NaN"}, "invalid_amount"),
        ({"amount": "sNaN"}, "invalid_amount"),
        ({"amount": "Infinity"}, "invalid_amount"),
        ({"amount": "1e400"}, "invalid_amount"),
        ({"amount": "1e-50"}, "invalid_amount"),
        ({"amount": "1_000"}, "invalid_amount"),
        ({"amount": "١٢٣"}, "invalid_amount"),
        ({"amount": "12,50"}, "invalid_amount"),
        ({"amount": " 1"}, "invalid_amount"),
        ({"amount": ""}, "invalid_amount"),
        ({"amount": []}, "invalid_amount"),
        ({"amount": "9" * 5000}, "invalid_amount"),
        ({"amount": "1000000000000000"}, "invalid_amount"),
        ({"amount": "0.00001"}, "invalid_amount"),
        ({"amount": None}, "invalid"),
        ({"amount": "-0"}, "invalid_posting"),
        ({"date": "2026-02-30"}, "invalid_date"),
        ({"date": "20261121"}, "invalid_date"),
        ({"date": "2026-W47-6"}, "invalid_date"),
        ({"date": "21.11.2026"}, "invalid_date"),
        ({"date": "0001-01-01"}, "invalid_date"),
        ({"date": "2026-11-21T00:00:00Z"}, "invalid_date"),
        ({"date": 20261121}, "invalid_date"),
        ({"kind": "opening"}, "invalid_choice"),
        ({"kind": "settlement"}, "invalid_choice"),
        ({"kind": "transfer"}, "invalid"),
        ({"status": "reconciled"}, "invalid_choice"),
        ({"currency": "eur"}, "invalid_currency"),
        ({"version": 7}, "unknown_field"),
        ({"is_settled": True}, "unknown_field"),
        ({"splits": []}, "invalid"),
        ({"splits": [{"amount": "1.00"}]}, "unbalanced"),
        ({"splits": [{"amount": "1.00", "account": "x"}]}, "unknown_field"),
        ({"postings": []}, "invalid"),
        ({"vendor": "tea"}, "invalid"),
        ({"vendor": 1}, "invalid"),
        ({"description": "a" * 501}, "invalid"),
    ],
)
def test_a_transaction_that_cannot_be_is_refused(clients: Clients, change: dict[str, Any], code: str) -> None:
    body = {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"} | change
    answer = clients.alice.post(TRANSACTIONS, body)
    assert (answer.status_code, answer.json()["code"]) == (400, code), answer.json()
    assert clients.alice.get(TRANSACTIONS).json()["results"] == []


def test_a_refused_number_is_told_why(clients: Clients) -> None:
    body = {"kind": "expense", "date": "2026-11-21", "amount": 12.5, "currency": "EUR"}
    assert "as text" in clients.alice.post(TRANSACTIONS, body).json()["errors"]["amount"][0]


def test_a_transaction_is_changed_by_who_has_seen_its_version(clients: Clients, things: Things) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/"
    version = clients.alice.get(path).json()["version"]
    changed = clients.alice.patch(path, {"description": "Tea", "vendor": None, "version": version}).json()
    assert (changed["description"], changed["vendor"], changed["version"]) == ("Tea", None, version + 1)
    late = clients.bob.patch(path, {"description": "Coffee", "version": version})
    assert (late.status_code, late.json()["code"]) == (412, "stale_version")
    assert clients.alice.patch(path, {"description": "Coffee"}).status_code == 428


def test_amounts_are_replaced_as_a_whole(clients: Clients, things: Things) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/"
    answer = clients.alice.patch(
        path, {"amount": "20.00", "currency": "EUR", "account": str(things.bank.id)}, HTTP_IF_MATCH='"1"'
    )
    assert answer.status_code == 200, answer.json()
    assert [posting["amount"] for posting in answer.json()["postings"]] == ["-20.00", "20.00"]


def test_an_if_match_that_cannot_be_is_refused(clients: Clients, things: Things) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/"
    for tag in ("*", "1", '"x"', '"1", "2"'):
        assert clients.alice.patch(path, {"notes": "x"}, HTTP_IF_MATCH=tag).json()["code"] == "invalid_version"


def test_a_draft_is_confirmed(clients: Clients) -> None:
    body = {"kind": "income", "date": "2026-11-21", "amount": "5", "currency": "EUR", "status": "draft"}
    made = clients.alice.post(TRANSACTIONS, body).json()
    assert clients.alice.post(f"{TRANSACTIONS}{made['id']}/confirm/").json()["status"] == "booked"
    assert clients.alice.post(f"{TRANSACTIONS}{made['id']}/confirm/").status_code == 409


def test_a_transaction_goes_into_the_trash_and_comes_back(clients: Clients, things: Things) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/"
    assert clients.alice.delete(path).json()["trashed_at"]
    assert clients.alice.get(TRANSACTIONS).json()["results"] == []
    assert len(clients.alice.get(f"{TRANSACTIONS}?trashed=true").json()["results"]) == 1
    assert clients.alice.post(f"{path}restore/").json()["trashed_at"] is None
    assert clients.alice.get(f"{TRANSACTIONS}?trashed=true").json()["results"] == []


def test_a_transaction_is_reversed_once(clients: Clients, things: Things) -> None:
    path = f"{TRANSACTIONS}{things.transaction.id}/reverse/"
    made = clients.alice.post(path, {"date": "2026-11-21"})
    assert (made.status_code, made.json()["reverses"]) == (201, str(things.transaction.id))
    assert clients.alice.post(path, {"date": "2026-11-21"}).status_code == 409


def test_what_stands_on_clearing_is_settled_on_the_bank(clients: Clients, things: Things) -> None:
    made = clients.alice.post(TRANSACTIONS, {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"}).json()
    path = f"{TRANSACTIONS}{made['id']}/settle/"
    settled = clients.alice.post(path, {"account": str(things.bank.id), "date": "2026-11-22"})
    assert (settled.status_code, settled.json()["settles"]) == (201, made["id"])
    assert clients.alice.get(f"{TRANSACTIONS}{made['id']}/").json()["is_settled"] is True


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("date_from=2026-11-20&date_to=2026-11-20", 1),
        ("date_from=2026-11-21", 0),
        ("account={bank}", 1),
        ("account={category}", 0),
        ("category={category}", 1),
        ("vendor={vendor}", 1),
        ("document={document}", 1),
        ("status=booked&kind=expense&settled=true", 1),
        ("status=draft", 0),
        ("currency=EUR", 1),
        ("currency=USD", 0),
        ("currency=eur", 0),
        ("amount_min=12.50&amount_max=12.50", 1),
        ("amount_min=12.51", 0),
        ("account={bank}&amount_min=12&category={category}", 1),
        ("trashed=false", 1),
    ],
)
def test_transactions_are_found_by(clients: Clients, things: Things, query: str, found: int) -> None:
    ids = {name: str(getattr(things, name).id) for name in ("bank", "category", "vendor", "document")}
    answer = clients.alice.get(f"{TRANSACTIONS}?{query.format(**ids)}")
    assert answer.status_code == 200, answer.json()
    assert len(answer.json()["results"]) == found


def test_an_uploader_sees_nothing_of_the_ledger(clients: Clients, things: Things) -> None:
    for path in (TRANSACTIONS, ACCOUNTS, CATEGORIES, VENDORS, f"{TRANSACTIONS}{things.transaction.id}/"):
        assert clients.uploader.get(path).status_code == 403


def test_an_accountant_writes_nothing_into_the_ledger(clients: Clients, things: Things) -> None:
    assert clients.accountant.get(TRANSACTIONS).status_code == 200
    assert clients.accountant.post(VENDORS, {"name": "Tea"}).status_code == 403
    assert clients.accountant.delete(f"{TRANSACTIONS}{things.transaction.id}/").status_code == 403
