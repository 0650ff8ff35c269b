"""Lists in pages, by keyset."""

from __future__ import annotations

import base64
import datetime
import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from finance.models import Document, TransactionKind
from finance.selectors.accounts import account_clearing
from finance.selectors.categories import category_list
from finance.services.ledger import ledger_open
from finance.services.transactions import PostingDraft, transaction_create
from finance.services.vendors import vendor_create
from tests.api.conftest import DOCUMENTS, PDF, TRANSACTIONS, Client, Clients
from tests.conftest import Cast
from users.tenancy.actor import acting
from utils.ids import new_id

VENDORS = "/api/v1/finance/vendors/"


def book(cast: Cast, *days: int) -> None:
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        clearing, category = account_clearing(), category_list().first()
        for day in days:
            transaction_create(
                actor=cast.alice,
                kind=TransactionKind.EXPENSE,
                date=datetime.date(2026, 1, day),
                postings=[
                    PostingDraft(Decimal(-1), "EUR", account=clearing),
                    PostingDraft(Decimal(1), "EUR", category=category),
                ],
            )


def walk(client: Client, path: str, link: str = "next") -> list[list[str]]:
    pages = []
    while path:
        told = client.get(path).json()
        pages.append([row["id"] for row in told["results"]])
        path = told[link]
    return pages


def test_pages_hold_each_row_once_even_when_many_share_a_day(cast: Cast, clients: Clients) -> None:
    book(cast, 1, 2, 2, 2, 2, 2, 3)
    whole = walk(clients.alice, TRANSACTIONS)[0]
    pages = walk(clients.alice, f"{TRANSACTIONS}?page_size=2")
    assert [len(page) for page in pages] == [2, 2, 2, 1]
    assert [row for page in pages for row in page] == whole


def test_the_way_back_is_the_way_there(cast: Cast, clients: Clients) -> None:
    book(cast, 1, 2, 2, 2, 3)
    pages = walk(clients.alice, f"{TRANSACTIONS}?page_size=2")
    path = f"{TRANSACTIONS}?page_size=2"
    while told := clients.alice.get(path).json():
        if told["next"] is None:
            break
        path = told["next"]
    assert walk(clients.alice, path, "previous") == pages[::-1]


def test_the_first_page_has_no_previous_and_the_only_one_no_next(cast: Cast, clients: Clients) -> None:
    book(cast, 1)
    told = clients.alice.get(TRANSACTIONS).json()
    assert (told["next"], told["previous"], len(told["results"])) == (None, None, 1)


def test_a_row_that_comes_between_does_not_shift_the_pages(cast: Cast, clients: Clients) -> None:
    book(cast, 1, 2, 3, 4)
    first = clients.alice.get(f"{TRANSACTIONS}?page_size=2").json()
    book(cast, 9)
    second = clients.alice.get(first["next"]).json()
    assert {row["date"] for row in second["results"]} == {"2026-01-01", "2026-01-02"}


def test_filters_stay_on_the_next_page(cast: Cast, clients: Clients) -> None:
    book(cast, 1, 2, 3, 4)
    pages = walk(clients.alice, f"{TRANSACTIONS}?page_size=1&date_from=2026-01-03")
    assert [len(page) for page in pages] == [1, 1]


def test_documents_and_vendors_have_pages_too(cast: Cast, clients: Clients) -> None:
    for number in range(3):
        clients.alice.upload(PDF + b"%%%d" % number)
    with acting(cast.alice):
        for name in ("ä", "ab", "B", "bc"):
            vendor_create(actor=cast.alice, name=name)
    for path, count in ((DOCUMENTS, 3), (VENDORS, 4)):
        whole = walk(clients.alice, path)[0]
        assert [row for page in walk(clients.alice, f"{path}?page_size=1") for row in page] == whole
        assert len(whole) == count


def cursor(*told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "word",
    [
        "x",
        "!!!!",
        "%",
        "A" * 1001,
        "ä",
        cursor(),
        cursor(0, "2026-01-01"),
        cursor(2, "2026-01-01", "0" * 32),
        cursor(0, "2026-01-01", "x"),
        cursor(0, "yesterday", "0" * 32),
        cursor(0, "2026-02-30", "0" * 32),
        cursor(0, 20260101, "0" * 32),
        cursor(0, "a\x00", "0" * 32),
        cursor(0, None, "0" * 32),
        cursor([0], {}, []),
        base64.urlsafe_b64encode(b"[" * 700).decode(),
        base64.urlsafe_b64encode(b"9" * 700).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    ],
)
def test_a_cursor_that_is_none_is_refused(clients: Clients, word: str) -> None:
    answer = clients.alice.get(TRANSACTIONS, {"cursor": word})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize("key", ["2026-01-01", "2026-01-01T00:00:00", "9999-99-99T00:00:00Z", "0001-01-01T00:00:00+23:59", ""])
def test_a_cursor_of_another_list_is_refused(clients: Clients, key: str) -> None:
    answer = clients.alice.get(DOCUMENTS, {"cursor": cursor(0, key, new_id().hex)})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_half_of_a_character_is_no_place_in_a_list_by_name(clients: Clients) -> None:
    answer = clients.alice.get("/api/v1/finance/vendors/", {"cursor": cursor(0, "\ud800", "0" * 32)})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


@pytest.mark.parametrize("key", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59Z"])
def test_a_cursor_at_the_end_of_time_finds_a_page(clients: Clients, key: str) -> None:
    assert clients.alice.get(DOCUMENTS, {"cursor": cursor(0, key, new_id().hex)}).status_code == 200


def test_a_list_of_fifty_takes_as_many_queries_as_a_list_of_one(
    cast: Cast, clients: Clients, read_document: Callable[..., Document]
) -> None:
    book(cast, 1)
    read_document(clients.alice)
    clients.alice.post(VENDORS, {"name": "Vendor"})
    clients.alice.post("/api/v1/finance/accounts/", {"name": "Bank", "kind": "bank", "currency": "EUR"})
    names = ("documents", "transactions", "accounts", "categories", "vendors")
    paths = [f"/api/v1/finance/{name}/?page_size=100" for name in names]
    one = [clients.alice.queries(path) for path in paths]
    book(cast, *([2] * 49))
    for number in range(49):
        read_document(clients.alice, PDF + b"%%%d" % number)
        clients.alice.post(VENDORS, {"name": f"Vendor {number}"})
        clients.alice.post("/api/v1/finance/accounts/", {"name": f"Bank {number}", "kind": "bank", "currency": "EUR"})
    assert [clients.alice.queries(path) for path in paths] == one
    assert max(one) <= 6, one


def test_key_membership_and_workspace_come_by_one_query(clients: Clients) -> None:
    assert clients.alice.queries("/api/v1/finance/categories/") == 2
