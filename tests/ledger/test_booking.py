"""What is read from a document becomes a transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest

from finance.errors import UnbalancedError
from finance.models import MonthlySum, Posting, SystemCategory, TransactionKind
from finance.selectors.accounts import account_balances, account_clearing
from finance.selectors.categories import category_list
from finance.services.booking import BookingPlan, Split, booking_write
from finance.services.ledger import ledger_open
from finance.services.vendors import vendor_get_or_create, vendor_update
from tests.conftest import Cast
from users.tenancy.actor import acting

DAY = datetime.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _as_alice(cast: Cast) -> Iterator[None]:
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        yield


def plan(kind: TransactionKind = TransactionKind.EXPENSE, **changes: object) -> BookingPlan:
    values = {"total": Decimal("12.50"), "currency": "EUR", "splits": (Split(Decimal("12.50")),), "vendor_name": "Bäckerei Süß"}
    return BookingPlan(kind, DAY, **{**values, **changes})  # type: ignore[arg-type]


def test_an_expense_takes_money_from_clearing_into_the_unknown_category(cast: Cast) -> None:
    booked = booking_write(actor=cast.alice, plan=plan())
    money, split = Posting.objects.filter(transaction=booked).order_by("position")
    assert (money.account, money.amount, money.base_amount) == (account_clearing(), Decimal("-12.50"), Decimal("-12.50"))
    assert (split.category.system_code, split.amount) == (SystemCategory.UNKNOWN, Decimal("12.50"))
    assert not booked.is_settled


@pytest.mark.parametrize("kind", [TransactionKind.INCOME, TransactionKind.REFUND])
def test_income_and_refund_bring_money_in(cast: Cast, kind: TransactionKind) -> None:
    booking_write(actor=cast.alice, plan=plan(kind))
    assert account_balances() == {account_clearing().id: {"EUR": Decimal("12.5000")}}


def test_a_foreign_amount_has_no_base_amount_rather_than_a_wrong_one(cast: Cast) -> None:
    booked = booking_write(actor=cast.alice, plan=plan(currency="USD"))
    assert set(booked.postings.values_list("base_amount", flat=True)) == {None}
    assert set(MonthlySum.objects.values_list("postings_without_base", "base_amount")) == {(1, Decimal(0))}


def test_the_usual_category_of_the_vendor_is_taken_where_none_is_named(cast: Cast) -> None:
    groceries = category_list().get(name="Groceries")
    vendor = vendor_get_or_create(actor=cast.alice, name="BACKEREI SUSS")
    vendor_update(actor=cast.alice, vendor=vendor, default_category=groceries)
    booked = booking_write(actor=cast.alice, plan=plan(vendor_name="Bäckerei Süß"))
    assert booked.vendor == vendor
    assert booked.postings.get(position=2).category == groceries


def test_splits_that_are_not_the_total_are_refused(cast: Cast) -> None:
    with pytest.raises(UnbalancedError):
        booking_write(actor=cast.alice, plan=plan(splits=(Split(Decimal("12.49")),)))


def test_a_deposit_makes_a_negative_split(cast: Cast) -> None:
    splits = (Split(Decimal("14.00")), Split(Decimal("-1.50"), memo="deposit"), Split(Decimal("0.00"), memo="free"))
    booked = booking_write(actor=cast.alice, plan=plan(splits=splits))
    assert list(booked.postings.values_list("amount", flat=True).order_by("position")) == [
        Decimal("-12.50"),
        Decimal("14.00"),
        Decimal("-1.50"),
        Decimal("0.00"),
    ]
