"""Two invoices in one file: only one would be booked, so a person is told, even where their totals are the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.parsers.candidates import lay_out
from services.parsers.receipt import read_sheet
from services.types import FieldName, ReadDocument
from tests.parsers.sheets import document

TODAY = date(2026, 11, 21)


def told(*pages: str) -> list[tuple[FieldName, ...]]:
    laid = (replace(document(text, unit="pt").pages[0], number=number) for number, text in enumerate(pages, start=1))
    reading = read_sheet(lay_out(ReadDocument("application/pdf", tuple(laid)), today=TODAY), today=TODAY)
    return [finding.fields for finding in reading.findings if finding.code == "several_invoices"]


def invoice(number: str, total: str = "Total      297.50 EUR") -> str:
    return f"""
Kestrel Tea House Ltd
Invoice no. {number}
Date: 03.11.2026

Tea        250.00
VAT         47.50
{total}
"""


def test_two_numbers_with_a_total_each_are_told() -> None:
    assert told(invoice("R-2026/17"), invoice("R-2026/18")) == [(FieldName.TOTAL, FieldName.INVOICE_NUMBER)]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(invoice("R-2026/17"), id="the same again"),
        pytest.param(invoice("R-2026/16", "Thank you for your order."), id="another without a total"),
        pytest.param("Carried over  10.00\nTotal      297.50 EUR", id="a page without a number"),
    ],
)
def test_pages_of_one_invoice_are_one(second: str) -> None:
    assert told(invoice("R-2026/17"), second) == []
