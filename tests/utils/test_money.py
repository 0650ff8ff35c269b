"""Money is exact."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utils.money import Money, MoneyError, format_amount, minor_digits, parse_amount, rounded

D = Decimal
CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "KWD", "CHF"])
AMOUNTS = st.decimals(min_value=D("-999999999999999"), max_value=D("999999999999999"), places=4, allow_nan=False)
MINOR = st.integers(min_value=-(10**18), max_value=10**18)


def eur(text: str) -> Money:
    return Money(D(text), "EUR")


def refusal(of: Callable[[], object]) -> str:
    """The sentence of the refusal that it ends in."""
    with pytest.raises(MoneyError) as refused:
        of()
    return str(refused.value)


@pytest.mark.parametrize(("currency", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("TND", 3), ("ISK", 0)])
def test_minor_units_follow_the_currency(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize("amount", [1.5, 1, "1", None, D("NaN"), D("Infinity")])
def test_only_finite_decimals_are_amounts(amount: object) -> None:
    with pytest.raises(MoneyError):
        Money(amount, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["", "eur", "XYZ", "€", "EURO"])
def test_only_known_currencies_are_currencies(currency: str) -> None:
    with pytest.raises(MoneyError):
        Money(D(1), currency)


def test_currencies_do_not_mix() -> None:
    for mix in (Money.__add__, Money.__sub__, Money.__lt__):
        with pytest.raises(MoneyError):
            mix(eur("1"), Money(D(1), "USD"))


@pytest.mark.parametrize(("exact", "in_cents"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1.0049", "1.00")])
def test_halves_round_away_from_nought(exact: str, in_cents: str) -> None:
    assert rounded(D(exact), "EUR") == D(in_cents)


def test_the_greatest_amount_at_the_greatest_rate_is_rounded() -> None:
    assert rounded(D("999999999999999.9999") * 10**12, "EUR") == D("999999999999999999900000000.00")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (eur("10"), "10.00 EUR"),
        (Money(D(100), "JPY"), "100 JPY"),
        (Money(D("1.5"), "KWD"), "1.500 KWD"),
        (eur("0.0001"), "0.0001 EUR"),
    ],
)
def test_it_is_written_with_the_digits_of_its_currency_and_nothing_is_cut(money: Money, text: str) -> None:
    assert str(money) == text


@pytest.mark.parametrize("text", ["", "1e5", "NaN", "١٢", "1,5", " 1", "--1", "1.2.3", "+1", "0x1", "1_0"])
def test_only_plain_numbers_are_parsed(text: str) -> None:
    with pytest.raises(MoneyError):
        parse_amount(text)


@given(AMOUNTS, CURRENCIES)
def test_parsing_what_was_written_gives_it_back(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)
    assert Money.parse(str(money)) == money
    assert parse_amount(format_amount(amount, currency)) == amount


@given(MINOR, CURRENCIES)
def test_minor_units_go_there_and_back(amount_minor: int, currency: str) -> None:
    assert Money.from_minor(amount_minor, currency).amount_minor == amount_minor


@given(MINOR, st.lists(st.decimals(0, 10**6, places=4), min_size=1, max_size=9).filter(any))
def test_shares_add_up_and_none_is_a_unit_away_from_its_due(amount_minor: int, weights: list[Decimal]) -> None:
    shares = [share.amount_minor for share in Money.from_minor(amount_minor, "EUR").allocate(weights)]
    assert sum(shares) == amount_minor
    total = sum(int(weight * 10000) for weight in weights)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * total - amount_minor * int(weight * 10000)) < total


def test_the_first_shares_take_the_odd_cents() -> None:
    assert [share.amount for share in eur("0.05").allocate([D(1), D(1), D(1)])] == [D("0.02"), D("0.02"), D("0.01")]
    assert [share.amount for share in eur("-0.01").allocate([D(1), D(1)])] == [D("-0.01"), D(0)]


@pytest.mark.parametrize("weights", [[], [D(0)], [D(2), D(-1)]])
def test_without_positive_weights_nothing_is_shared(weights: list[Decimal]) -> None:
    with pytest.raises(MoneyError):
        eur("1").allocate(weights)


@given(AMOUNTS, AMOUNTS)
def test_subtraction_undoes_addition(first: Decimal, second: Decimal) -> None:
    assert Money(first, "EUR") + Money(second, "EUR") - Money(second, "EUR") == Money(first, "EUR")
    assert -Money(first, "EUR") + Money(first, "EUR") == eur("0")


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (lambda: Money(1.5, "EUR"), "An amount is a Decimal, not float."),  # type: ignore[arg-type]
        (lambda: Money(None, "EUR"), "An amount is a Decimal, not NoneType."),  # type: ignore[arg-type]
        (lambda: Money(D("Infinity"), "EUR"), "Infinity is no amount."),
        (lambda: Money(D(1), "EURO"), "'EURO' is no currency of ISO 4217."),
        (lambda: Money.parse("1.00"), "'' is no currency of ISO 4217."),
        (lambda: Money.parse("1.00 EUR EUR"), "'EUR EUR' is no currency of ISO 4217."),
        (lambda: Money.parse("1,00 EUR"), "'1,00' is no amount."),
        (lambda: parse_amount("1.2.3"), "'1.2.3' is no amount."),
        (lambda: eur("0.005").amount_minor, "0.005 EUR is finer than the minor unit."),
        (lambda: eur("1") + Money(D(1), "USD"), "EUR and USD do not mix: a rate is needed."),
        (lambda: eur("1").allocate([D(0)]), "Weights are not negative, and one of them is positive."),
        (lambda: eur("1").allocate([D(2), D(-1)]), "Weights are not negative, and one of them is positive."),
    ],
)
def test_a_refusal_says_what_is_wrong(of: Callable[[], object], sentence: str) -> None:
    assert refusal(of) == sentence


@pytest.mark.parametrize(
    ("money", "in_minor_units"),
    [(eur("2.675"), "2.68 EUR"), (Money(D("-0.5"), "JPY"), "-1 JPY"), (Money(D("1.23449"), "KWD"), "1.234 KWD")],
)
def test_money_is_rounded_in_its_own_currency(money: Money, in_minor_units: str) -> None:
    assert str(money.rounded()) == in_minor_units


def test_less_is_not_as_much() -> None:
    assert eur("1.00") < eur("1.01")
    assert not eur("1.00") < eur("1.00")
    assert not eur("1.01") < eur("1.00")


@pytest.mark.parametrize(
    ("whole", "weights", "shares"),
    [
        ("0.05", ["2", "1"], ["0.03", "0.02"]),  # 3.33 and 1.67: the odd cent goes where more of it was cut off
        ("-0.05", ["2", "1"], ["-0.03", "-0.02"]),
        ("1.00", ["1", "1", "4"], ["0.17", "0.17", "0.66"]),  # 16.67, 16.67 and 66.67: then to the earlier
        ("0.10", ["3", "0", "1"], ["0.08", "0.00", "0.02"]),  # 7.5 and 2.5
        ("0.07", ["0.5"], ["0.07"]),
        ("0.00", ["1", "2"], ["0.00", "0.00"]),
    ],
)
def test_the_largest_remainder_takes_the_odd_cent(whole: str, weights: list[str], shares: list[str]) -> None:
    assert [share.amount for share in eur(whole).allocate([D(weight) for weight in weights])] == [D(share) for share in shares]
