"""The base currency stays as soon as something is posted; before, it may be changed. On a real Postgres, also at once."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Event
from time import sleep

import pytest
from django.db import connection, connections, transaction

from finance.models import Category, Posting, TransactionKind
from finance.selectors.accounts import account_clearing
from finance.services.ledger import ledger_open
from finance.services.transactions import PostingDraft, transaction_create
from tests.conftest import Cast
from tests.workspaces.conftest import WORKSPACES, House, problem
from users.models import Workspace
from users.tenancy.actor import Actor, acting
from users.workspaces.errors import BaseCurrencyBookedError
from users.workspaces.opening import workspace_update


def book(actor: Actor) -> None:
    legs = [
        PostingDraft(Decimal(-5), "EUR", account=account_clearing()),
        PostingDraft(Decimal(5), "EUR", category=Category.objects.get(name="Fuel")),
    ]
    transaction_create(actor=actor, kind=TransactionKind.EXPENSE, date=datetime.date(2026, 11, 20), postings=legs)


def currency_of(actor: Actor) -> str:
    return str(Workspace.objects.get(id=actor.workspace_id).base_currency)


@pytest.mark.django_db
def test_it_may_be_another_one_while_nothing_is_booked(house: House) -> None:
    answer = house.alice.patch(f"{WORKSPACES}{house.workspace_id}/", {"base_currency": "CHF"})
    assert (answer.status_code, answer.json()["base_currency"]) == (200, "CHF")


@pytest.mark.django_db
def test_it_stays_as_soon_as_something_is_booked(house: House) -> None:
    with acting(house.cast.alice):
        ledger_open(actor=house.cast.alice)
        book(house.cast.alice)
    path = f"{WORKSPACES}{house.workspace_id}/"

    assert problem(house.alice.patch(path, {"base_currency": "CHF"})) == (409, "base_currency_booked")
    assert house.alice.patch(path, {"base_currency": "EUR", "name": "Still ours"}).status_code == 200
    assert currency_of(house.cast.alice) == "EUR"


@pytest.fixture
def opened(committed_cast: Cast) -> Actor:
    with acting(committed_cast.alice):
        ledger_open(actor=committed_cast.alice)
    return committed_cast.alice


def test_a_change_waits_for_a_booking_in_flight_and_is_refused(opened: Actor) -> None:
    booked, may_commit = Event(), Event()

    def book_slowly() -> None:
        try:
            with acting(opened), transaction.atomic():
                book(opened)
                booked.set()
                assert may_commit.wait(30)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        booking = pool.submit(book_slowly)
        assert booked.wait(30)
        pool_of_change = ThreadPoolExecutor(1)
        change = pool_of_change.submit(_change, opened)
        sleep(0.5)
        assert not change.done()
        may_commit.set()
        booking.result(30)
        with pytest.raises(BaseCurrencyBookedError):
            change.result(30)
        pool_of_change.shutdown()
    assert currency_of(opened) == "EUR"


def test_a_booking_waits_for_a_change_in_flight_and_books_in_the_new_currency(opened: Actor) -> None:
    changed, may_commit = Event(), Event()

    def change_slowly() -> None:
        try:
            with acting(opened), transaction.atomic():
                workspace_update(actor=opened, base_currency="CHF")
                changed.set()
                assert may_commit.wait(30)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        change = pool.submit(change_slowly)
        assert changed.wait(30)
        booking = pool.submit(_book, opened)
        sleep(0.5)
        assert not booking.done()
        may_commit.set()
        change.result(30)
        booking.result(30)
    with acting(opened):
        assert list(Posting.objects.values_list("base_amount", flat=True)) == [None, None]


def _change(actor: Actor) -> None:
    try:
        connection.ensure_connection()
        with acting(actor):
            workspace_update(actor=actor, base_currency="CHF")
    finally:
        connections.close_all()


def _book(actor: Actor) -> None:
    try:
        with acting(actor):
            book(actor)
    finally:
        connections.close_all()
