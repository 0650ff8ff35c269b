"""The number of a document among all the others that are printed on it."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.layout import Span
from services.parsers.number_fields import number_field, number_findings, numbers_by_page, read_number
from services.parsers.number_labels import kinds_of_number
from services.parsers.ranked import Candidate, Choice, Found
from services.providers.base import OwnIdentity
from services.types import FieldName
from tests.parsers.sheets import TODAY, document

INVOICE = """
Nordwind Handel GmbH
Musterweg 4, 20095 Hamburg
Tel. 040 1234567
USt-IdNr. DE136695976
Kundennummer: 88123
Bestellnummer: 2025-4711
{number}
Beratung 1.000,00
Summe 1.190,00 EUR
"""


def number_of(text: str) -> str | None:
    sheet = lay_out(document(text, unit="pt"), today=TODAY)
    return next((value.value for value in number_field(read_number(sheet, OwnIdentity(), TODAY))), None)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Rechnung Nr. 2024-17 vom 05.03.2026", "2024-17"),
        ("Rechnungsnummer: RE/2026/0815", "RE/2026/0815"),
        ("Invoice #4711", "4711"),
        ("INV#123456", "123456"),
        ("Facture n° FA-2023/001", "FA-2023/001"),
        ("Fattura n. 12/A del 03.05.2024", "12/A"),
        ("Handelsrechnung (380) Nr. R18-31 vom 03.10.2018", "R18-31"),
        ("Faktura nr FV/12/03/2026", "FV/12/03/2026"),
    ],
)
def test_the_number_of_the_invoice_is_told_from_those_of_customers_orders_taxes_and_phones(line: str, number: str) -> None:
    assert number_of(INVOICE.format(number=line)) == number


def test_a_heading_over_the_number_is_its_label() -> None:
    text = """
Meadow Supplies Ltd
Invoice no      Invoice date      Customer no
INV-17          12 Mar 2026       C-2209
Total £120.00
"""
    assert number_of(text) == "INV-17"


def test_a_document_without_a_number_is_given_none() -> None:
    assert number_of("Café Linde\nMarkt 3, 20095 Hamburg\nTel. 040 1234567\nKaffee 3,50\nSumme 3,50 EUR") is None


def found(confidence: float, *labels: str) -> Found:
    """Two numbers of which the first is the likelier one."""
    rows = lay_out(document("Invoice no. 17\nOrder no. 18"), today=TODAY).rows
    spans = [Span(row, row.starts[-1], len(row.text)) for row in rows]
    choices = [
        Choice(Candidate(span.text, (span,), dict.fromkeys(labels, 1.0)), share)
        for span, share in zip(spans, (0.6, 0.4), strict=True)
    ]
    return Found(tuple(choices), confidence, is_doubtful=True)


@pytest.mark.parametrize(
    ("confidence", "labels", "given", "doubted"),
    [
        (0.97, ("own number",), True, False),
        (0.7, ("own number",), True, True),
        (0.3, ("own number",), False, False),
        (0.8, ("unlabelled", "unlabelled above"), False, False),
        (0.95, ("unlabelled", "unlabelled above"), True, False),
    ],
)
def test_a_number_that_is_hardly_likely_is_left_out_and_a_likely_one_given_with_a_doubt(
    confidence: float, labels: tuple[str, ...], given: bool, doubted: bool
) -> None:
    read = found(confidence, *labels)
    assert [value.value for value in number_field(read)] == (["17"] if given else [])
    findings = list(number_findings(read))
    assert bool(findings) == doubted
    assert all("“18”" in finding.message and finding.fields == (FieldName.INVOICE_NUMBER,) for finding in findings)


def test_of_each_page_the_likeliest_labelled_number_is_told() -> None:
    assert numbers_by_page(found(0.9, "own number")) == {1: "17"}
    assert numbers_by_page(found(0.9, "bare number")) == {}


@pytest.mark.parametrize(
    ("label", "kinds"),
    [
        ("invoice no.", {"invoice", "number", "nearest"}),
        ("tax invoice", {"invoice", "title", "nearest"}),
        ("despatch note no.", {"delivery", "receipt", "number", "nearest"}),
        ("gst reg no", {"tax", "number"}),
        ("umrechnungskurs", set()),
        ("billing@meadow.example", set()),
    ],
)
def test_a_label_tells_whose_number_it_is(label: str, kinds: set[str]) -> None:
    assert kinds_of_number(label) == kinds
