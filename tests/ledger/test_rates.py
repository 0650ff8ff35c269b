"""Rates: the fixings of a small history, computed by hand; own rates; the days between; what is missing stays missing."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from finance.errors import InvalidMoneyError, RateKnownError
from finance.models import EcbFixing, RateSource
from finance.selectors.rates import Rate, converted, rate_find, rate_table
from finance.services.own_rates import own_rate_create, own_rate_remove, own_rate_update
from tests.conftest import Cast, join
from tests.ledger.conftest import Books
from users.models import User
from users.tenancy.actor import acting
from users.tenancy.errors import StaleVersionError
from users.workspaces.roles import Role
from utils.errors import NotAllowedError

D = Decimal
FRIDAY, MONDAY = datetime.date(2026, 3, 6), datetime.date(2026, 3, 9)
LAST_KUNA = datetime.date(2022, 12, 30)

FIXINGS = {
    ("USD", FRIDAY): "1.25",
    ("USD", MONDAY): "1.28",
    ("GBP", FRIDAY): "0.80",
    ("GBP", MONDAY): "0.8",
    ("JPY", FRIDAY): "160",
    ("CHF", FRIDAY): "0.9375",  # none on Monday
    ("HRK", LAST_KUNA): "7.5365",
}


@pytest.fixture(autouse=True)
def fixings(db: None) -> None:
    EcbFixing.objects.bulk_create(EcbFixing(currency=code, date=day, rate=D(rate)) for (code, day), rate in FIXINGS.items())


def found(currency: str, base: str, day: datetime.date) -> tuple[Decimal, datetime.date, RateSource] | None:
    rate = rate_find(currency=currency, base=base, date=day)
    return None if rate is None else (round(rate.value, 12), rate.date, rate.source)


@pytest.mark.parametrize(
    ("currency", "base", "value"),
    [
        ("USD", "EUR", "0.8"),
        ("EUR", "USD", "1.25"),
        ("USD", "GBP", "0.64"),
        ("GBP", "USD", "1.5625"),
        ("JPY", "USD", "0.0078125"),
        ("JPY", "EUR", "0.00625"),
        ("CHF", "GBP", "0.853333333333"),
        ("EUR", "EUR", "1"),
    ],
)
def test_rates_cross_by_way_of_the_euro(books: Books, currency: str, base: str, value: str) -> None:
    assert found(currency, base, FRIDAY) == (D(value), FRIDAY, RateSource.ECB)


def test_a_weekend_has_the_rate_of_its_friday(books: Books) -> None:
    for days in (1, 2):
        assert found("USD", "EUR", FRIDAY + datetime.timedelta(days=days)) == (D("0.8"), FRIDAY, RateSource.ECB)
    assert found("USD", "EUR", MONDAY) == (D("0.78125"), MONDAY, RateSource.ECB)


def test_a_fixing_holds_for_seven_days_and_no_longer(books: Books) -> None:
    assert found("JPY", "EUR", FRIDAY + datetime.timedelta(days=7)) == (D("0.00625"), FRIDAY, RateSource.ECB)
    assert found("JPY", "EUR", FRIDAY + datetime.timedelta(days=8)) is None
    assert found("JPY", "EUR", FRIDAY - datetime.timedelta(days=1)) is None


def test_two_fixings_of_different_days_make_no_cross_rate(books: Books) -> None:
    assert found("CHF", "USD", MONDAY) == (round(D("1.25") / D("0.9375"), 12), FRIDAY, RateSource.ECB)


def test_a_currency_that_ended_has_no_rate_a_week_later(books: Books) -> None:
    end = LAST_KUNA + datetime.timedelta(days=7)
    assert found("HRK", "EUR", end) is not None
    assert found("HRK", "EUR", end + datetime.timedelta(days=1)) is None


def test_what_nobody_quotes_has_no_rate(books: Books) -> None:
    for currency in ("ARS", "XXX", "nonsense"):
        assert found(currency, "EUR", FRIDAY) is None


def test_an_own_rate_goes_before_the_fixing_in_both_directions(books: Books) -> None:
    own_rate_create(actor=books.actor, date=FRIDAY, currency="USD", rate=D("0.5"))
    assert found("USD", "EUR", MONDAY) == (D("0.5"), FRIDAY, RateSource.OWN)
    assert found("EUR", "USD", FRIDAY) == (D(2), FRIDAY, RateSource.OWN)
    own_rate_create(actor=books.actor, date=FRIDAY, currency="EUR", base="USD", rate=D("1.9"))
    assert found("EUR", "USD", FRIDAY) == (D("1.9"), FRIDAY, RateSource.OWN)
    assert found("USD", "EUR", FRIDAY + datetime.timedelta(days=8)) == (D("0.78125"), MONDAY, RateSource.ECB)


def test_own_rates_give_what_the_ecb_lacks_and_stay_in_their_workspace(books: Books, cast: Cast) -> None:
    own_rate_create(actor=books.actor, date=FRIDAY, currency="ARS", rate=D("0.000912345678"), note="at the border")
    assert found("ARS", "EUR", FRIDAY) == (D("0.000912345678"), FRIDAY, RateSource.OWN)
    with acting(cast.charlie):
        assert found("ARS", "EUR", FRIDAY) is None


@pytest.mark.parametrize("rate", ["0", "-1", "1000000000", "0.0000000000001", "NaN", "Infinity"])
def test_an_odd_rate_is_refused(books: Books, rate: str) -> None:
    with pytest.raises(InvalidMoneyError):
        own_rate_create(actor=books.actor, date=FRIDAY, currency="USD", rate=D(rate))


def test_own_rates_are_of_two_known_currencies_and_once_a_day(books: Books) -> None:
    for currency, base in (("EUR", "EUR"), ("XYZ", "EUR"), ("USD", "usd")):
        with pytest.raises(InvalidMoneyError):
            own_rate_create(actor=books.actor, date=FRIDAY, currency=currency, base=base, rate=D(1))
    own_rate_create(actor=books.actor, date=FRIDAY, currency="USD", rate=D(1))
    with pytest.raises(RateKnownError):
        own_rate_create(actor=books.actor, date=FRIDAY, currency="USD", rate=D(2))


def test_an_own_rate_is_changed_by_its_version_and_taken_away(books: Books, cast: Cast) -> None:
    own = own_rate_create(actor=books.actor, date=FRIDAY, currency="USD", rate=D("0.5"))
    own_rate_update(actor=books.actor, own_rate=own, expected_version=1, rate=D("0.6"))
    assert found("USD", "EUR", FRIDAY) == (D("0.6"), FRIDAY, RateSource.OWN)
    with pytest.raises(StaleVersionError):
        own_rate_update(actor=books.actor, own_rate=own, expected_version=1, rate=D("0.7"))
    own_rate_remove(actor=books.actor, own_rate=own)
    assert found("USD", "EUR", FRIDAY) == (D("0.8"), FRIDAY, RateSource.ECB)


def test_who_may_only_read_enters_no_rate(books: Books, cast: Cast) -> None:
    reader = join(cast.workspace, User.objects.create_user("reader@example.org", None), Role.ACCOUNTANT)
    with pytest.raises(NotAllowedError):
        own_rate_create(actor=reader, date=FRIDAY, currency="USD", rate=D(1))


@pytest.mark.parametrize(
    ("amount", "currency", "base", "worth"),
    [
        ("0.01", "USD", "EUR", "0.01"),  # 0.008
        ("100.03", "USD", "EUR", "80.02"),  # 80.024
        ("-10.00625", "USD", "EUR", "-8.01"),  # 8.005: half away from nought
        ("1000", "JPY", "USD", "7.81"),  # 7.8125
        ("7.81", "USD", "JPY", "1000"),  # 999.68
        ("3", "CHF", "GBP", "2.56"),  # a rate without end, an amount with one
        ("1234.567", "KWD", "EUR", None),
        ("9.99", "EUR", "KWD", None),
    ],
)
def test_amounts_are_rounded_once_to_the_digits_of_the_base(
    books: Books, amount: str, currency: str, base: str, worth: str | None
) -> None:
    rate = rate_find(currency=currency, base=base, date=FRIDAY)
    assert (None if rate is None else converted(D(amount), rate, base)) == (None if worth is None else D(worth))


def test_three_digits_where_the_base_has_three(books: Books) -> None:
    rate = Rate(D("0.3333335"), FRIDAY, RateSource.OWN)
    assert converted(D(1000), rate, "KWD") == D("333.334")
    assert converted(D(1000), rate, "JPY") == D(333)


def test_half_a_unit_by_a_rate_without_end_is_rounded_away_from_nought(books: Books) -> None:
    EcbFixing.objects.create(currency="SEK", date=FRIDAY, rate=D(3))
    rate = rate_find(currency="SEK", base="EUR", date=FRIDAY)
    assert rate is not None
    assert converted(D("0.015"), rate, "EUR") == D("0.01")  # exactly 0.005


def test_a_table_answers_like_single_questions_by_two_queries(books: Books, django_assert_num_queries: Any) -> None:
    own_rate_create(actor=books.actor, date=MONDAY, currency="GBP", rate=D("1.2"))
    days = [FRIDAY + datetime.timedelta(days=number) for number in range(10)]
    with django_assert_num_queries(2):
        table = rate_table(base="EUR", currencies=["USD", "GBP", "JPY", "EUR", "ARS"], first=days[0], last=days[-1])
        told = [table.find(code, day) for code in ("USD", "GBP", "JPY", "EUR", "ARS") for day in days]
    single = [rate_find(currency=code, base="EUR", date=day) for code in ("USD", "GBP", "JPY", "EUR", "ARS") for day in days]
    assert told == single
    with django_assert_num_queries(0):
        rate_table(base="EUR", currencies=["EUR"], first=days[0], last=days[-1])
