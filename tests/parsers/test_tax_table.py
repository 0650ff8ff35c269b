"""Rows of tax tables in all orders of columns."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.tax_table import tax_rows, tax_table
from tests.parsers.sheets import TODAY, document

Row = tuple[str | None, str | None, str, str | None]


def rows_of(text: str) -> list[Row]:
    sheet = lay_out(document(text), today=TODAY)
    return [
        tuple(None if value is None else str(value) for value in (line.rate, line.net, line.tax, line.gross))  # type: ignore[misc]
        for line in tax_rows(sheet)
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A 19%   100,00   19,00   119,00", [("19", "100.00", "19.00", "119.00")]),
        ("A 19%   19,00   100,00   119,00", [("19", "100.00", "19.00", "119.00")]),
        ("119,00   100,00   19,00   19 %", [("19", "100.00", "19.00", "119.00")]),
        ("VAT 20%   50.00   10.00", [("20", "50.00", "10.00", None)]),
        ("TVA 5,5% sur   105,50   5,50", [("5.5", None, "5.50", "105.50")]),  # the tax is held in the amount
        ("Tax summary\n7   100,00   7,00   107,00", [("7", "100.00", "7.00", "107.00")]),
        ("USt   Netto   Steuer\n7,00   100,00   7,00", [("7.00", "100.00", "7.00", None)]),
        ("100.00   6.00   106.00", [(None, "100.00", "6.00", "106.00")]),
        ("MwSt 19%   -100,00   -19,00   -119,00", [("19", "-100.00", "-19.00", "-119.00")]),
        ("A 19%   100,00   19,00\nB 7%   10,00   0,70", [("19", "100.00", "19.00", None), ("7", "10.00", "0.70", None)]),
        (
            "A 19%   100,00   19,00\nB 7%   10,00   0,70\nSumme   110,00   19,70   129,70",
            [("19", "100.00", "19.00", None), ("7", "10.00", "0.70", None)],
        ),
        ("SR 6%   100.00   6.00\nZR 0%   12.00   0.00", [("6", "100.00", "6.00", None), ("0", "12.00", "0.00", None)]),
        ("USt   Netto   Satz   Steuer\nbefreit   220,00   0   0,00", [("0", "220.00", "0.00", None)]),
        ("SR 6%   100.00   6.00\nZR   12.00   0.00", [("6", "100.00", "6.00", None), ("0", "12.00", "0.00", None)]),
    ],
)
def test_a_row_is_known_by_its_arithmetic(text: str, rows: list[Row]) -> None:
    assert rows_of(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Tea   100.00   6.00",  # nothing says that it is a tax
        "Tea   7   100.00   7.00",  # a bare number away from words of a tax
        "VAT 20%   50.00   11.00",
        "Discount 10%   100.00   10.00",
        "Service charge 10%   100.00   10.00   110.00",
        "VAT 20%   10.00",
        "Cake   4.00   0.00",
        "40%   100.00   40.00",  # no rate of a tax is so high
    ],
)
def test_other_rows_are_none(text: str) -> None:
    assert rows_of(text) == []


def test_the_row_of_a_rate_stands_for_the_lines_of_that_rate() -> None:
    text = "Tea  10%   20.00   2.00\nCup  10%   30.00   3.00\nVAT 10%   60.00   6.00"
    assert rows_of(text) == [("10", "60.00", "6.00", None)]


def test_a_table_that_is_printed_twice_counts_once() -> None:
    table = "VAT 20%   50.00   10.00   60.00"
    text = "\n".join([table, *["Thank you"] * 5, table])
    assert rows_of(text) == [("20", "50.00", "10.00", "60.00")]


def test_the_whole_tax_is_the_sum_of_its_rows() -> None:
    sheet = lay_out(document("A 19%   100,00   19,00\nB 7%   10,00   0,70\nSumme   110,00   19,70   129,70"), today=TODAY)
    assert str(tax_table(sheet).tax) == "19.70"
    assert len(tax_table(sheet).rows) == 3
