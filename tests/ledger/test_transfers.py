"""Transfers between own accounts in their simple form, also across currencies."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from finance.errors import BaseAmountError, PostingError
from finance.models import Account, AccountKind, OwnRate, Posting, SystemCategory, Transaction, TransactionKind
from finance.selectors.accounts import account_balances
from finance.selectors.categories import category_system
from finance.selectors.transaction_detail import transaction_beside
from finance.selectors.transactions import transaction_get
from finance.services.accounts import account_create
from finance.services.ledger_verification import ledger_verify
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_settle,
    transaction_update,
    transfer_postings,
)
from tests.ledger.conftest import DAY, Books

D = Decimal


@pytest.fixture(autouse=True)
def _ends_sound(books: Books) -> object:
    yield
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def account(books: Books, currency: str, name: str = "") -> Account:
    return account_create(actor=books.actor, name=name or currency, kind=AccountKind.BANK, currency=currency)


def transfer(books: Books, source: Account, target: Account, amount: str, to_amount: str | None = None) -> Transaction:
    legs = transfer_postings(
        from_account=source, to_account=target, amount=D(amount), date=DAY, to_amount=D(to_amount) if to_amount else None
    )
    return transaction_create(actor=books.actor, kind=TransactionKind.TRANSFER, date=DAY, postings=legs)


def bases(transaction: Transaction) -> list[tuple[str, Decimal | None]]:
    return list(Posting.objects.filter(transaction=transaction).order_by("position").values_list("currency", "base_amount"))


def own_rate(books: Books, currency: str, rate: str) -> None:
    OwnRate.objects.create(workspace_id=books.actor.workspace_id, currency=currency, base="EUR", date=DAY, rate=D(rate))


def test_money_moves_from_one_account_to_the_other(books: Books) -> None:
    cash = account(books, "EUR", "Cash")
    moved = transfer(books, books.bank, cash, "50")
    assert account_balances() == {books.bank.id: {"EUR": D(-50)}, cash.id: {"EUR": D(50)}}
    assert moved.is_settled
    told = transaction_beside(transaction_get(moved.id)).transfer
    assert told is not None
    assert (told.from_account, told.to_account, told.amount, told.to_amount) == (books.bank.id, cash.id, D(50), D(50))


@pytest.mark.parametrize("out", [True, False])
def test_the_banks_own_amounts_are_the_rate_where_one_is_in_the_base_currency(books: Books, out: bool) -> None:
    dollars = account(books, "USD")
    own_rate(books, "USD", "2")  # not asked
    moved = transfer(books, dollars, books.bank, "110", "100") if out else transfer(books, books.bank, dollars, "100", "110")
    assert sorted(base for _currency, base in bases(moved) if base is not None) == [D(-100), D(100)]
    assert not Posting.objects.filter(transaction=moved, category__isnull=False).exists()


def test_between_two_foreign_currencies_the_difference_is_exchange_gain_or_loss(books: Books) -> None:
    dollars, francs = account(books, "USD"), account(books, "CHF")
    own_rate(books, "USD", "0.90")
    own_rate(books, "CHF", "1.05")
    moved = transfer(books, dollars, francs, "100", "85")
    assert bases(moved) == [("USD", D(-90)), ("CHF", D("89.25")), ("EUR", D("0.75"))]
    assert Posting.objects.get(transaction=moved, category__isnull=False).category == category_system(SystemCategory.EXCHANGE)


def test_one_known_rate_values_both_and_none_is_refused(books: Books) -> None:
    dollars, francs = account(books, "USD"), account(books, "CHF")
    with pytest.raises(BaseAmountError):
        transfer(books, dollars, francs, "100", "85")
    own_rate(books, "USD", "0.90")
    assert bases(transfer(books, dollars, francs, "100", "85")) == [("USD", D(-90)), ("CHF", D(90))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": D(0)},
        {"amount": D(-5)},
        {"to_amount": D(4)},
        {"to_amount": D(0)},
        {"to_account": "bank"},
        {"to_account": "clearing"},
        {"to_account": "dollars"},  # without to_amount
    ],
)
def test_what_is_no_transfer_is_refused(books: Books, wrong: dict[str, Any]) -> None:
    accounts = {"bank": books.bank, "clearing": books.clearing, "dollars": account(books, "USD")}
    said = {"from_account": books.bank, "to_account": account(books, "EUR", "Cash"), "amount": D(5), **wrong}
    said["to_account"] = accounts.get(said["to_account"], said["to_account"]) if "to_account" in wrong else said["to_account"]
    with pytest.raises(PostingError):
        transfer_postings(date=DAY, **said)


def test_another_day_values_a_foreign_amount_by_its_own_rate(books: Books) -> None:
    own_rate(books, "USD", "0.90")
    OwnRate.objects.create(
        workspace_id=books.actor.workspace_id, currency="USD", base="EUR", date=DAY - timedelta(days=30), rate=D("0.80")
    )
    legs = [PostingDraft(D(-10), "USD", account=books.clearing), PostingDraft(D(10), "USD", category=books.fuel)]
    booked = books.expense(postings=legs)
    assert [base for _currency, base in bases(booked)] == [D(-9), D(9)]
    moved = transaction_update(actor=books.actor, transaction=booked, expected_version=1, date=DAY - timedelta(days=30))
    assert [base for _currency, base in bases(moved)] == [D(-8), D(8)]
    transaction_settle(actor=books.actor, transaction=moved, account=books.bank, date=DAY, amount=D("-8.50"))
    kept = transaction_update(actor=books.actor, transaction=moved, expected_version=3, date=DAY)
    assert [base for _currency, base in bases(kept)] == [D(-8), D(8)]
