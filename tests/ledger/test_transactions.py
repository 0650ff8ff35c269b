"""Creating and changing transactions."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from finance.errors import (
    AccountCurrencyError,
    AlreadyBookedError,
    BaseAmountError,
    InvalidMoneyError,
    PostingError,
    TransactionStateError,
    UnbalancedError,
)
from finance.models import (
    AccountKind,
    Category,
    CategoryKind,
    MonthlySum,
    Posting,
    Transaction,
    TransactionKind,
    TransactionStatus,
)
from finance.selectors.accounts import account_balances
from finance.selectors.transactions import transaction_get, transaction_list
from finance.services.accounts import account_create
from finance.services.ledger import ledger_open
from finance.services.transactions import (
    PostingDraft,
    transaction_confirm,
    transaction_create,
    transaction_restore,
    transaction_reverse,
    transaction_trash,
    transaction_update,
)
from finance.signals import transaction_booked
from tests.conftest import Cast
from tests.ledger.conftest import DAY, NOW, Books, constraints_speak
from users.audit.models import AuditEvent
from users.tenancy.actor import acting
from users.tenancy.errors import StaleVersionError
from utils.errors import NotAllowedError, NotFoundError

D = Decimal


def test_an_account_is_settled_at_once_and_clearing_is_not(books: Books) -> None:
    assert books.expense(account=books.bank).is_settled
    assert not books.expense().is_settled


@pytest.mark.parametrize(("out", "into"), [("10.00", "9.99"), ("0.0001", "0.0002")])
def test_postings_that_do_not_add_up_are_refused(books: Books, out: str, into: str) -> None:
    legs = [PostingDraft(-D(out), "EUR", account=books.bank), PostingDraft(D(into), "EUR", category=books.fuel)]
    with pytest.raises(UnbalancedError):
        books.expense(postings=legs)
    assert not Transaction.objects.exists()


@pytest.mark.parametrize("status", [TransactionStatus.DRAFT, TransactionStatus.BOOKED])
def test_one_posting_is_none(books: Books, status: TransactionStatus) -> None:
    for legs in ([], [PostingDraft(D(0), "EUR", category=books.fuel)]):
        with pytest.raises(UnbalancedError):
            books.expense(postings=legs, status=status)


def test_the_database_itself_refuses_what_does_not_add_up(books: Books) -> None:
    booked = books.expense()
    with pytest.raises(IntegrityError, match="add up"), constraints_speak():
        Posting.objects.filter(transaction=booked, position=2).update(amount=D("12.51"))


def test_the_database_itself_refuses_a_transaction_without_postings(books: Books) -> None:
    with pytest.raises(IntegrityError, match="not at least 2"), constraints_speak():
        Transaction.objects.create(workspace_id=books.actor.workspace_id, kind="expense", status="booked", date=DAY)


def test_a_posting_is_in_the_currency_of_its_account(books: Books) -> None:
    legs = [PostingDraft(D(-5), "USD", account=books.bank), PostingDraft(D(5), "USD", category=books.fuel)]
    with pytest.raises(AccountCurrencyError):
        books.expense(postings=legs)


def test_clearing_takes_any_currency(books: Books) -> None:
    for currency in ("USD", "JPY"):
        legs = [PostingDraft(D(-5), currency, account=books.clearing), PostingDraft(D(5), currency, category=books.fuel)]
        books.expense(postings=legs)
    assert account_balances([books.clearing.id]) == {books.clearing.id: {"USD": D("-5.0000"), "JPY": D("-5.0000")}}


def exchange(books: Books, base: Decimal | None) -> list[PostingDraft]:
    return [
        PostingDraft(D("-9.20"), "EUR", account=books.bank),
        PostingDraft(D(10), "USD", account=books.clearing, base_amount=base),
    ]


def test_across_currencies_the_base_amounts_add_up(books: Books) -> None:
    books.expense(kind=TransactionKind.TRANSFER, postings=exchange(books, D("9.20")))
    with pytest.raises(UnbalancedError):
        books.expense(kind=TransactionKind.TRANSFER, postings=exchange(books, D("9.21")))


def test_across_currencies_no_base_amount_may_be_missing(books: Books) -> None:
    legs = [PostingDraft(D(-10), "USD", account=books.clearing), PostingDraft(D(9), "CHF", account=books.clearing)]
    with pytest.raises(BaseAmountError):
        books.expense(kind=TransactionKind.TRANSFER, postings=legs)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        (D("NaN"), "EUR"),
        (D("Infinity"), "EUR"),
        (D("1.00001"), "EUR"),
        (D("1E15"), "EUR"),
        (D(1), "XYZ"),
        (D(1), "eur"),
        (1.5, "EUR"),
    ],
)
def test_bad_money_is_refused(books: Books, amount: Any, currency: str) -> None:
    legs = [PostingDraft(-amount, currency, account=books.clearing), PostingDraft(amount, currency, category=books.fuel)]
    with pytest.raises(InvalidMoneyError):
        books.expense(postings=legs)


def test_a_money_leg_is_not_nought(books: Books) -> None:
    with pytest.raises(PostingError):
        books.expense("0")


def test_a_posting_stands_on_exactly_one_of_account_and_category(books: Books) -> None:
    both = PostingDraft(D(1), "EUR", account=books.bank, category=books.fuel)
    for odd in (both, PostingDraft(D(1), "EUR")):
        with pytest.raises(PostingError):
            books.expense(postings=[PostingDraft(D(-1), "EUR", account=books.bank), odd])


def test_a_category_of_another_workspace_does_not_exist_here(books: Books, cast: Cast) -> None:
    with acting(cast.charlie):
        ledger_open(actor=cast.charlie)
        his = Category.objects.get(name="Fuel")
    with pytest.raises(NotFoundError):
        books.expense(postings=books.legs("1", category=his))


def test_who_may_only_read_books_nothing(books: Books) -> None:
    reader = Books(type(books.actor)(books.actor.kind, books.actor.workspace_id, frozenset()), *_parts(books))
    with pytest.raises(NotAllowedError):
        reader.expense()


def test_settlements_and_reversals_are_not_created_by_hand(books: Books) -> None:
    for kind in (TransactionKind.SETTLEMENT, TransactionKind.REVERSAL):
        with pytest.raises(TransactionStateError):
            books.expense(kind=kind)


def test_booking_is_announced_and_a_draft_is_not(books: Books) -> None:
    heard: list[object] = []

    def listen(transaction_id: object, **_: object) -> None:
        heard.append(transaction_id)

    transaction_booked.connect(listen)
    try:
        draft = books.expense(status=TransactionStatus.DRAFT)
        booked = books.expense()
        assert heard == [booked.id]
        transaction_confirm(actor=books.actor, transaction=draft)
        assert heard == [booked.id, draft.id]
    finally:
        transaction_booked.disconnect(listen)


def test_each_deed_is_in_the_audit_trail(books: Books) -> None:
    booked = books.expense()
    transaction_trash(actor=books.actor, transaction=booked, now=NOW)
    deeds = AuditEvent.objects.filter(subject_id=booked.id).order_by("id").values_list("action", flat=True)
    assert list(deeds) == ["transaction_created", "transaction_trashed"]


def test_a_machine_books_a_document_once(books: Books) -> None:
    document = books.document()
    first = books.expense(document=document, by_machine=True)
    with pytest.raises(AlreadyBookedError) as refusal:
        books.expense(document=document, by_machine=True)
    assert refusal.value.transaction_id == first.id
    assert Transaction.objects.count() == 1


def test_people_link_one_document_to_many_transactions(books: Books) -> None:
    document = books.document()
    books.expense(document=document, by_machine=True)
    books.expense(document=document)
    assert document.transaction_links.count() == 2


def test_an_update_changes_fields_and_postings(books: Books) -> None:
    booked = books.expense()
    date = datetime.date(2026, 10, 1)
    changed = transaction_update(
        actor=books.actor,
        transaction=booked,
        expected_version=1,
        postings=books.legs("7", books.bank, books.fuel),
        date=date,
        notes="corrected",
    )
    stored = transaction_get(booked.id)
    assert (stored.version, stored.date, stored.notes, stored.is_settled) == (2, date, "corrected", True)
    assert changed.version == 2
    assert account_balances() == {books.bank.id: {"EUR": D("-7.0000")}}
    assert MonthlySum.objects.filter(postings__gt=0).count() == 2


def test_an_update_of_what_somebody_else_changed_is_refused(books: Books) -> None:
    booked = books.expense()
    transaction_update(actor=books.actor, transaction=booked, expected_version=1, notes="first")
    with pytest.raises(StaleVersionError):
        transaction_update(actor=books.actor, transaction=booked, expected_version=1, notes="second")
    assert transaction_get(booked.id).notes == "first"


@pytest.mark.parametrize("column", [{"status": "reconciled"}, {"trashed_at": NOW}])
def test_what_is_reconciled_or_trashed_does_not_change(books: Books, column: dict[str, Any]) -> None:
    booked = books.expense()
    Transaction.objects.filter(id=booked.id).update(**column)
    with pytest.raises(TransactionStateError):
        transaction_update(actor=books.actor, transaction=booked, expected_version=1, description="x")
    with pytest.raises(TransactionStateError):
        transaction_trash(actor=books.actor, transaction=booked, now=NOW)


def test_trash_counts_for_nothing_until_it_is_restored(books: Books) -> None:
    booked = books.expense()
    transaction_trash(actor=books.actor, transaction=booked, now=NOW)
    assert account_balances() == {}
    assert not transaction_list().exists()
    transaction_restore(actor=books.actor, transaction=booked)
    assert account_balances() == {books.clearing.id: {"EUR": D("-12.5000")}}


def test_a_draft_counts_for_nothing_until_it_is_confirmed(books: Books) -> None:
    draft = books.expense(status=TransactionStatus.DRAFT)
    assert account_balances() == {}
    transaction_confirm(actor=books.actor, transaction=draft)
    assert account_balances() == {books.clearing.id: {"EUR": D("-12.5000")}}
    with pytest.raises(TransactionStateError):
        transaction_confirm(actor=books.actor, transaction=draft)


def test_a_reversal_turns_every_posting_round(books: Books) -> None:
    booked = books.expense()
    reversal = transaction_reverse(actor=books.actor, transaction=booked, date=datetime.date(2026, 12, 1))
    assert reversal.reverses_id == booked.id
    assert account_balances() == {books.clearing.id: {"EUR": D(0)}}


def test_a_transaction_is_reversed_once(books: Books) -> None:
    booked = books.expense()
    reversal = transaction_reverse(actor=books.actor, transaction=booked, date=DAY)
    with pytest.raises(TransactionStateError):
        transaction_reverse(actor=books.actor, transaction=booked, date=DAY)
    with pytest.raises(TransactionStateError):
        transaction_reverse(actor=books.actor, transaction=reversal, date=DAY)
    transaction_trash(actor=books.actor, transaction=reversal, now=NOW)
    transaction_reverse(actor=books.actor, transaction=booked, date=DAY)
    with pytest.raises(TransactionStateError):
        transaction_restore(actor=books.actor, transaction=reversal)


def test_drafts_are_edited_not_reversed(books: Books) -> None:
    with pytest.raises(TransactionStateError):
        transaction_reverse(actor=books.actor, transaction=books.expense(status=TransactionStatus.DRAFT), date=DAY)


def test_a_list_costs_a_fixed_number_of_queries(books: Books, django_assert_num_queries: Any) -> None:
    for _ in range(5):
        books.expense(document=books.document())
    with django_assert_num_queries(3):
        for row in transaction_list():
            assert [posting.account or posting.category for posting in row.postings.all()]
            assert [link.document for link in row.document_links.all()]


def test_a_second_currency_account_holds_its_own(books: Books) -> None:
    dollars = account_create(actor=books.actor, name="Dollars", kind=AccountKind.BANK, currency="USD")
    legs = [PostingDraft(D(-5), "USD", account=dollars), PostingDraft(D(5), "USD", category=books.fuel)]
    assert books.expense(postings=legs).postings.get(position=1).base_amount is None


def test_a_category_may_be_corrected_without_any_money(books: Books) -> None:
    legs = [PostingDraft(D(-5), "EUR", category=books.fuel), PostingDraft(D(5), "EUR", category=books.groceries)]
    moved = transaction_create(actor=books.actor, kind=TransactionKind.TRANSFER, date=DAY, postings=legs)
    assert Category.objects.filter(kind=CategoryKind.EXPENSE, postings__transaction=moved).count() == 2


def _parts(books: Books) -> tuple[Any, ...]:
    return books.bank, books.clearing, books.groceries, books.fuel
