"""From bytes to a record: the XML leads, its arithmetic proves it, and a page that says something else is told."""

from __future__ import annotations

from datetime import date

import pytest

from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.providers.fake import ScriptedProvider
from services.reading.in_process import read_in_process
from services.reading.media_types import EINVOICE, PDF
from services.reading.wish import ReadWish
from services.types import FieldName, Record, WordSource
from tests.einvoice import invoices as made
from tests.einvoice.test_reader import FIELDS
from tests.einvoice.test_syntaxes import full

F = FieldName
TODAY = date(2026, 11, 21)


def record(content: bytes, media_type: str = EINVOICE) -> Record:
    document = read_in_process(content, media_type, wish=ReadWish(pictures=False)).document
    return extract(ExtractionRequest(document, TODAY))


def codes(found: Record) -> list[str]:
    return [finding.code for finding in found.findings]


@full
def test_a_right_invoice_needs_nobody(xml: str) -> None:
    found = record(xml.encode())
    assert (found.proven, found.review, found.provider) == (True, (), "einvoice")
    assert len(found.line_items) == len(found.tax_lines) == 2
    assert all(value.evidence and value.evidence.source is WordSource.XML for value in found.fields.values())


@pytest.mark.parametrize("xml", [pytest.param(made.ubl(), id="ubl"), pytest.param(made.cii(made.EXTENDED), id="extended")])
def test_a_cent_sends_it_to_a_person(xml: str) -> None:
    found = record(xml.replace(">291.50<", ">291.49<").encode())
    assert not found.proven
    assert F.TOTAL in found.review
    assert "BR-CO-15" in codes(found)


def test_beside_its_page_values_are_shown_there_with_their_path() -> None:
    found = record(made.in_pdf(made.cii()), PDF)
    assert (found.proven, found.review, codes(found)) == (True, (), [])
    assert {name: value.value for name, value in found.fields.items()} == FIELDS | {
        F.VENDOR_ADDRESS: "Oak Street 1, 10115 Berlin"
    }
    total = found.fields[F.TOTAL]
    assert total.evidence is not None
    assert (total.evidence.page, total.evidence.source, total.evidence.text) == (1, WordSource.TEXT, "291.50")
    assert total.evidence.path.endswith("/ram:GrandTotalAmount")


@pytest.mark.parametrize(
    ("field", "printed", "other"),
    [
        pytest.param(F.TOTAL, "291.50", "391.50", id="total"),
        pytest.param(F.DATE, "03.11.2026", "04.11.2026", id="date"),
        pytest.param(F.INVOICE_NUMBER, "R-2026/17", "R-2026/99", id="number"),
        pytest.param(F.VENDOR, "Kestrel Tea House Ltd", "Osprey Coffee GmbH", id="vendor"),
        pytest.param(F.CURRENCY, "EUR", "USD", id="currency"),
    ],
)
def test_a_page_that_says_something_else_is_told(field: FieldName, printed: str, other: str) -> None:
    lines = tuple(line.replace(printed, other) for line in made.PRINTED)
    found = record(made.in_pdf(made.cii(), lines), PDF)
    told = [finding for finding in found.findings if finding.code == "einvoice_page_mismatch"]
    assert field in {name for finding in told for name in finding.fields}
    assert field in found.review
    assert found.fields[field].value == FIELDS[field]


@pytest.mark.parametrize(("due", "is_told"), [("191.50", True), ("0.00", False)])
def test_a_page_without_an_amount_due_wants_its_total(due: str, is_told: bool) -> None:
    prepaid = "100.00" if is_told else "291.50"
    xml = made.cii().replace(">200.00</ram:Due", f">{due}</ram:Due").replace(">91.50<", f">{prepaid}<")
    found = record(made.in_pdf(xml, made.PRINTED[:-2]), PDF)
    assert ("einvoice_page_mismatch" in codes(found)) is is_told
    assert (F.AMOUNT_DUE in found.review) is is_told


def test_an_invoice_changed_throughout_is_found_by_its_page() -> None:
    xml = made.cii()
    for old, new in (
        ("291.50", "391.50"),
        ("250.00", "350.00"),
        ("240.00", "340.00"),
        ("190.00", "290.00"),
        (">200.00<", ">300.00<"),
    ):
        xml = xml.replace(old, new)
    assert "einvoice_page_mismatch" in codes(record(made.in_pdf(xml), PDF))


def test_a_page_that_says_little_is_no_contradiction() -> None:
    found = record(made.in_pdf(made.cii(), ("See the file inside.", "Thank you very much for your order.")), PDF)
    assert "einvoice_page_mismatch" not in codes(found)
    assert (found.proven, found.review) == (True, ())


def test_amounts_of_the_page_do_not_fill_what_the_xml_lacks() -> None:
    found = record(made.in_pdf(made.cii(made.MINIMUM), (*made.PRINTED, "Tip    5.00 EUR")), PDF)
    assert F.TIP not in found.fields
    assert F.PREPAID in found.review


def test_nobody_outside_is_asked_about_an_e_invoice() -> None:
    document = read_in_process(made.ubl().encode(), EINVOICE, wish=ReadWish(pictures=False)).document
    provider = ScriptedProvider([])
    assert extract(ExtractionRequest(document, TODAY), [provider]).provider == "einvoice"
    assert provider.requests == []


def test_what_is_owed_from_before_is_added() -> None:
    xml = made.ubl().replace(">91.50<", ">-91.50<").replace('EUR">200.00</cbc:Payable', 'EUR">383.00</cbc:Payable')
    assert record(xml.encode()).review == ()


def consistent(net: str, tax: str, total: str) -> str:
    """MINIMUM with other totals that add up, and nothing paid before."""
    xml = made.cii(made.MINIMUM)
    for old, new in ((">250.00<", net), (">41.50<", tax), (">291.50<", total), (">200.00<", total)):
        xml = xml.replace(old, f">{new}<")
    return xml


PAGE_WITH_ITS_TOTAL = made.PRINTED[:-2]  # net 250.00, tax 41.50, total 291.50


def test_the_total_of_page_and_xml_needs_nobody() -> None:
    assert record(made.in_pdf(consistent("250.00", "41.50", "291.50"), PAGE_WITH_ITS_TOTAL), PDF).review == ()


@pytest.mark.parametrize("other", ["250.00", "190.00", "50.00"])
def test_a_total_that_the_page_has_as_something_else_is_no_total_of_it(other: str) -> None:
    found = record(made.in_pdf(consistent(other, "0.00", other), PAGE_WITH_ITS_TOTAL), PDF)
    assert F.TOTAL in found.review
    assert not found.proven


@pytest.mark.parametrize("name", ["Falsche Firma GmbH", "Osprey House Ltd", "Ltd House Trading Company Ltd"])
def test_a_legal_form_or_one_common_word_makes_no_seller_the_same(name: str) -> None:
    page = tuple(line.replace("Kestrel Tea House Ltd", "Kestrel Tea House GmbH") for line in made.PRINTED)
    assert F.VENDOR in record(made.in_pdf(made.cii().replace("Kestrel Tea House Ltd", name), page), PDF).review
    assert F.VENDOR not in record(made.in_pdf(made.cii(), page), PDF).review


@pytest.mark.parametrize(
    ("missing", "printed", "doubtful", "field"),
    [
        pytest.param("<ram:InvoiceCurrencyCode>EUR", "EUR", "$", F.CURRENCY, id="guessed currency"),
    ],
)
def test_doubts_about_what_the_page_lends_stay(missing: str, printed: str, doubtful: str, field: FieldName) -> None:
    without = missing[: missing.index(">") + 1]
    xml = consistent("250.00", "41.50", "291.50")
    assert missing in xml
    page = tuple(line.replace(printed, doubtful) for line in PAGE_WITH_ITS_TOTAL)
    found = record(made.in_pdf(xml.replace(missing, without), page), PDF)
    assert found.fields[field].source != "einvoice"
    assert field in found.review
    assert not {finding.code for finding in found.findings}.isdisjoint({"currency_guessed", "currency_ambiguous"})


def test_the_order_of_a_date_that_the_page_lends_is_told() -> None:
    """Whoever pays in euros writes the day first; that it was taken so is said."""
    missing = '<udt:DateTimeString format="102">20261103'
    xml = consistent("250.00", "41.50", "291.50").replace(missing, missing[: missing.index(">") + 1])
    page = tuple(line.replace("03.11.2026", "03/04/2026") for line in PAGE_WITH_ITS_TOTAL)
    found = record(made.in_pdf(xml, page), PDF)
    assert found.fields[F.DATE].value == "2026-04-03"
    assert "date_order_by_country" in codes(found)


def test_a_doubtful_amount_due_puts_what_was_paid_before_in_doubt() -> None:
    xml = made.cii().replace(">200.00</ram:Due", ">191.50</ram:Due").replace(">91.50<", ">100.00<")
    assert F.PREPAID in record(made.in_pdf(xml, PAGE_WITH_ITS_TOTAL), PDF).review
