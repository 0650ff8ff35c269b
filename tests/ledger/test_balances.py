"""Balances by account and day."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from finance.models import AccountKind, TransactionStatus
from finance.selectors.accounts import account_balances
from finance.selectors.balances import account_balances_on
from finance.services.accounts import account_create
from finance.services.transactions import transaction_trash
from tests.ledger.conftest import Books

MARCH = datetime.date(2026, 3, 31)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def balance(books: Books, on: datetime.date) -> str | None:
    found = account_balances_on(on=on, account_ids=[books.bank.id]).get(books.bank.id)
    return None if found is None else str(found["EUR"].quantize(Decimal("0.01")))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-14", None),
        ("2026-01-15", "-10.00"),
        ("2026-01-31", "-10.00"),
        ("2026-02-28", "-30.00"),
        ("2026-03-01", "-30.00"),
        ("2026-03-02", "-70.00"),
        ("2026-03-31", "-150.00"),
        ("2199-12-31", "-150.00"),
    ],
)
def test_a_balance_is_that_of_the_end_of_the_day(books: Books, on: str, expected: str | None) -> None:
    for amount, date in (("10", "2026-01-15"), ("20", "2026-02-28"), ("40", "2026-03-02"), ("80", "2026-03-31")):
        books.expense(amount, account=books.bank, date=day(date))
    assert balance(books, day(on)) == expected


def test_drafts_and_trash_do_not_count(books: Books) -> None:
    books.expense("1", account=books.bank, date=day("2026-03-05"))
    books.expense("2", account=books.bank, date=day("2026-03-05"), status=TransactionStatus.DRAFT)
    thrown = books.expense("4", account=books.bank, date=day("2026-03-05"))
    transaction_trash(actor=books.actor, transaction=thrown, now=timezone.now())
    assert balance(books, day("2026-03-30")) == balance(books, MARCH) == "-1.00"


def test_all_accounts_are_told_by_currency_and_the_last_day_tells_what_stands_now(books: Books) -> None:
    dollars = account_create(
        actor=books.actor, name="Dollars", kind=AccountKind.CASH, currency="USD", opening_balance=Decimal(5), opening_date=MARCH
    )
    books.expense("3", date=MARCH)
    told = account_balances_on(on=day("2026-12-30"))
    assert told == account_balances()
    assert told[dollars.id] == {"USD": Decimal(5)}
    assert told[books.clearing.id] == {"EUR": Decimal(-3)}
