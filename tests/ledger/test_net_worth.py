"""What everything is worth on a day, by hand: balances at its rates, what has no rate apart, gain and loss by rates."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from finance.errors import ReportWishError
from finance.models import Account, AccountKind, EcbFixing, MonthlySum, TransactionKind, TransactionStatus
from finance.selectors.net_worth import Holding, net_worth, net_worth_series
from finance.selectors.reports.periods import Every, Span
from finance.services.accounts import account_create
from finance.services.transactions import PostingDraft, transaction_settle, transaction_trash
from tests.ledger.conftest import NOW, Books
from utils.ids import new_id

D = Decimal
JANUARY, FEBRUARY, MARCH = (datetime.date(2026, month, 15) for month in (1, 2, 3))
FIXINGS = {
    ("USD", JANUARY): "1.25",
    ("USD", datetime.date(2026, 1, 30)): "1.20",
    ("USD", FEBRUARY): "1.28",
    ("USD", datetime.date(2026, 2, 27)): "1.25",
    ("USD", MARCH): "1.00",
    ("JPY", MARCH): "160",
}


@pytest.fixture(autouse=True)
def fixings(db: None) -> None:
    EcbFixing.objects.bulk_create(EcbFixing(currency=code, date=day, rate=D(rate)) for (code, day), rate in FIXINGS.items())


@pytest.fixture
def dollars(books: Books) -> Account:
    """1,000 USD on an account since 15 January, when they were worth 800 EUR."""
    return opened(books, "Dollars", "USD", "1000")


def opened(books: Books, name: str, currency: str, balance: str, kind: AccountKind = AccountKind.BANK) -> Account:
    return account_create(
        actor=books.actor, name=name, kind=kind, currency=currency, opening_balance=D(balance), opening_date=JANUARY
    )


def of(name: str, on: datetime.date, currency: str | None = None) -> Holding:
    (found,) = [one for one in net_worth(on=on).holdings if one.account.name == name and currency in (None, one.currency)]
    return found


def test_a_balance_is_worth_what_the_rate_of_the_day_says(books: Books, dollars: Account) -> None:
    for day, value, gain in ((JANUARY, "800", "0"), (FEBRUARY, "781.25", "-18.75"), (MARCH, "1000", "200")):
        found = of("Dollars", day)
        assert (found.balance, found.value, found.booked, found.gain) == (D(1000), D(value), D(800), D(gain))
    assert net_worth(on=JANUARY - datetime.timedelta(days=1)).holdings == []


def test_what_moves_within_the_month_counts_from_its_day(books: Books, dollars: Account) -> None:
    legs = [PostingDraft(D(-100), "USD", account=dollars), PostingDraft(D(100), "USD", category=books.fuel)]
    booked = books.expense(date=FEBRUARY, postings=legs)
    books.expense(date=FEBRUARY, postings=legs, status=TransactionStatus.DRAFT)
    trashed = books.expense(date=FEBRUARY, postings=legs)
    transaction_trash(actor=books.actor, transaction=trashed, now=NOW)
    assert of("Dollars", FEBRUARY - datetime.timedelta(days=1)).balance == D(1000)
    assert of("Dollars", FEBRUARY).balance == of("Dollars", datetime.date(2026, 2, 28)).balance == D(900)
    assert of("Dollars", FEBRUARY).booked == D("721.87")  # 800 - 78.13
    assert booked.postings.count() == 2


def test_loans_are_negative_and_clearing_is_shown(books: Books) -> None:
    opened(books, "Loan", "EUR", "-5000", AccountKind.LOAN)
    opened(books, "Savings", "EUR", "2000")
    books.expense("12.50", date=FEBRUARY)
    worth = net_worth(on=MARCH)
    told = [(one.account.name, str(one.account.kind), one.value) for one in worth.holdings]
    assert told == [("Clearing", "clearing", D("-12.50")), ("Loan", "loan", D(-5000)), ("Savings", "bank", D(2000))]
    assert (worth.total, worth.unconverted, worth.gain, worth.gain_is_whole) == (D("-3012.50"), {}, D(0), True)


def test_what_has_no_rate_stands_apart_and_is_in_no_total(books: Books, dollars: Account) -> None:
    for name, amount in (("Pesos", "7000"), ("More pesos", "500")):
        opened(books, name, "ARS", amount)
    worth = net_worth(on=MARCH)
    assert (worth.total, worth.unconverted) == (D(1000), {"ARS": D(7500)})
    pesos = of("Pesos", MARCH)
    assert (pesos.value, pesos.rate, pesos.booked, pesos.gain) == (None, None, None, None)
    assert (worth.gain, worth.gain_is_whole) == (D(200), False)
    later = net_worth(on=MARCH + datetime.timedelta(days=8))
    assert (later.total, later.unconverted) == (D(0), {"ARS": D(7500), "USD": D(1000)})


def test_a_value_whose_booking_had_no_rate_has_no_gain(books: Books) -> None:
    opened(books, "Yen", "JPY", "16000")  # no fixing in January
    yen = of("Yen", MARCH)
    assert (yen.value, yen.booked, yen.gain) == (D(100), None, None)


def test_the_total_is_what_was_booked_and_what_rates_changed_since(books: Books, dollars: Account) -> None:
    legs = [PostingDraft(D(-500), "USD", account=dollars), PostingDraft(D("390"), "EUR", account=books.bank)]
    books.expense(kind=TransactionKind.TRANSFER, date=FEBRUARY, postings=legs)
    bought = books.expense(date=JANUARY, postings=[
        PostingDraft(D(-50), "USD", account=books.clearing), PostingDraft(D(50), "USD", category=books.fuel),
    ])  # fmt: skip
    transaction_settle(actor=books.actor, transaction=bought, account=books.bank, date=FEBRUARY, amount=D("-41"))
    worth = net_worth(on=MARCH)
    assert worth.gain_booked == D(-1)  # 50 USD were 40 EUR, and the bank took 41
    assert worth.total == D(500) + D(390) - D(41)
    assert worth.gain == D(90)  # of 800, 390 went to the bank: 410 were booked for what is worth 500
    on_categories = sum(MonthlySum.objects.filter(category__isnull=False).values_list("base_amount", flat=True))
    assert worth.total == worth.gain - on_categories


def test_an_account_that_was_emptied_tells_what_rates_left_behind(books: Books, dollars: Account) -> None:
    legs = [PostingDraft(D(-1000), "USD", account=dollars), PostingDraft(D("830"), "EUR", account=books.bank)]
    books.expense(kind=TransactionKind.TRANSFER, date=FEBRUARY, postings=legs)
    emptied = of("Dollars", MARCH + datetime.timedelta(days=30))
    assert (emptied.balance, emptied.value, emptied.gain) == (D(0), D(0), D(30))


def test_a_series_tells_the_same_as_each_of_its_days(books: Books, dollars: Account) -> None:
    books.expense("10", date=FEBRUARY, account=books.bank)
    span = Span(datetime.date(2025, 12, 1), MARCH)
    points = net_worth_series(span)
    assert [point.on.isoformat() for point in points] == ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-15"]
    assert [point.total for point in points] == [D(0), D("833.33"), D(790), D(990)]
    assert points == [net_worth(on=point.on) for point in points]


def test_a_series_costs_the_same_for_ten_years_as_for_one_day(
    books: Books, dollars: Account, django_assert_num_queries: Callable[..., Any]
) -> None:
    books.expense("10", date=FEBRUARY, account=books.bank)
    with django_assert_num_queries(8):
        net_worth(on=MARCH)
    with django_assert_num_queries(8):
        assert len(net_worth_series(Span(datetime.date(2016, 4, 1), MARCH))) == 120
    with pytest.raises(ReportWishError):
        net_worth_series(Span(datetime.date(2000, 1, 1), MARCH))
    assert len(net_worth_series(Span(datetime.date(1999, 1, 1), MARCH, Every.YEAR))) == 28


def test_the_command_line_tells_it(books: Books, dollars: Account) -> None:
    out = StringIO()
    call_command("net_worth", str(books.actor.workspace_id), MARCH.isoformat(), stdout=out)
    holding, total = map(json.loads, out.getvalue().splitlines())
    assert (holding["account"], D(holding["value"]), D(holding["gain"])) == ("Dollars", D(1000), D(200))
    assert (total["on"], total["base_currency"], D(total["total"])) == ("2026-03-15", "EUR", D(1000))
    with pytest.raises(CommandError):
        call_command("net_worth", str(new_id()))
