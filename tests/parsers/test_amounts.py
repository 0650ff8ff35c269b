from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.parsers.amounts import decimal_mark_of, find_amounts, minor_units, parse_amount, readings
from services.parsers.folding import fold

CENTS = st.integers(min_value=0, max_value=99_999_999_99)


def printed(cents: int, group: str, mark: str) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole:,}".replace(",", group) + f"{mark}{rest:02d}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1’234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("12,34", "12.34"),
        ("12,34,567.00", "1234567.00"),
        ("1.234.567,89", "1234567.89"),
        ("١٢٣٫٤٥", "123.45"),
        ("१२३.४५", "123.45"),
        ("(45.00)", "-45.00"),
        ("-12,00 EUR", "-12.00"),
        ("EUR -12,00", "-12.00"),
        ("12.00-", "-12.00"),
        ("12.00 CR", "-12.00"),
        ("RM0.90", "0.90"),
        ("RM 5. 50", "5.50"),
        ("$1,998.00", "1998.00"),
        ("20,- €", "20"),
        (".50", "0.50"),
        ("¥1200", "1200"),
    ],
)
def test_an_amount_is_read_as_printed(text: str, value: str) -> None:
    assert str(parse_amount(text)) == value


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "sNaN",
        "Infinity",
        "1e400",
        "1e-50",
        "1_000",
        "",
        "null",
        "true",
        "5" * 5000,
        "1.2.3.4",
        "12/05/2018",
        "12 %",
        "1,23.45,6",
    ],
)
def test_what_is_no_amount_gives_none(text: str) -> None:
    assert parse_amount(text) is None


def test_a_single_group_of_three_stays_ambiguous_without_a_convention() -> None:
    assert parse_amount("1.234") is None
    assert set(readings("1.234")) == {Decimal(1234), Decimal("1.234")}


@pytest.mark.parametrize(("mark", "value"), [(",", "1234"), (".", "1.234")])
def test_the_documents_decimal_mark_settles_a_single_group_of_three(mark: str, value: str) -> None:
    assert parse_amount("1.234", decimal_mark=mark) == Decimal(value)


def test_a_currency_without_cents_settles_a_single_group_of_three() -> None:
    assert parse_amount("25.000", decimals=minor_units("JPY")) == Decimal(25000)


def test_three_decimals_are_read_for_a_currency_that_has_them() -> None:
    assert parse_amount("1.234", decimal_mark=".", decimals=minor_units("KWD")) == Decimal("1.234")


@pytest.mark.parametrize(("text", "value"), [("1O.50", "10.50"), ("50.0c", "50.00"), ("l2.00", "12.00"), ("106.1C", "106.10")])
def test_letters_are_digits_where_the_shape_is_certain(text: str, value: str) -> None:
    assert str(parse_amount(text)) == value


@pytest.mark.parametrize("text", ["SO.OS", "Ol", "BOSS", "O.O"])
def test_letters_stay_letters_where_no_digit_stands(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", ["TOTALRM60.30", "TOTAL:60.30", "SUMME*60,30"])
def test_an_amount_glued_to_letters_is_found(text: str) -> None:
    (match,) = find_amounts(text)
    assert text[match.start : match.end] in {"60.30", "60,30"}


def test_the_decimal_mark_is_that_of_the_majority() -> None:
    assert decimal_mark_of(["1,99", "2,49", "1.234,00", "0.5"]) == ","
    assert decimal_mark_of(["1,99", "1.99"]) is None
    assert decimal_mark_of(["12", "1.234"]) is None


@given(CENTS, st.sampled_from([(",", "."), (".", ","), ("'", "."), (" ", ","), ("", "."), ("", ",")]))
def test_every_amount_of_every_convention_comes_back(cents: int, convention: tuple[str, str]) -> None:
    group, mark = convention
    assert parse_amount(printed(cents, group, mark)) == Decimal(cents) / 100


@given(CENTS.filter(bool), st.sampled_from(["-{}", "{}-", "({})", "{} CR", "-RM{}", "€ -{}"]))
def test_every_sign_makes_an_amount_negative(cents: int, shape: str) -> None:
    assert parse_amount(shape.format(printed(cents, ",", "."))) == -Decimal(cents) / 100


@given(st.text(max_size=60))
def test_no_text_breaks_the_finding_of_amounts(text: str) -> None:
    for match in find_amounts(fold(text)):
        assert all(isinstance(value, Decimal) and value.is_finite() for value in readings(match.text))
        assert fold(text)[match.start : match.end] == match.text


@given(st.text(alphabet="0123456789.,' -()ORMl€", max_size=30))
def test_no_run_of_digits_and_signs_breaks_the_parser(text: str) -> None:
    value = parse_amount(text)
    assert value is None or value.is_finite()
