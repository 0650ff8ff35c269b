"""Whatever is done in whatever order: postings add up to nought, balances are their sums, the roll-up is as recomputed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.models import Posting, Transaction, TransactionKind, TransactionStatus
from finance.selectors.accounts import account_balances
from finance.services.ledger_verification import ledger_verify
from finance.services.periods import period_lock, period_unlock
from finance.services.transactions import (
    PostingDraft,
    transaction_confirm,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_update,
)
from tests.ledger.conftest import NOW, Books
from utils.errors import DomainError
from utils.money import Money

DAYS = st.dates(datetime.date(2026, 9, 28), datetime.date(2026, 12, 3))
CENTS = st.integers(-100_000, 100_000).filter(bool)
WEIGHTS = st.lists(st.integers(1, 9).map(Decimal), min_size=1, max_size=4)
NUMBER = st.integers(0, 1000)

BOOK = st.tuples(st.just("book"), DAYS, CENTS, WEIGHTS, st.booleans(), st.sampled_from(["EUR", "EUR", "USD", "JPY"]))
STEPS = st.one_of(
    BOOK,
    st.tuples(st.just("draft"), DAYS, CENTS, WEIGHTS),
    st.tuples(st.just("update"), NUMBER, DAYS, CENTS, WEIGHTS),
    st.tuples(st.just("move"), NUMBER, DAYS),
    st.tuples(st.sampled_from(["confirm", "trash", "restore"]), NUMBER),
    st.tuples(st.just("settle"), NUMBER, DAYS),
    st.tuples(st.just("reverse"), NUMBER, DAYS),
    st.tuples(st.just("lock"), DAYS),
    st.tuples(st.just("unlock")),
)


def split(books: Books, cents: int, weights: list[Decimal], currency: str = "EUR", *, bank: bool = False) -> list[PostingDraft]:
    """A money leg, and shares of it over categories by largest remainder."""
    whole = Money.from_minor(cents, currency)
    account = books.bank if bank and currency == "EUR" else books.clearing
    shares = zip(whole.allocate(weights), [books.groceries, books.fuel] * 2, strict=False)
    legs = [PostingDraft(share.amount, currency, category=category) for share, category in shares]
    return [PostingDraft(-whole.amount, currency, account=account), *legs]


class Deeds:
    """Each step of a sequence; what the rules refuse is refused."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def do(self, name: str, *values: Any) -> None:
        try:
            getattr(self, name)(*values)
        except DomainError:
            return

    def pick(self, number: int) -> Transaction:
        ids = list(Transaction.objects.order_by("id").values_list("id", flat=True)) or [None]
        found = Transaction.objects.filter(id=ids[number % len(ids)]).first()
        if found is None:
            raise DomainError("nothing booked yet")
        return found

    def book(self, date: datetime.date, cents: int, weights: list[Decimal], bank: bool, currency: str) -> None:
        self.books.expense(date=date, postings=split(self.books, cents, weights, currency, bank=bank))

    def draft(self, date: datetime.date, cents: int, weights: list[Decimal]) -> None:
        legs = split(self.books, cents, weights)
        self.books.expense(date=date, status=TransactionStatus.DRAFT, postings=legs, kind=TransactionKind.INCOME)

    def update(self, number: int, date: datetime.date, cents: int, weights: list[Decimal]) -> None:
        found, legs = self.pick(number), split(self.books, cents, weights)
        version = found.version
        transaction_update(actor=self.books.actor, transaction=found, expected_version=version, date=date, postings=legs)

    def move(self, number: int, date: datetime.date) -> None:
        found = self.pick(number)
        transaction_update(actor=self.books.actor, transaction=found, expected_version=found.version, date=date)

    def confirm(self, number: int) -> None:
        transaction_confirm(actor=self.books.actor, transaction=self.pick(number))

    def trash(self, number: int) -> None:
        transaction_trash(actor=self.books.actor, transaction=self.pick(number), now=NOW)

    def restore(self, number: int) -> None:
        transaction_restore(actor=self.books.actor, transaction=self.pick(number))

    def reverse(self, number: int, date: datetime.date) -> None:
        transaction_reverse(actor=self.books.actor, transaction=self.pick(number), date=date)

    def settle(self, number: int, date: datetime.date) -> None:
        transaction_settle(actor=self.books.actor, transaction=self.pick(number), account=self.books.bank, date=date)

    def lock(self, through: datetime.date) -> None:
        period_lock(actor=self.books.actor, through=through)

    def unlock(self) -> None:
        period_unlock(actor=self.books.actor)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(BOOK, min_size=2, max_size=4), st.lists(STEPS, min_size=3, max_size=30))
def test_any_sequence_leaves_a_sound_ledger(books: Books, first: list[tuple[Any, ...]], then: list[tuple[Any, ...]]) -> None:
    point = transaction.savepoint()
    deeds = Deeds(books)
    for step in [*first, *then]:
        deeds.do(*step)
    assert [str(total) for total in _totals_of_transactions() if total] == []
    assert account_balances() == _balances_of_postings()
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []
    transaction.savepoint_rollback(point)


def _totals_of_transactions() -> list[Decimal]:
    return list(Posting.objects.values("transaction", "currency").annotate(total=Sum("amount")).values_list("total", flat=True))


def _balances_of_postings() -> dict[Any, dict[str, Decimal]]:
    counted = Posting.objects.filter(account__isnull=False, transaction__trashed_at=None).exclude(transaction__status="draft")
    balances: dict[Any, dict[str, Decimal]] = {}
    for account_id, currency, total in counted.values_list("account_id", "currency").annotate(total=Sum("amount")):
        balances.setdefault(account_id, {})[currency] = total
    return balances


def test_a_ledger_of_one_of_everything_is_sound(books: Books) -> None:
    deeds = Deeds(books)
    day = datetime.date(2026, 11, 1)
    for step in (("book", day, 1000, [Decimal(1)], False, "EUR"), ("settle", 0, day), ("draft", day, 5, [Decimal(1)])):
        deeds.do(*step)
    assert Transaction.objects.count() == 3
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []
    with pytest.raises(AttributeError):
        deeds.do("unheard_of")
