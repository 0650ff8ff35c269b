"""The rules of EN 16931: each is found broken where it is broken, and nowhere else."""

from __future__ import annotations

import pytest

from services.einvoice.reading import read_xml
from services.einvoice.rules import rule_findings
from services.types import FieldName, Severity
from tests.einvoice import invoices as made


def broken(xml: str) -> dict[str, Severity]:
    return {finding.code: finding.severity for finding in rule_findings(read_xml(xml.encode()))}


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(made.ubl(), id="ubl"),
        pytest.param(made.ubl(made.PEPPOL), id="peppol"),
        pytest.param(made.ubl(made.XRECHNUNG, root="CreditNote", code="381"), id="credit note"),
        pytest.param(made.cii(), id="cii"),
        pytest.param(made.cii(made.BASIC), id="basic"),
        pytest.param(made.cii(made.EXTENDED), id="extended"),
    ],
)
def test_a_right_invoice_breaks_none(xml: str) -> None:
    lawful = {"BR-CO-25"} if "CreditNote-2" in xml else set()  # it has no due date
    assert set(broken(xml)) == lawful


TOTALS = [
    pytest.param(">240.00<", ">240.01<", {"BR-CO-10", "BR-CO-13"}, id="sum of lines"),
    pytest.param('EUR">20.00</cbc:AllowanceTotal', 'EUR">20.01</cbc:AllowanceTotal', {"BR-CO-11", "BR-CO-13"}, id="allowances"),
    pytest.param('EUR">30.00</cbc:ChargeTotal', 'EUR">29.99</cbc:ChargeTotal', {"BR-CO-12", "BR-CO-13"}, id="charges"),
    pytest.param(">250.00<", ">250.01<", {"BR-CO-13", "BR-CO-15"}, id="net"),
    pytest.param(">41.50<", ">41.51<", {"BR-CO-14", "BR-CO-15"}, id="tax"),
    pytest.param(">291.50<", ">291.49<", {"BR-CO-15", "BR-CO-16"}, id="total"),
    pytest.param(">91.50<", ">91.51<", {"BR-CO-16"}, id="prepaid"),
    pytest.param('EUR">200.00</cbc:Payable', 'EUR">200.01</cbc:Payable', {"BR-CO-16"}, id="due"),
    pytest.param(
        "<cbc:PayableAmount",
        '<cbc:PayableRoundingAmount currencyID="EUR">0.01</cbc:PayableRoundingAmount><cbc:PayableAmount',
        {"BR-CO-16"},
        id="rounding",
    ),
]


@pytest.mark.parametrize(("old", "new", "rules"), TOTALS)
def test_a_cent_is_found_and_puts_the_total_in_doubt(old: str, new: str, rules: set[str]) -> None:
    xml = made.ubl()
    assert xml.count(old) == 1
    found = rule_findings(read_xml(xml.replace(old, new).encode()))
    assert {finding.code for finding in found} == rules
    assert all(finding.severity is Severity.DOUBT and FieldName.TOTAL in finding.fields for finding in found)
    assert all(finding.message.startswith(f"{finding.code} of EN 16931: ") for finding in found)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        pytest.param("<cbc:ID>R-2026/17</cbc:ID>", "", "BR-2", id="number"),
        pytest.param("<cbc:IssueDate>2026-11-03</cbc:IssueDate>", "", "BR-3", id="date"),
        pytest.param("<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>", "", "BR-5", id="currency"),
        pytest.param("<cbc:Name>Green tea</cbc:Name>", "", "BR-25", id="item"),
        pytest.param("DE123456789", "123456789", "BR-CO-9", id="tax id"),
        pytest.param("<cbc:DueDate>2026-12-03</cbc:DueDate>", "", "BR-CO-25", id="due date"),
        pytest.param(">50.00</cbc:PriceAmount>", ">-50.00</cbc:PriceAmount>", "BR-27", id="price"),
        pytest.param(">291.50<", ">291.501<", "BR-DEC-14", id="decimals"),
        pytest.param("<cbc:TaxCurrencyCode>CZK", "<cbc:TaxCurrencyCode>PLN", None, id="tax in another currency is there"),
    ],
)
def test_what_is_missing_or_odd_is_told(old: str, new: str, rule: str | None) -> None:
    xml = made.ubl()
    assert old in xml
    found = broken(xml.replace(old, new))
    if rule is None:
        assert found == {}
    else:
        assert found[rule] is Severity.INFO


@pytest.mark.parametrize(
    ("base", "tax", "rules"),
    [
        pytest.param("200.00", "38.99", set(), id="less than one off"),
        pytest.param("200.00", "39.00", {"BR-CO-17"}, id="one off"),
        pytest.param("200.99", "38.00", set(), id="base less than one off"),
        pytest.param("201.00", "38.00", {"BR-S-8"}, id="base one off"),
    ],
)
def test_taxes_per_rate_may_be_less_than_one_off(base: str, tax: str, rules: set[str]) -> None:
    total = f"{41.5 + float(tax) - 38:.2f}"
    xml = made.cii().replace(">38.00<", f">{tax}<").replace(">200.00</ram:BasisAmount>", f">{base}</ram:BasisAmount>")
    xml = xml.replace(">41.50<", f">{total}<").replace(">291.50<", f">{250 + float(total):.2f}<")
    xml = xml.replace(">91.50<", f">{50 + float(total):.2f}<")
    assert set(broken(xml)) == rules


def test_a_tax_where_none_is_due_is_found() -> None:
    xml = made.cii().replace("<ram:CategoryCode>S<", "<ram:CategoryCode>E<")
    assert {"BR-E-9"} <= set(broken(xml))


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(made.zugferd_1(), id="zugferd 1"),
        pytest.param(made.cii(made.MINIMUM), id="minimum"),
        pytest.param(made.cii(made.BASIC_WL), id="basic wl"),
        pytest.param(made.ubl("urn:example:nobody"), id="unknown"),
        pytest.param(made.ubl(""), id="none"),
    ],
)
def test_who_promises_nothing_breaks_nothing(xml: str) -> None:
    assert broken(xml.replace(">291.50<", ">291.49<")) == {}


def test_an_extension_may_be_a_cent_per_line_off_but_not_in_its_total() -> None:
    xml = made.cii(made.EXTENDED)
    assert broken(xml.replace(">190.00<", ">190.02<")) == {}
    assert set(broken(xml.replace(">190.00<", ">190.03<"))) == {"BR-CO-10"}
    assert "BR-CO-15" in broken(xml.replace(">291.50<", ">291.51<"))


def test_lines_that_sum_up_others_do_not_count() -> None:
    xml = made.cii(made.EXTENDED)
    end = "</ram:IncludedSupplyChainTradeLineItem>"
    line = xml[xml.index("<ram:IncludedSupplyChainTradeLineItem>") : xml.index(end) + len(end)]
    group = line.replace("</ram:LineID>", "</ram:LineID><ram:LineStatusReasonCode>GROUP</ram:LineStatusReasonCode>")
    assert broken(xml.replace(line, group + line)) == {}
    assert "BR-CO-10" in broken(xml.replace(line, line + line))


def test_peppol_multiplies_quantity_and_price() -> None:
    assert "PEPPOL-EN16931-R120" in broken(
        made.ubl(made.PEPPOL).replace(">200</cbc:InvoicedQuantity>", ">201</cbc:InvoicedQuantity>")
    )
    assert broken(made.ubl().replace(">200</cbc:InvoicedQuantity>", ">201</cbc:InvoicedQuantity>")) == {}
