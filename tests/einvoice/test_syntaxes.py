"""Every syntax and profile says the same in the terms of EN 16931, as printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from services.einvoice.codec import einvoice_from_json, einvoice_to_json
from services.einvoice.model import EInvoice, Group, Syntax
from services.einvoice.reading import read_xml
from services.einvoice.terms import LABELS
from tests.einvoice import invoices as made

FULL = {
    "ubl": made.ubl(),
    "peppol": made.ubl(made.PEPPOL),
    "xrechnung ubl": made.ubl(made.XRECHNUNG),
    "credit note": made.ubl(root="CreditNote", code="381"),
    "cii": made.cii(),
    "xrechnung cii": made.cii(made.XRECHNUNG),
    "basic": made.cii(made.BASIC),
    "extended": made.cii(made.EXTENDED),
    "zugferd 1": made.zugferd_1(),
}
SHORT = {"basic wl": made.cii(made.BASIC_WL), "minimum": made.cii(made.MINIMUM)}
full = pytest.mark.parametrize("xml", [pytest.param(xml, id=name) for name, xml in FULL.items()])
every = pytest.mark.parametrize("xml", [pytest.param(xml, id=name) for name, xml in {**FULL, **SHORT}.items()])


def texts(group: Group, *names: str) -> list[str]:
    return [group[name].text for name in names]


@every
def test_totals_and_parties_are_read_as_printed(xml: str) -> None:
    terms = read_xml(xml.encode()).terms
    assert texts(terms, "BT-1", "BT-5", "BT-27", "BT-44", "BT-31") == [
        "R-2026/17", "EUR", "Kestrel Tea House Ltd", "Alder & Sons", "DE123456789",
    ]  # fmt: skip
    assert texts(terms, "BT-109", "BT-112", "BT-115") == ["250.00", "291.50", "200.00"]


@every
def test_the_tax_is_that_in_the_currency_of_the_invoice(xml: str) -> None:
    assert texts(read_xml(xml.encode()).terms, "BT-110", "BT-111") == ["41.50", "1004.30"]


@full
def test_all_groups_are_read(xml: str) -> None:
    read = read_xml(xml.encode())
    assert [texts(line.terms, "BT-126", "BT-153", "BT-129", "BT-130", "BT-146", "BT-152", "BT-131") for line in read.lines] == [
        ["1", "Green tea", "200", "KGM", "100.00", "19", "190.00"],
        ["2", "Book of tea", "1", "C62", "50.00", "7", "50.00"],
    ]
    assert [texts(group, "BT-136") for group in read.lines[0].allowances] == [["10.00"]]
    assert [texts(group, "BT-92", "BT-97") for group in read.allowances] == [["20.00", "Autumn"]]
    assert [texts(group, "BT-99", "BT-104") for group in read.charges] == [["30.00", "Freight"]]
    assert [texts(group, "BT-116", "BT-117", "BT-118", "BT-119") for group in read.taxes] == [
        ["200.00", "38.00", "S", "19"],
        ["50.00", "3.50", "S", "7"],
    ]
    assert [texts(group, "BT-81", "BT-84") for group in read.payments] == [["58", "DE02 1203 0000 0000 2020 51"]]
    assert [texts(group, "BT-22") for group in read.notes] == [["Thank you."], ["Come again."]]
    assert [texts(group, "BT-25") for group in read.preceding] == [["R-2026/16"]]
    assert [texts(group, "BT-122") for group in read.attachments] == [["Timesheet"]]


@every
def test_every_path_leads_to_its_text(xml: str) -> None:
    root = etree.fromstring(xml.encode())
    spaces = {prefix: space for prefix, space in root.nsmap.items() if prefix}
    for term in every_term(read_xml(xml.encode())):
        path = term.path.replace("/Invoice", "/*").replace("/CreditNote", "/*").replace("/rsm:CrossIndustryDocument", "/*", 1)
        path = path if path.startswith("/*") else "/*" + path[path.index("/", 1) :]
        first = root.xpath(path, namespaces=spaces)[0]
        assert str(first if isinstance(first, str) else first.text).strip() == term.text


@every
def test_every_term_has_a_name(xml: str) -> None:
    assert {name for group in every_group(read_xml(xml.encode())) for name in group} <= set(LABELS)


@every
def test_it_survives_the_way_through_json(xml: str) -> None:
    read = read_xml(xml.encode())
    assert einvoice_from_json(einvoice_to_json(read)) == read


@pytest.mark.parametrize(
    ("xml", "syntax", "is_credit_note"),
    [
        pytest.param(made.ubl(), Syntax.UBL, False, id="ubl"),
        pytest.param(made.ubl(root="CreditNote", code="381"), Syntax.UBL, True, id="credit note by root"),
        pytest.param(made.cii(code="381"), Syntax.CII, True, id="credit note by code"),
        pytest.param(made.zugferd_1(), Syntax.ZUGFERD_1, False, id="zugferd 1"),
    ],
)
def test_syntax_and_kind_are_told(xml: str, syntax: Syntax, is_credit_note: bool) -> None:
    read = read_xml(xml.encode())
    assert (read.syntax, read.is_credit_note) == (syntax, is_credit_note)


def test_without_a_currency_the_first_tax_counts() -> None:
    xml = made.cii().replace("<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", "<ram:InvoiceCurrencyCode/>")
    terms = read_xml(xml.replace('<ram:TaxTotalAmount currencyID="CZK">1004.30</ram:TaxTotalAmount>', "").encode()).terms
    assert "BT-5" not in terms
    assert terms["BT-110"].text == "41.50"


def every_group(read: EInvoice) -> Iterator[Group]:
    yield read.terms
    for line in read.lines:
        yield from (line.terms, *line.allowances, *line.charges)
    yield from (*read.allowances, *read.charges, *read.taxes, *read.payments, *read.preceding, *read.notes, *read.attachments)


def every_term(read: EInvoice) -> Iterator:  # type: ignore[type-arg]
    return (term for group in every_group(read) for term in group.values())
