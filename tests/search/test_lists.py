"""The list of transactions: each filter, each order, its pages."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.models import ImportRow, StatementImport, Vendor, Verdict
from tests.api.conftest import TRANSACTIONS, Client, Clients
from tests.conftest import Cast
from tests.search.conftest import Full, Shop, fill, found
from users.tenancy.actor import acting

EXPENSES = 15  # of those that are filled in, beside an income, a draft and the trash

BY_FILTER: list[tuple[dict[str, str], set[str]]] = [
    ({"date_to": "2025-12-31"}, {"older"}),
    ({"date_from": "2026-11-01", "date_to": "2026-11-19"}, {"plain"}),
    ({"month": "2025-03"}, {"older"}),
    ({"account": "{bank}"}, {"on the bank"}),
    ({"account": "{bank},{card}"}, {"on the bank", "in dollars"}),
    ({"currency": "USD"}, {"in dollars"}),
    ({"amount_max": "2.00"}, {"plain", "older"}),
    ({"amount_min": "14", "amount_max": "16"}, {"a draft", "an income", "reconciled"}),
    ({"category": "{food}"}, {"deep category"}),
    ({"uncategorised": "true"}, {"no category"}),
    ({"tax_rate": "19"}, {"taxed"}),
    ({"vendor": "{rewe}"}, {"of a vendor", "of a merged vendor"}),
    ({"tag": "{tag}"}, {"tagged"}),
    ({"project": "{project}"}, {"in a project"}),
    ({"document": "{document}"}, {"proven"}),
    ({"has_document": "true"}, {"proven"}),
    ({"has_question": "true"}, {"asked about"}),
    ({"status": "draft"}, {"a draft"}),
    ({"status": "draft,reconciled"}, {"a draft", "reconciled"}),
    ({"kind": "income"}, {"an income"}),
    ({"settled": "true"}, {"on the bank", "in dollars"}),
    ({"reconciled": "true"}, {"reconciled"}),
    ({"without_base": "true"}, {"in dollars"}),
    ({"trashed": "true"}, {"in the trash"}),
    ({"q": "merged vendor"}, {"of a merged vendor"}),
    ({"q": "rewe", "amount_min": "8"}, {"of a merged vendor"}),
    ({"q": "receipt", "has_document": "true"}, {"proven"}),
    ({"vendor": "{rewe}", "tag": "{tag}"}, set()),
    ({"vendor": "{tag}", "q": "rewe"}, set()),
    ({"currency": "ABC", "q": "rewe"}, set()),
]


@pytest.mark.parametrize(("query", "names"), BY_FILTER, ids=[" ".join(query) for query, _names in BY_FILTER])
def test_each_filter_finds_what_it_says(full: Full, alice: Client, query: dict[str, str], names: set[str]) -> None:
    asked = {name: value.format(**full.ids) for name, value in query.items()}
    rows = found(alice, page_size=100, **asked)
    assert sorted(rows) == sorted(names)


@pytest.mark.parametrize("flag", ["uncategorised", "has_document", "has_question", "reconciled", "settled", "without_base"])
def test_yes_and_no_are_the_whole_list(full: Full, alice: Client, flag: str) -> None:
    whole = found(alice, page_size=100)
    assert sorted(found(alice, page_size=100, **{flag: "true"}) + found(alice, page_size=100, **{flag: "false"})) == sorted(whole)


def test_the_things_of_others_find_nothing(cast: Cast, clients: Clients, full: Full) -> None:
    for name in ("account", "category", "vendor", "tag", "project", "document"):
        thing = {"account": "bank", "category": "food", "vendor": "rewe"}.get(name, name)
        assert found(clients.charlie, **{name: full.ids[thing]}) == [], name
        assert found(clients.alice, **{name: full.ids[thing]}) != [], name


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("account", "x", "invalid"),
        ("vendor", "0" * 32 + ",", "invalid"),
        ("tag", ",".join(["0" * 32] * 51), "invalid_list"),
        ("kind", "expense,loan", "invalid_choice"),
        ("status", "expense", "invalid_choice"),
        ("month", "2026-13", "invalid_month"),
        ("month", "2026-11-01", "invalid_month"),
        ("has_document", "yes", "invalid_choice"),
        ("tax_rate", "a", "invalid_amount"),
        ("sort", "colour", "invalid_choice"),
        ("sort", "--date", "invalid_choice"),
        ("sort", "search__body", "invalid_choice"),
    ],
)
def test_what_cannot_be_understood_is_refused(alice: Client, name: str, value: str, code: str) -> None:
    answer = alice.get(TRANSACTIONS, {name: value})
    assert (answer.status_code, answer.json()["code"], list(answer.json()["errors"])) == (400, code, [name])


def test_a_parameter_that_is_given_twice_is_refused(alice: Client) -> None:
    assert alice.get(f"{TRANSACTIONS}?kind=expense&kind=income").status_code == 400


ORDERS = ("date", "-date", "amount", "-amount", "vendor", "-vendor", "created", "-created")


def pages(client: Client, link: str = "next", **query: Any) -> list[str]:
    """The ids of all pages, one after the other."""
    answer = client.get(TRANSACTIONS, query)
    rows: list[str] = []
    while True:
        told = answer.json()
        assert answer.status_code == 200, told
        rows += [row["id"] for row in told["results"]]
        if told[link] is None:
            return rows
        answer = client.get(told[link])


@pytest.mark.parametrize("order", ORDERS)
def test_the_list_is_ordered_as_asked(full: Full, alice: Client, order: str) -> None:
    rows = alice.get(TRANSACTIONS, {"sort": order, "page_size": 100}).json()["results"]
    names = {"date": "date", "amount": "amount", "vendor": "vendor_name", "created": "created_at"}
    key = names[order.removeprefix("-")]

    def place(row: dict[str, Any]) -> Any:
        return float(row[key]) if key == "amount" else row[key].lower()

    keys = [place(row) for row in rows]
    assert len(rows) > EXPENSES
    assert keys == sorted(keys, reverse=order.startswith("-"))


@pytest.mark.parametrize("order", ORDERS)
def test_pages_in_both_directions_are_the_list(full: Full, alice: Client, order: str) -> None:
    whole = pages(alice, sort=order, page_size=100)
    assert pages(alice, sort=order, page_size=4) == whole
    last = alice.get(TRANSACTIONS, {"sort": order, "page_size": 4}).json()
    while last["next"]:
        last = alice.get(last["next"]).json()
    back, told = [row["id"] for row in last["results"]], last
    while told["previous"]:
        told = alice.get(told["previous"]).json()
        back = [row["id"] for row in told["results"]] + back
    assert back == whole


@pytest.mark.parametrize("order", ORDERS[2:])
def test_a_cursor_of_another_order_is_refused(full: Full, alice: Client, order: str) -> None:
    link = alice.get(TRANSACTIONS, {"sort": order, "page_size": 1}).json()["next"]
    cursor = link.partition("cursor=")[2].partition("&")[0]
    for other in {None, *ORDERS} - {order}:
        answer = alice.get(TRANSACTIONS, {"cursor": cursor, **({"sort": other} if other else {})})
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor"), other


def test_the_lists_own_order_may_be_named(full: Full, alice: Client) -> None:
    named, plain = (alice.get(TRANSACTIONS, {"page_size": 1, **query}).json() for query in ({"sort": "-date"}, {}))
    assert named["results"] == plain["results"]
    assert named["next"].partition("cursor=")[2] == plain["next"].partition("cursor=")[2]


AMOUNTS = st.sampled_from(["1.00", "2.00", "2.50"])
ENTRIES = st.lists(st.tuples(st.integers(1, 3), AMOUNTS, st.sampled_from(["", "Ä", "B"])), min_size=1, max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES, size=st.integers(1, 4), order=st.sampled_from(ORDERS), late=ENTRIES)
def test_no_row_is_shown_twice_or_hidden_while_others_come(
    shop: Shop, alice: Client, entries: list[Any], size: int, order: str, late: list[Any]
) -> None:
    """With equal keys, and with rows that are booked between the pages."""
    first = {_book(shop, entry) for entry in entries}
    answer = alice.get(TRANSACTIONS, {"sort": order, "page_size": size}).json()
    rows, coming = [row["id"] for row in answer["results"]], list(late)
    before = set(pages(alice, page_size=100)) - first
    while answer["next"]:
        if coming:
            _book(shop, coming.pop())
        answer = alice.get(answer["next"]).json()
        rows += [row["id"] for row in answer["results"]]
    assert len(rows) == len(set(rows))
    assert first | before <= set(rows)


def _book(shop: Shop, entry: tuple[int, str, str]) -> str:
    day, amount, name = entry
    with acting(shop.books.actor):
        vendor = (Vendor.objects.filter(name=name).first() or shop.vendor(name)) if name else None
        return str(shop.expense("one", amount, date=datetime.date(2026, 1, day), vendor=vendor).id)


def test_a_full_list_of_another_workspace_shows_nothing_here(cast: Cast, clients: Clients) -> None:
    with acting(cast.charlie):
        fill(cast.charlie)
    for order in ORDERS:
        assert found(clients.alice, sort=order) == []


def test_what_an_import_made_is_found(cast: Cast, clients: Clients, shop: Shop) -> None:
    """A row of an import has the id of the transaction that it made."""
    shop.expense("by hand")
    made, own = shop.expense("imported"), shop.workspace
    told = {"filename": "x.csv", "media_type": "text/csv", "channel": "api"}
    statement = StatementImport.objects.create(blob=shop.books.document().blob, account=shop.books.bank, **told, **own)
    ImportRow.objects.create(
        id=made.id,
        statement=statement,
        number=1,
        verdict=Verdict.NEW,
        date=made.date,
        amount=1,
        currency="EUR",
        key=made.id,
        **own,
    )
    assert found(clients.alice, imported_by=str(statement.id)) == ["imported"]
    assert found(clients.charlie, imported_by=str(statement.id)) == found(clients.alice, imported_by="0" * 32) == []
