"""One cell at a time: what is a date, what is an amount, and what is neither."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from services.statements.base import BadRow, Column, DateOrder, DecimalMark, Sign, StatementRow, TableMapping
from services.statements.cells import amount_of, currency_of, date_of
from services.statements.table import TableConverter

DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("2024-01-31", YMD), ("2024-01-31", DMY), ("31.01.2024", DMY), ("31.1.24", DMY), ("01/31/2024", MDY), ("1-31-24", MDY),
        ("20240131", YMD), ("31012024", DMY), ("01312024", MDY), ("24-01-31", YMD), ("2024-01-31T23:59:59Z", YMD),
        ("31.01.2024 12:30", DMY), ("31 Jan 2024", YMD), ("31. Januar 2024", DMY), ("31-ene-24", DMY), ("January 31, 2024", MDY),
        (" 31.01.2024 ", DMY), ("31 janv. 2024", DMY),
    ],
)  # fmt: skip
def test_dates(text: str, order: DateOrder) -> None:
    assert date_of(text, order) == date(2024, 1, 31)


@pytest.mark.parametrize("day", [19, 20])
def test_a_day_that_looks_like_a_century_is_a_day(day: int) -> None:
    assert date_of(f"{day}012024", DMY) == date(2024, 1, day)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("31.01.2024", MDY), ("01/31/2024", DMY), ("31.01.2024", YMD), ("2024-02-30", YMD), ("31.01.", DMY), ("0001-01-31", YMD),
        ("9999-01-31", YMD), ("2567-01-31", YMD), ("2024-31-01", YMD), ("45322", DMY), ("", DMY), ("31.01-2024", DMY),
        ("1.2.3", DMY), ("31 Foo 2024", DMY), ("31.01.2024 to 01.02.2024", DMY),
    ],
)  # fmt: skip
def test_no_dates(text: str, order: DateOrder) -> None:
    assert date_of(text, order) is None


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1234.56", POINT, "1234.56"), ("1,234.56", POINT, "1234.56"), ("1'234.56", POINT, "1234.56"),
        ("1 234.56", POINT, "1234.56"),
        ("12,34,567.00", POINT, "1234567.00"), ("1.234,56", COMMA, "1234.56"), ("1\u00a0234,56", COMMA, "1234.56"),
        ("1.234", COMMA, "1234"), ("1.234", POINT, "1.234"), ("-5", POINT, "-5"), ("5-", POINT, "-5"), ("(5.00)", POINT, "-5.00"),
        ("−5,00", COMMA, "-5.00"), ("+5.00", POINT, "5.00"), (".50", POINT, "0.50"), ("12,--", COMMA, "12"),
        ("- 5,00 €", COMMA, "-5.00"),
        ("EUR -5.00", POINT, "-5.00"), ("-€5.00", POINT, "-5.00"), ("€-5.00", POINT, "-5.00"), ("5.00 EUR", POINT, "5.00"),
        ("(EUR 5.00)", POINT, "-5.00"), ("１２.50", POINT, "12.50"), ("5,00 EUR-", COMMA, "-5.00"),
    ],
)  # fmt: skip
def test_amounts(text: str, mark: DecimalMark, value: str) -> None:
    found = amount_of(text, mark)
    assert found is not None
    assert (found.value, found.is_out) == (Decimal(value), None)


@pytest.mark.parametrize(("text", "is_out"), [("5.00 S", True), ("5.00 H", False), ("5.00DR", True), ("5.00 CR", False)])
def test_sides_of_the_account(text: str, is_out: bool) -> None:
    found = amount_of(text, POINT)
    assert found is not None
    assert (found.value, found.is_out) == (Decimal("5.00"), is_out)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1,50", POINT), ("1.50", COMMA), ("1.23,45", COMMA), ("1,234,56", COMMA), ("1 2", POINT), ("abc", POINT), ("", POINT),
        ("-", POINT), ("--5", POINT), ("-5-", POINT), ("-5.00 S", POINT), ("NaN", POINT), ("1e5", POINT), ("1_000", POINT),
        ("1" * 16, POINT), ("1.23456", POINT), ("5%", POINT), ("=1+1", POINT), ("1.234.5", COMMA), ("()", POINT), ("EUR", POINT),
    ],
)  # fmt: skip
def test_no_amounts(text: str, mark: DecimalMark) -> None:
    assert amount_of(text, mark) is None


@pytest.mark.parametrize(
    ("text", "code"), [("EUR", "EUR"), ("eur ", "EUR"), ("€", "EUR"), ("XYZ", None), ("$", None), ("", None), ("Euros", None)]
)
def test_currencies(text: str, code: str | None) -> None:
    assert currency_of(text) == code


def row_of(*cells: str, columns: tuple[Column, ...], sign: Sign = Sign.MONEY_IN) -> StatementRow | BadRow:
    mapping = TableMapping(columns, 0, sign=sign)
    (row,) = TableConverter().rows([(1, cells)], mapping)
    return row


BASIC = (Column.DATE, Column.AMOUNT, Column.CURRENCY)
SIDES = (Column.DATE, Column.DEBIT, Column.CREDIT)


@pytest.mark.parametrize(
    ("cells", "columns", "column", "words"),
    [
        (("31.01.2024", "1"), BASIC, Column.DATE, "year, month, day"),
        (("", "1"), BASIC, Column.DATE, "missing"),
        (("2024-01-31", ""), BASIC, Column.AMOUNT, "missing"),
        (("2024-01-31", "0.00"), BASIC, Column.AMOUNT, "is 0"),
        (("2024-01-31", "1,5"), BASIC, Column.AMOUNT, "before the cents"),
        (("2024-01-31", "1", "Taler"), BASIC, Column.CURRENCY, "no currency"),
        (("2024-01-31", "1 EUR", "USD"), BASIC, Column.CURRENCY, "EUR"),
        (("2024-01-31", "1", "EUR", "more"), BASIC, "row", "more cells"),
        (("2024-01-31", "1", "2"), SIDES, Column.DEBIT, "both"),
        (("2024-01-31", "", ""), SIDES, Column.AMOUNT, "missing"),
        (("2024-01-31", "1", "maybe"), (Column.DATE, Column.AMOUNT, Column.DIRECTION), Column.DIRECTION, "came in"),
    ],
)
def test_bad_rows_say_why(cells: tuple[str, ...], columns: tuple[Column, ...], column: str, words: str) -> None:
    row = row_of(*cells, columns=columns)
    assert isinstance(row, BadRow)
    assert row.cells == cells
    assert words in row.problems[column]


@pytest.mark.parametrize(
    ("debit", "credit", "amount"),
    [("5.00", "", "-5.00"), ("-5.00", "", "-5.00"), ("", "5.00", "5.00"), ("0.00", "5.00", "5.00"), ("5.00", "0.00", "-5.00")],
)
def test_two_columns_give_one_sign(debit: str, credit: str, amount: str) -> None:
    row = row_of("2024-01-31", debit, credit, columns=SIDES)
    assert isinstance(row, StatementRow)
    assert row.amount == Decimal(amount)


def test_lists_of_expenses_turn_the_sign() -> None:
    row = row_of("2024-01-31", "5.00", columns=BASIC, sign=Sign.MONEY_OUT)
    assert isinstance(row, StatementRow)
    assert row.amount == Decimal("-5.00")


def test_texts_come_in_one_line_and_blank_rows_are_left_out() -> None:
    mapping = TableMapping((Column.DATE, Column.AMOUNT, Column.DESCRIPTION), 1)
    rows = [(1, ("Date", "Amount", "Text")), (2, ("2024-01-31", "1", "a\r\n b ")), (3, (" ", "")), (4, ())]
    (row,) = TableConverter().rows(rows, mapping)
    assert row == StatementRow(2, date(2024, 1, 31), Decimal(1), description="a b")
