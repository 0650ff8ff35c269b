"""Comparing an account with the stated balance of a statement."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from finance.errors import InvalidFieldError, PeriodLockedError, ReconciliationError, TransactionStateError
from finance.models import AccountKind, Reconciliation, Transaction, TransactionKind, TransactionStatus
from finance.selectors.reconciliations import reconciliation_open_transactions, reconciliation_standing
from finance.services.accounts import account_create, account_merge
from finance.services.periods import period_lock, period_unlock
from finance.services.reconciliations import (
    reconciliation_close,
    reconciliation_delete,
    reconciliation_reopen,
    reconciliation_start,
    reconciliation_update,
)
from finance.services.transaction_reconciling import transaction_unreconcile
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_reconcile,
    transaction_trash,
    transaction_update,
)
from tests.ledger.conftest import DAY, NOW, Books, at_once
from users.tenancy.errors import StaleVersionError

NEXT = DAY + datetime.timedelta(days=1)


def start(books: Books, stated: str = "-12.00", *, on: datetime.date = DAY, account: Any = None) -> Reconciliation:
    return reconciliation_start(actor=books.actor, account=account or books.bank, date=on, stated_balance=Decimal(stated))


def close(books: Books, begun: Reconciliation, *chosen: Transaction) -> Reconciliation:
    ids = [row.id for row in chosen] if chosen else None
    return reconciliation_close(actor=books.actor, reconciliation=begun, now=NOW, transaction_ids=ids)


def status(transaction: Transaction) -> str:
    return Transaction.objects.get(id=transaction.id).status


def test_it_begins_with_the_books_the_difference_and_what_is_open(books: Books) -> None:
    five, seven = books.expense("5", account=books.bank), books.expense("7", account=books.bank)
    books.expense("1", account=books.bank, date=NEXT)
    books.expense("2", account=books.bank, status=TransactionStatus.DRAFT)
    transaction_trash(actor=books.actor, transaction=books.expense("3", account=books.bank), now=NOW)
    books.expense("4")  # on clearing
    begun = start(books, "-5.00")
    standing = reconciliation_standing(begun)
    assert (standing.booked, standing.found, standing.difference) == (Decimal(-12), Decimal(0), Decimal(-5))
    told = reconciliation_open_transactions(begun).order_by("id")
    assert [(row.id, row.amount) for row in told] == [(five.id, Decimal(-5)), (seven.id, Decimal(-7))]  # type: ignore[attr-defined]


def test_all_are_reconciled_when_it_agrees(books: Books) -> None:
    booked = [books.expense("5", account=books.bank), books.expense("7", account=books.bank)]
    closed = close(books, start(books))
    assert (closed.state, closed.closed_at, closed.closed_by_id) == ("closed", NOW, books.actor.user_id)
    assert {status(row) for row in booked} == {"reconciled"}
    assert reconciliation_standing(closed).difference == 0


def test_the_chosen_alone_are_reconciled(books: Books) -> None:
    five, seven = books.expense("5", account=books.bank), books.expense("7", account=books.bank)
    close(books, start(books, "-5.00"), five)
    assert (status(five), status(seven)) == ("reconciled", "booked")
    close(books, start(books, "-12.00", on=NEXT))
    assert status(seven) == "reconciled"


def test_a_difference_is_refused_in_words(books: Books) -> None:
    booked = books.expense("5", account=books.bank)
    begun = start(books)
    with pytest.raises(ReconciliationError, match=r"come to -5\.00 EUR, which is 7\.00 more than the -12\.00 EUR"):
        close(books, begun)
    assert (status(booked), Reconciliation.objects.get().state) == ("booked", "open")


def test_reopening_puts_back_what_was_found(books: Books) -> None:
    booked = books.expense("12", account=books.bank)
    closed = close(books, start(books))
    reopened = reconciliation_reopen(actor=books.actor, reconciliation=closed)
    assert (status(booked), reopened.state, reopened.closed_at) == ("booked", "open", None)
    assert close(books, reopened).state == "closed"


def test_a_transfer_is_looked_for_on_both_accounts(books: Books) -> None:
    till = account_create(actor=books.actor, name="Till", kind=AccountKind.CASH, currency="EUR")
    legs = [PostingDraft(Decimal(-12), "EUR", account=books.bank), PostingDraft(Decimal(12), "EUR", account=till)]
    moved = transaction_create(actor=books.actor, kind=TransactionKind.TRANSFER, date=DAY, postings=legs)
    here = close(books, start(books))
    assert not reconciliation_open_transactions(start(books, "0.00", account=books.bank, on=NEXT)).exists()
    there = close(books, start(books, "12.00", account=till))
    reconciliation_delete(actor=books.actor, reconciliation=Reconciliation.objects.get(state="open"))
    reconciliation_reopen(actor=books.actor, reconciliation=here)
    assert status(moved) == "reconciled"  # the other statement still shows it
    reconciliation_reopen(actor=books.actor, reconciliation=there)
    assert status(moved) == "booked"


def test_what_was_reconciled_by_hand_counts_as_found(books: Books) -> None:
    transaction_reconcile(actor=books.actor, transaction=books.expense("5", account=books.bank))
    seven = books.expense("7", account=books.bank)
    closed = close(books, start(books))
    assert [link.transaction_id for link in closed.links.all()] == [seven.id]


def test_what_a_statement_shows_is_not_let_go_by_hand(books: Books) -> None:
    booked = books.expense("12", account=books.bank)
    close(books, start(books))
    with pytest.raises(TransactionStateError, match="Reopen"):
        transaction_unreconcile(actor=books.actor, transaction=booked)


def test_in_a_locked_period_a_transaction_is_found_but_stays_as_it_is(books: Books) -> None:
    booked = books.expense("12", account=books.bank)
    period_lock(actor=books.actor, through=DAY)
    closed = close(books, start(books))
    assert status(booked) == "booked"
    assert reconciliation_standing(closed).difference == 0
    reconciliation_reopen(actor=books.actor, reconciliation=closed)


def test_what_was_locked_since_is_not_put_back(books: Books) -> None:
    books.expense("12", account=books.bank)
    closed = close(books, start(books))
    period_lock(actor=books.actor, through=DAY)
    with pytest.raises(PeriodLockedError):
        reconciliation_reopen(actor=books.actor, reconciliation=closed)


def test_the_account_keeps_what_was_merged_into_it(books: Books) -> None:
    other = account_create(actor=books.actor, name="Other", kind=AccountKind.BANK, currency="EUR")
    books.expense("5", account=other)
    close(books, start(books, "-5.00", account=other))
    books.expense("7", account=books.bank)
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    begun = start(books, on=NEXT)
    assert reconciliation_standing(begun).found == Decimal(-5)
    assert len(close(books, begun).links.all()) == 1


def test_only_the_latest_is_reopened_and_only_an_open_one_changes(books: Books) -> None:
    books.expense("12", account=books.bank)
    first, second = close(books, start(books)), close(books, start(books, on=NEXT))
    for deed in (
        lambda: reconciliation_reopen(actor=books.actor, reconciliation=first),
        lambda: reconciliation_update(actor=books.actor, reconciliation=second, date=DAY),
        lambda: reconciliation_delete(actor=books.actor, reconciliation=second),
        lambda: close(books, second),
        lambda: start(books, on=NEXT),
        lambda: start(books, account=books.clearing),
    ):
        with pytest.raises(ReconciliationError):
            deed()


def test_one_is_open_per_account_and_versions_are_heeded(books: Books) -> None:
    begun = start(books)
    with pytest.raises(ReconciliationError, match="already"):
        start(books, on=NEXT)
    changed = reconciliation_update(actor=books.actor, reconciliation=begun, stated_balance=Decimal(0))
    assert changed.version == 2
    with pytest.raises(StaleVersionError):
        reconciliation_close(actor=books.actor, reconciliation=begun, now=NOW, expected_version=1)
    with pytest.raises(InvalidFieldError):
        close(books, begun, books.expense("4"))


def test_of_two_who_close_at_once_one_wins(committed_books: Books) -> None:
    books = committed_books
    books.expense("12", account=books.bank)
    begun = start(books)
    done = at_once(books.actor, [lambda: close(books, begun)] * 3)
    assert sorted(type(one).__name__ for one in done) == ["Reconciliation", "ReconciliationError", "ReconciliationError"]


def test_what_was_found_in_a_locked_period_stays_when_that_is_unlocked(books: Books) -> None:
    found = books.expense("12", account=books.bank)
    period_lock(actor=books.actor, through=DAY)
    closed = close(books, start(books))
    period_unlock(actor=books.actor)
    assert status(found) == TransactionStatus.BOOKED
    with pytest.raises(TransactionStateError):
        transaction_trash(actor=books.actor, transaction=found, now=NOW)
    with pytest.raises(TransactionStateError):
        transaction_update(actor=books.actor, transaction=found, expected_version=1, postings=books.legs("13", books.bank))
    reconciliation_reopen(actor=books.actor, reconciliation=closed)
    transaction_trash(actor=books.actor, transaction=found, now=NOW)
