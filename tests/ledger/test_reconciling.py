"""Draft → booked → reconciled, and the way back; settled, and the way back."""

from __future__ import annotations

import datetime

import pytest

from finance.errors import PeriodLockedError, SettlementError, TransactionStateError
from finance.models import Transaction, TransactionStatus
from finance.selectors.accounts import account_balances
from finance.selectors.transactions import transaction_get
from finance.services.ledger_verification import ledger_verify
from finance.services.periods import period_lock
from finance.services.transactions import (
    transaction_reconcile,
    transaction_restore,
    transaction_settle,
    transaction_trash,
    transaction_unreconcile,
    transaction_unsettle,
    transaction_update,
    transactions_reconcile,
    transactions_unreconcile,
)
from tests.ledger.conftest import DAY, NOW, Books, at_once
from users.tenancy.errors import StaleVersionError
from utils.errors import NotFoundError
from utils.ids import new_id

BANK_DAY = datetime.date(2026, 11, 23)


def status(transaction: Transaction) -> str:
    return str(transaction_get(transaction.id).status)


def test_what_is_reconciled_is_booked_again_when_that_is_taken_back(books: Books) -> None:
    booked = books.expense(account=books.bank)
    assert transaction_reconcile(actor=books.actor, transaction=booked).status == "reconciled"
    with pytest.raises(TransactionStateError, match="reconciled"):
        transaction_update(actor=books.actor, transaction=booked, expected_version=2, description="x")
    transaction_unreconcile(actor=books.actor, transaction=booked)
    assert transaction_update(actor=books.actor, transaction=booked, expected_version=3, description="x").version == 4


def test_notes_may_be_put_on_what_is_reconciled(books: Books) -> None:
    booked = books.expense(account=books.bank)
    transaction_reconcile(actor=books.actor, transaction=booked)
    assert transaction_update(actor=books.actor, transaction=booked, expected_version=2, notes="seen").notes == "seen"


def test_each_is_refused_when_it_is_so_already(books: Books) -> None:
    booked = books.expense(account=books.bank)
    with pytest.raises(TransactionStateError):
        transaction_unreconcile(actor=books.actor, transaction=booked)
    transaction_reconcile(actor=books.actor, transaction=booked)
    with pytest.raises(TransactionStateError):
        transaction_reconcile(actor=books.actor, transaction=booked)


def test_drafts_trash_and_what_no_statement_shows_are_not_reconciled(books: Books) -> None:
    draft = books.expense(account=books.bank, status=TransactionStatus.DRAFT)
    trashed = transaction_trash(actor=books.actor, transaction=books.expense(account=books.bank), now=NOW)
    unseen = books.expense()
    for transaction in (draft, trashed, unseen):
        with pytest.raises(TransactionStateError):
            transaction_reconcile(actor=books.actor, transaction=transaction)


def test_what_was_settled_is_reconciled_with_its_settlement(books: Books) -> None:
    booked = books.expense()
    settlement = transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=BANK_DAY)
    assert transactions_reconcile(actor=books.actor, ids=[booked.id, settlement.id]) == sorted([booked.id, settlement.id])


def test_many_are_reconciled_or_none(books: Books) -> None:
    seen, again = books.expense(account=books.bank), books.expense(account=books.bank)
    unseen = books.expense()
    with pytest.raises(TransactionStateError):
        transactions_reconcile(actor=books.actor, ids=[seen.id, unseen.id])
    with pytest.raises(NotFoundError):
        transactions_reconcile(actor=books.actor, ids=[seen.id, new_id()])
    assert status(seen) == "booked"
    transactions_reconcile(actor=books.actor, ids=[seen.id])
    assert transactions_reconcile(actor=books.actor, ids=[seen.id, again.id]) == [again.id]
    assert set(transactions_unreconcile(actor=books.actor, ids=[seen.id, again.id, unseen.id])) == {seen.id, again.id}
    assert status(seen) == "booked"


def test_in_a_locked_period_nothing_is_reconciled_or_taken_back(books: Books) -> None:
    booked, other = books.expense(account=books.bank), books.expense(account=books.bank)
    transaction_reconcile(actor=books.actor, transaction=booked)
    period_lock(actor=books.actor, through=DAY)
    with pytest.raises(PeriodLockedError):
        transaction_unreconcile(actor=books.actor, transaction=booked)
    with pytest.raises(PeriodLockedError):
        transactions_reconcile(actor=books.actor, ids=[other.id])


def test_a_settlement_is_taken_back_and_may_be_restored(books: Books) -> None:
    booked = books.expense()
    settlement = transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=BANK_DAY)
    period_lock(actor=books.actor, through=DAY)  # the settlement has a date of its own
    open_again = transaction_unsettle(actor=books.actor, transaction=booked, now=NOW)
    assert not open_again.is_settled
    assert account_balances([books.bank.id]) == {}
    with pytest.raises(SettlementError):
        transaction_unsettle(actor=books.actor, transaction=booked, now=NOW)
    transaction_restore(actor=books.actor, transaction=settlement)
    assert transaction_get(booked.id).is_settled
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_a_reconciled_settlement_stays(books: Books) -> None:
    booked = books.expense()
    settlement = transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=BANK_DAY)
    transaction_reconcile(actor=books.actor, transaction=settlement)
    with pytest.raises(TransactionStateError):
        transaction_unsettle(actor=books.actor, transaction=booked, now=NOW)
    assert transaction_get(booked.id).is_settled


def test_what_was_booked_on_the_bank_has_no_settlement(books: Books) -> None:
    with pytest.raises(SettlementError):
        transaction_unsettle(actor=books.actor, transaction=books.expense(account=books.bank), now=NOW)


def test_statements_in_opposite_orders_do_not_wait_in_a_circle(committed_books: Books) -> None:
    books = committed_books
    ids = [books.expense(account=books.bank).id for _ in range(6)]
    deeds = [
        lambda: transactions_reconcile(actor=books.actor, ids=ids),
        lambda: transactions_reconcile(actor=books.actor, ids=ids[::-1]),
        lambda: transactions_unreconcile(actor=books.actor, ids=ids[::-1]),
    ]
    done = at_once(books.actor, deeds)
    assert [result for result in done if isinstance(result, Exception)] == []
    versions = set(Transaction.objects.values_list("version", flat=True))
    assert len(versions) == 1, "each statement turned all of them or none"


def test_an_edit_and_reconciling_at_once_lose_nothing(committed_books: Books) -> None:
    books, booked = committed_books, committed_books.expense(account=committed_books.bank)
    deeds = [
        lambda: transaction_reconcile(actor=books.actor, transaction=booked, expected_version=1),
        lambda: transaction_update(actor=books.actor, transaction=booked, expected_version=1, postings=books.legs("7")),
    ]
    done = at_once(books.actor, deeds)
    assert [type(result) for result in done if isinstance(result, Exception)] == [StaleVersionError]
    assert transaction_get(booked.id).version == 2
