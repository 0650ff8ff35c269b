"""Total, tax, amount due and what was paid before, as whole documents give them."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.receipt import read_sheet
from services.types import FieldName, Reading
from tests.parsers.sheets import TODAY, document

F = FieldName


def reading(text: str) -> Reading:
    unit = "pt" if "Rechnung" in text or "Invoice" in text else "px"
    return read_sheet(lay_out(document(text, unit=unit), today=TODAY), today=TODAY)


def value(text: str, name: FieldName) -> str | None:
    found = reading(text).fields.get(name)
    return found.value if found else None


INVOICE = """
Lindner Werkzeuge GmbH
Rechnung Nr. 4711        Datum 11.03.2026
Bohrmaschine      1      300,00
Bohrer            4      100,00
Nettobetrag              400,00 EUR
MwSt 19 %                 76,00 EUR
Gesamtbetrag             476,00 EUR
"""


@pytest.mark.parametrize(
    ("label", "amount", "due"),
    [("Anzahlung", "-100,00", "376.00"), ("Bereits bezahlt", "100,00", "376.00")],
)
def test_the_amount_due_is_what_is_left_of_the_total(label: str, amount: str, due: str) -> None:
    text = f"{INVOICE}{label}    {amount} EUR\nZahlbetrag    376,00 EUR\n"
    assert value(text, F.TOTAL) == "476.00"
    assert value(text, F.AMOUNT_DUE) == due
    assert value(text, F.PREPAID) == amount.replace(",", ".")


def test_a_payment_that_leads_to_the_amount_due_was_made_before() -> None:
    text = INVOICE + "Payment   76,00 EUR\nAmount due   400,00 EUR\n"
    assert value(text, F.PREPAID) == "76.00"
    assert value(text, F.AMOUNT_DUE) == "400.00"


def test_of_an_invoice_without_payments_the_total_is_due() -> None:
    assert value(INVOICE, F.AMOUNT_DUE) == "476.00"
    assert value(INVOICE, F.PREPAID) is None


def test_a_receipt_has_nothing_due() -> None:
    assert value("Tea House\n20/11/2026\nTea   4.00\nTotal   4.00\nCash   5.00\nChange   1.00", F.AMOUNT_DUE) is None


@pytest.mark.parametrize(
    ("rows", "tax"),
    [
        ("Net 100.00\nVAT 20% 20.00\nTotal 120.00", "20.00"),
        ("Total 120.00\nVAT 20% 20.00 included", "20.00"),
        ("Total 120.00\nVAT 20.00", "20.00"),
        ("VAT 20%   100.00   20.00   120.00\nTotal 120.00", "20.00"),
        ("Net 110.00\nVAT 20% 20.00\nVAT 10% 1.00\nTotal VAT 21.00\nTotal 131.00", "21.00"),
        ("Sub Total 220.00\nCGST 2.5% 5.50\nSGST 2.5% 5.50\nGrand Total 231.00", None),  # their sum is not printed
        ("Total 120.00\nVAT 20.00\nVAT 3.00", None),  # nothing tells which of them is meant
        ("Net -100.00\nVAT 20% -20.00\nTotal -120.00", "-20.00"),
    ],
)
def test_the_tax_is_what_the_arithmetic_of_the_page_shows(rows: str, tax: str | None) -> None:
    assert value(f"Tea House Ltd\n20/11/2026\n{rows}", F.TAX) == tax


def test_a_tax_in_another_money_is_not_the_tax() -> None:
    rows = "Net 858.75 GBP\nTax in GBP 163.16\nTax in EUR 183.14\nTotal incl. tax 1021.91 GBP"
    assert value(f"Tea House Ltd\nInvoice 17\n20/11/2026\nCurrency: GBP\n{rows}", F.TAX) == "163.16"


def test_an_amount_due_with_old_debts_is_looked_at() -> None:
    text = INVOICE.replace("Gesamtbetrag", "Bruttobetrag") + "Offene Posten   500,00 EUR\nZahlbetrag   976,00 EUR\n"
    found = reading(text)
    doubts = {finding.code for finding in found.findings if F.TOTAL in finding.fields}
    assert found.fields[F.TOTAL].value == "476.00" or doubts == {"totals_disagree"}


@pytest.mark.parametrize(
    ("total", "printed"),
    [("12.30", "RM12.3O"), ("10.00", "1O.00"), ("12.50", "12 .50"), ("12.50", "12,50€"), ("1234.50", "1 234,50"),
     ("-1234.50", "1.234,50-"), ("-12.50", "(12.50)")],
)  # fmt: skip
def test_totals_are_read_through_glue_and_mistaken_digits(total: str, printed: str) -> None:
    assert value(f"Tea House\n20/11/2026\nTotal   {printed}", F.TOTAL) == total


def test_what_a_person_paid_and_got_back_proves_the_total() -> None:
    found = reading("Tea House\n20/11/2026\nTea   4.00\nCake   3.50\nTotal   7.50\nCash   10.00\nChange   2.50").fields[F.TOTAL]
    assert found.value == "7.50"
    assert {"cash_minus_change", "lines_sum"} <= set(found.confirmed_by)
    assert found.confidence > 0.9


_SALE = "Tea House plc\nLondon SW1A 1AA\nInvoice 77\nDate 20/11/2026\nGoods   £100.00\nNet   £100.00\nVAT 20%   £20.00\n"


@pytest.mark.parametrize(
    "paid",
    [
        "Total   £120.00\nPaid   £120.00\nBalance due   £0.00",
        "Total   £120.00\nAmount paid   £120.00\nAmount due   £0.00",
        "Total   £120.00\nCash   £50.00\nBalance due   £70.00\nVISA   £70.00",
    ],
)
def test_what_is_paid_with_the_document_was_not_paid_before(paid: str) -> None:
    """Else the whole of a paid invoice would be filed with nothing left to book."""
    assert value(_SALE + paid, F.TOTAL) == "120.00"
    assert value(_SALE + paid, F.PREPAID) is None


def test_a_part_that_was_paid_leaves_what_is_due() -> None:
    assert value(_SALE + "Total   £120.00\nPaid   £50.00\nBalance due   £70.00", F.PREPAID) == "50.00"


def test_one_line_does_not_prove_itself() -> None:
    found = reading("Meyer GmbH\n20.11.2026\nBrot   2,00\nPfand Rückgabe   -10,00\nSumme EUR   -8,00").fields[F.TOTAL]
    assert (found.value, found.confirmed_by) == ("-8.00", ())


def test_half_of_a_tax_in_two_equal_parts_is_not_the_tax() -> None:
    text = "Traders Pvt Ltd\nMumbai, India\nInvoice No 9\nDate 23-04-2026\nGoods   100.00\nCGST 9%   9.00\nSGST 9%   9.00\n"
    assert value(text + "Total Rs. 118.00", F.TOTAL) == "118.00"
    assert value(text + "Total Rs. 118.00", F.TAX) is None


@pytest.mark.parametrize(
    ("second", "is_asked"),
    [
        ("Total   EUR 191.00", True),
        ("Total   EUR 119.00", False),
        ("Total tax   EUR 19.00", False),
        ("Balance   EUR 191.00", False),
    ],
)
def test_two_amounts_under_one_label_are_asked_about_though_one_is_proven(second: str, is_asked: bool) -> None:
    text = f"""
    Tea House Ltd
    INVOICE No. 2026-0017
    Invoice date: 2026-11-20
    Green tea  2 x 50.00      100.00
    Subtotal                  EUR 100.00
    VAT 19%                   EUR 19.00
    Total                     EUR 119.00
    {second}
    """
    found = reading(text)
    assert found.fields[F.TOTAL].value == "119.00"
    assert ("totals_disagree" in {finding.code for finding in found.findings}) is is_asked
