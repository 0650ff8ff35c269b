"""A "net amount" is the total of a till in one country and what stands before the tax in another: the sum decides."""

from __future__ import annotations

import pytest

from services.providers.chain import extract
from services.types import FieldName
from tests.parsers.sheets import request

INVOICE = """
Tea House Ltd
INVOICE No. 2026-0017
Invoice date: 2026-11-20
Green tea      2 x 50.00      100.00
{} EUR 100.00
VAT 19% EUR 19.00
Total EUR 119.00
"""


@pytest.mark.parametrize("label", ["Net amount", "Nett amount", "Net total", "Subtotal"])
def test_what_the_tax_makes_up_to_a_total_is_the_net(label: str) -> None:
    record = extract(request(INVOICE.format(label)), ())
    total = record.fields[FieldName.TOTAL]
    assert total.value == "119.00"
    assert "net_plus_tax" in total.confirmed_by
    assert record.fields[FieldName.NET].value == "100.00"


def test_a_net_amount_alone_is_the_total() -> None:
    sheet = "Kedai Teh\nTax invoice\n20/11/2026\nTea      10.00\nGST 6%      0.60\nNet amount RM 10.60"
    assert extract(request(sheet), ()).fields[FieldName.TOTAL].value == "10.60"


def doubts(sheet: str) -> set[str]:
    return {finding.code for finding in extract(request(sheet), ()).findings if FieldName.TOTAL in finding.fields}


def test_a_subtotal_is_no_total_where_a_tax_is_printed() -> None:
    in_words = INVOICE.format("Subtotal").replace("Total EUR 119.00", "Total: one hundred and nineteen euros")
    assert doubts(in_words) == {"total_without_tax"}
    assert doubts(INVOICE.format("Subtotal")) == set()


def test_a_subtotal_that_is_printed_wrong_puts_the_total_in_doubt() -> None:
    wrong = INVOICE.format("Subtotal").replace("Subtotal EUR 100.00", "Subtotal EUR 101.00")
    assert doubts(wrong) == {"total_contradicted"}


@pytest.mark.parametrize("label", ["Net amount", "Amount"])
def test_a_tax_that_comes_on_top_puts_a_total_in_doubt(label: str) -> None:
    alone = INVOICE.format(label).replace("Total EUR 119.00\n", "")
    assert "total_without_tax" in doubts(alone)


def test_a_tax_that_is_within_puts_no_total_in_doubt() -> None:
    within = "Tea House Ltd\n20/11/2026\nTea      10.60\nTotal EUR 10.60\nincl. VAT 6% EUR 0.60"
    assert "total_without_tax" not in doubts(within)
