"""A bank row settles what was booked against clearing: nothing counts twice."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.db.models import Sum

from finance.errors import BaseAmountError, SettlementError, TransactionStateError
from finance.models import (
    Account,
    AccountKind,
    Category,
    MonthlySum,
    Posting,
    SystemCategory,
    Transaction,
    TransactionKind,
    TransactionStatus,
)
from finance.selectors.accounts import account_balances
from finance.selectors.transactions import transaction_get, transaction_list_unsettled
from finance.services.accounts import account_create
from finance.services.ledger_verification import ledger_verify
from finance.services.own_rates import own_rate_create
from finance.services.transactions import (
    PostingDraft,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_update,
)
from tests.ledger.conftest import DAY, NOW, Books, constraints_speak

D = Decimal
BANK_DAY = datetime.date(2026, 11, 23)


def settle(books: Books, booked: Transaction, account: Account | None = None, amount: Decimal | None = None) -> Transaction:
    return transaction_settle(actor=books.actor, transaction=booked, account=account or books.bank, date=BANK_DAY, amount=amount)


def foreign(books: Books, base: str | None = None) -> Transaction:
    known = None if base is None else D(base)
    legs = [
        PostingDraft(D(-10), "USD", account=books.clearing, base_amount=None if known is None else -known),
        PostingDraft(D(10), "USD", category=books.fuel, base_amount=known),
    ]
    return books.expense(postings=legs)


def account_in(books: Books, currency: str) -> Account:
    return account_create(actor=books.actor, name=currency, kind=AccountKind.BANK, currency=currency)


@pytest.fixture(autouse=True)
def _ends_sound(books: Books) -> object:
    yield
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_a_settlement_moves_the_money_on_the_day_of_the_bank_row(books: Books) -> None:
    booked = books.expense()
    settlement = settle(books, booked)
    assert (settlement.kind, settlement.date, settlement.settles_id) == (TransactionKind.SETTLEMENT, BANK_DAY, booked.id)
    assert account_balances() == {books.clearing.id: {"EUR": D(0)}, books.bank.id: {"EUR": D("-12.5000")}}
    assert transaction_get(booked.id).is_settled
    assert transaction_get(booked.id).date == DAY


def test_what_is_settled_waits_for_no_money(books: Books) -> None:
    booked, other = books.expense(), books.expense()
    settle(books, booked)
    assert list(transaction_list_unsettled()) == [other]


def test_reversed_ones_and_their_reversals_wait_for_no_money(books: Books) -> None:
    transaction_reverse(actor=books.actor, transaction=books.expense(), date=BANK_DAY)
    assert list(transaction_list_unsettled()) == []


def test_a_transaction_is_settled_once(books: Books) -> None:
    booked = books.expense()
    settle(books, booked)
    with pytest.raises(SettlementError):
        settle(books, booked)


def test_the_database_itself_keeps_a_second_settlement_out(books: Books) -> None:
    booked = books.expense()
    settle(books, booked)
    with pytest.raises(IntegrityError, match="transaction_settled_once"), constraints_speak():
        Transaction.objects.create(
            workspace_id=books.actor.workspace_id, kind="settlement", status="booked", date=BANK_DAY, settles=booked
        )


def test_a_part_settles_nothing(books: Books) -> None:
    with pytest.raises(SettlementError, match="whole"):
        settle(books, books.expense(), amount=D(-5))


def test_the_full_amount_may_be_said(books: Books) -> None:
    booked = books.expense()
    settle(books, booked, amount=D("-12.50"))
    booked.refresh_from_db()
    assert booked.is_settled


@pytest.mark.parametrize("status", [TransactionStatus.DRAFT])
def test_a_draft_cannot_be_settled(books: Books, status: TransactionStatus) -> None:
    with pytest.raises(SettlementError):
        settle(books, books.expense(status=status))


def test_clearing_settles_nothing_and_a_bank_booking_needs_no_settlement(books: Books) -> None:
    with pytest.raises(SettlementError):
        settle(books, books.expense(), account=books.clearing)
    with pytest.raises(SettlementError):
        settle(books, books.expense(account=books.bank))


def test_a_reversed_transaction_moves_no_money(books: Books) -> None:
    booked = books.expense()
    transaction_reverse(actor=books.actor, transaction=booked, date=BANK_DAY)
    with pytest.raises(SettlementError):
        settle(books, booked)


def test_the_bank_says_the_base_amount_where_no_rate_was_known(books: Books) -> None:
    settle(books, foreign(books), amount=D("-9.20"))
    assert account_balances([books.bank.id]) == {books.bank.id: {"EUR": D("-9.2000")}}
    assert account_balances([books.clearing.id]) == {books.clearing.id: {"USD": D(0)}}


@pytest.mark.parametrize(("paid", "loss"), [("-9.20", "0.20"), ("-8.90", "-0.10")])
def test_what_the_bank_took_more_or_less_is_exchange_loss_or_gain(books: Books, paid: str, loss: str) -> None:
    settlement = settle(books, foreign(books, base="9.00"), amount=D(paid))
    exchange = Category.objects.get(system_code=SystemCategory.EXCHANGE)
    assert Posting.objects.get(transaction=settlement, category=exchange).amount == D(loss)


def test_another_currency_needs_the_amount_there_with_its_sign(books: Books) -> None:
    booked = foreign(books)
    for amount in (None, D(0), D("9.20")):
        with pytest.raises(SettlementError):
            settle(books, booked, amount=amount)


def test_without_any_base_amount_two_foreign_currencies_do_not_meet(books: Books) -> None:
    francs = account_in(books, "CHF")
    with pytest.raises(BaseAmountError):
        settle(books, foreign(books), account=francs, amount=D("-9"))
    settle(books, foreign(books, base="9.10"), account=francs, amount=D("-9"))


def test_a_foreign_amount_settles_on_an_account_of_its_currency(books: Books) -> None:
    dollars = account_in(books, "USD")
    settle(books, foreign(books), account=dollars)
    assert account_balances([dollars.id]) == {dollars.id: {"USD": D("-10.0000")}}


def test_a_settlement_in_the_trash_leaves_its_transaction_open(books: Books) -> None:
    booked = books.expense()
    settlement = settle(books, booked)
    transaction_trash(actor=books.actor, transaction=settlement, now=NOW)
    assert list(transaction_list_unsettled()) == [booked]
    transaction_restore(actor=books.actor, transaction=settlement)
    assert list(transaction_list_unsettled()) == []


def test_a_settlement_is_not_restored_beside_another(books: Books) -> None:
    booked = books.expense()
    settlement = settle(books, booked)
    transaction_trash(actor=books.actor, transaction=settlement, now=NOW)
    settle(books, booked)
    with pytest.raises(SettlementError):
        transaction_restore(actor=books.actor, transaction=settlement)


@pytest.mark.parametrize("meanwhile", ["another amount", "seen on the bank", "reversed"])
def test_a_settlement_is_restored_only_for_what_it_settled(books: Books, meanwhile: str) -> None:
    booked = books.expense("10")
    settlement = settle(books, booked)
    transaction_trash(actor=books.actor, transaction=settlement, now=NOW)
    if meanwhile == "reversed":
        transaction_reverse(actor=books.actor, transaction=booked, date=DAY)
    else:
        legs = books.legs("12") if meanwhile == "another amount" else books.legs("10", account=books.bank)
        transaction_update(actor=books.actor, transaction=booked, expected_version=3, postings=legs)
    with pytest.raises(SettlementError):
        transaction_restore(actor=books.actor, transaction=settlement)


def test_a_reversal_is_restored_only_for_what_it_reversed(books: Books) -> None:
    booked = books.expense("10")
    reversal = transaction_reverse(actor=books.actor, transaction=booked, date=DAY)
    transaction_trash(actor=books.actor, transaction=reversal, now=NOW)
    other = books.legs("10", category=books.fuel)
    transaction_update(actor=books.actor, transaction=booked, expected_version=1, postings=other)
    with pytest.raises(SettlementError):
        transaction_restore(actor=books.actor, transaction=reversal)
    transaction_update(actor=books.actor, transaction=booked, expected_version=2, postings=books.legs("10"))
    transaction_restore(actor=books.actor, transaction=reversal)


def test_what_is_settled_stays_worth_what_its_settlement_says(books: Books) -> None:
    own_rate_create(actor=books.actor, date=DAY, currency="USD", rate=D("0.9"))
    booked = foreign(books, base="8.00")
    settle(books, booked, account=account_in(books, "USD"))
    spent = [PostingDraft(D(4), "USD", category=books.groceries), PostingDraft(D(6), "USD", category=books.fuel)]
    given = PostingDraft(D(-10), "USD", account=books.clearing, base_amount=D("-9"))
    with pytest.raises(SettlementError):
        transaction_update(actor=books.actor, transaction=booked, expected_version=2, postings=[given, *spent])
    unsaid = PostingDraft(D(-10), "USD", account=books.clearing)
    transaction_update(actor=books.actor, transaction=booked, expected_version=2, postings=[unsaid, *spent])
    left = MonthlySum.objects.filter(account=books.clearing).aggregate(amount=Sum("amount"), base=Sum("base_amount"))
    assert left == {"amount": 0, "base": 0}


def test_what_the_bank_said_it_is_worth_stays_when_splits_change(books: Books) -> None:
    booked = foreign(books)
    settle(books, booked, amount=D("-9.50"))
    own_rate_create(actor=books.actor, date=DAY, currency="USD", rate=D("0.9"))
    legs = [PostingDraft(D(-10), "USD", account=books.clearing), PostingDraft(D(10), "USD", category=books.groceries)]
    transaction_update(actor=books.actor, transaction=booked, expected_version=2, postings=legs)
    assert MonthlySum.objects.get(category=books.groceries).base_amount == D("9.5")
    assert MonthlySum.objects.filter(account=books.clearing).aggregate(base=Sum("base_amount")) == {"base": 0}


def test_a_settlement_is_not_restored_for_a_trashed_transaction(books: Books) -> None:
    booked = books.expense()
    settlement = settle(books, booked)
    transaction_trash(actor=books.actor, transaction=settlement, now=NOW)
    transaction_trash(actor=books.actor, transaction=booked, now=NOW)
    with pytest.raises(TransactionStateError):
        transaction_restore(actor=books.actor, transaction=settlement)


def test_what_is_settled_keeps_its_amounts_and_stays(books: Books) -> None:
    booked = books.expense()
    settle(books, booked)
    with pytest.raises(SettlementError):
        transaction_update(actor=books.actor, transaction=booked, expected_version=2, postings=books.legs("1"))
    with pytest.raises(SettlementError):
        transaction_trash(actor=books.actor, transaction=booked, now=NOW)
    transaction_update(actor=books.actor, transaction=booked, expected_version=2, notes="may be said")


def test_a_settlement_is_undone_by_the_trash_not_by_a_reversal(books: Books) -> None:
    with pytest.raises(SettlementError):
        transaction_reverse(actor=books.actor, transaction=settle(books, books.expense()), date=BANK_DAY)
