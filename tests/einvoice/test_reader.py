"""What a record gets of an e-invoice: values in their normal form, the kind by its code, what proves the total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.einvoice.reader import read
from services.einvoice.reading import read_xml
from services.types import DocumentKind, FieldName, LineItem, Reading, TaxLine
from tests.einvoice import invoices as made

F, K = FieldName, DocumentKind


def reading(xml: str) -> Reading:
    return read(read_xml(xml.encode()))


FIELDS = {
    F.VENDOR: "Kestrel Tea House Ltd",
    F.DATE: "2026-11-03",
    F.TOTAL: "291.50",
    F.CURRENCY: "EUR",
    F.TAX: "41.50",
    F.NET: "250.00",
    F.AMOUNT_DUE: "200.00",
    F.PREPAID: "91.50",
    F.INVOICE_NUMBER: "R-2026/17",
    F.DUE_DATE: "2026-12-03",
    F.SERVICE_DATE: "2026-11-01",
    F.PAYMENT_METHOD: "transfer",
    F.VENDOR_TAX_ID: "DE123456789",
    F.VENDOR_IBAN: "DE02120300000000202051",
    F.CUSTOMER: "Alder & Sons",
}


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(made.ubl(), id="ubl"),
        pytest.param(made.cii(), id="cii"),
        pytest.param(made.zugferd_1(), id="zugferd 1"),
    ],
)
def test_fields_are_in_their_normal_form(xml: str) -> None:
    assert {name: value.value for name, value in reading(xml).fields.items()} == FIELDS


def test_lines_and_taxes_are_read() -> None:
    said = reading(made.ubl())
    assert said.line_items == (
        LineItem("Green tea", Decimal("190.00"), Decimal(200), "KGM", Decimal(1), Decimal("10.00"), Decimal(19)),
        LineItem("Book of tea", Decimal("50.00"), Decimal(1), "C62", Decimal("50.00"), None, Decimal(7)),
    )
    assert said.tax_lines == (
        TaxLine(Decimal(19), Decimal("200.00"), Decimal("38.00")),
        TaxLine(Decimal(7), Decimal("50.00"), Decimal("3.50")),
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("380", K.INVOICE), ("381", K.CREDIT_NOTE), ("384", K.INVOICE), ("326", K.INVOICE), ("386", K.INVOICE),
        ("389", K.SELF_BILLING), ("261", K.CREDIT_NOTE), ("396", K.CREDIT_NOTE), ("325", K.PRO_FORMA),
        ("875", K.INVOICE), ("", K.INVOICE), ("500", K.SELF_BILLING), ("310", K.OTHER), ("220", K.OTHER), ("nonsense", K.OTHER),
    ],
)  # fmt: skip
def test_the_code_tells_the_kind(code: str, kind: DocumentKind) -> None:
    assert reading(made.cii(code=code)).kind is kind


def test_the_root_tells_a_credit_note_without_a_code() -> None:
    assert reading(made.ubl(root="CreditNote", code="")).kind is K.CREDIT_NOTE


def test_sums_that_hold_prove_the_total() -> None:
    assert reading(made.ubl()).fields[F.TOTAL].confirmed_by == ("net_plus_tax", "tax_table", "lines_sum")
    assert reading(made.cii(made.MINIMUM)).fields[F.TOTAL].confirmed_by == ("net_plus_tax",)
    assert reading(made.ubl().replace(">291.50<", ">291.51<")).fields[F.TOTAL].confirmed_by == ()


def test_without_a_promise_a_total_that_does_not_follow_is_in_doubt() -> None:
    findings = reading(made.zugferd_1().replace(">291.50<", ">291.51<")).findings
    assert [finding.code for finding in findings] == ["total_contradicted"]


def test_older_ubl_rounds_within_the_total() -> None:
    xml = made.ubl("").replace(">291.50<", ">291.55<").replace(">91.50<", ">91.55<")
    rounding = '<cbc:PayableRoundingAmount currencyID="EUR">0.05</cbc:PayableRoundingAmount>'
    said = reading(xml.replace("<cbc:PayableAmount", f"{rounding}<cbc:PayableAmount"))
    assert said.findings == ()
    assert "net_plus_tax" in said.fields[F.TOTAL].confirmed_by


def test_what_is_due_without_a_reason_is_asked_for() -> None:
    assert [finding.code for finding in reading(made.cii(made.MINIMUM)).findings] == ["prepaid_unconfirmed"]


@pytest.mark.parametrize("amount", ["1,19", "NaN", "Infinity", "1e3", "١١٩", "", "1 000.00"])
def test_an_amount_that_is_none_is_no_total(amount: str) -> None:
    said = reading(made.ubl().replace(">291.50<", f">{amount}<"))
    assert F.TOTAL not in said.fields


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03+01:00", "2026-11-03"),
        ("2026-11-03Z", "2026-11-03"),
        ("2026-02-30", None),
        ("3.11.2026", None),
    ],
)
def test_days_are_those_of_xml(text: str, value: str | None) -> None:
    said = reading(made.ubl().replace("2026-11-03", text)).fields.get(F.DATE)
    assert (said.value if said else None) == value


def test_the_trading_name_stands_in_for_a_missing_one() -> None:
    legal = "<cac:PartyLegalEntity><cbc:RegistrationName>Kestrel Tea House Ltd</cbc:RegistrationName></cac:PartyLegalEntity>"
    xml = made.ubl().replace(legal, "<cac:PartyName><cbc:Name>Kestrel</cbc:Name></cac:PartyName>")
    assert reading(xml).fields[F.VENDOR].value == "Kestrel"


def test_a_negative_invoice_stays_as_printed() -> None:
    xml = made.ubl()
    for amount in ("291.50", "250.00", "41.50"):
        xml = xml.replace(f">{amount}<", f">-{amount}<")
    assert {name: reading(xml).fields[name].value for name in (F.TOTAL, F.NET, F.TAX)} == {
        F.TOTAL: "-291.50", F.NET: "-250.00", F.TAX: "-41.50",
    }  # fmt: skip


def test_the_vendor_of_a_self_billed_invoice_is_its_seller() -> None:
    fields, fields_of_380 = reading(made.ubl(code="389")).fields, reading(made.ubl(code="380")).fields
    names = (F.VENDOR, F.CUSTOMER, F.VENDOR_TAX_ID)
    assert [fields[name].value for name in names] == [fields_of_380[name].value for name in names]


@pytest.mark.parametrize(
    ("printed", "wrong", "doubted"),
    [
        pytest.param(">291.50</cbc:TaxInclusiveAmount", ">291,50</cbc:TaxInclusiveAmount", F.TOTAL, id="total"),
        pytest.param(">91.50</cbc:PrepaidAmount", ">91,50</cbc:PrepaidAmount", F.PREPAID, id="prepaid"),
        pytest.param(">200.00</cbc:PayableAmount", ">200,00</cbc:PayableAmount", F.PREPAID, id="due"),
        pytest.param("<cbc:IssueDate>2026-11-03", "<cbc:IssueDate>03.11.2026", F.DATE, id="date"),
        pytest.param("CurrencyCode>EUR", "CurrencyCode>euro", F.CURRENCY, id="currency"),
        pytest.param(">291.50</cbc:TaxInclusiveAmount", f">{'9' * 28}.50</cbc:TaxInclusiveAmount", F.TOTAL, id="huge"),
    ],
)
def test_a_value_that_cannot_be_read_is_in_doubt(printed: str, wrong: str, doubted: FieldName) -> None:
    xml = made.ubl()
    assert printed in xml
    told = [finding for finding in reading(xml.replace(printed, wrong)).findings if finding.code == "value_unreadable"]
    assert any(doubted in finding.fields for finding in told)


@pytest.mark.parametrize("element", ["TaxInclusiveAmount", "PayableAmount"])
def test_a_total_in_another_currency_is_told(element: str) -> None:
    xml = made.ubl().replace(f'<cbc:{element} currencyID="EUR">', f'<cbc:{element} currencyID="USD">')
    told = [finding for finding in reading(xml).findings if finding.code == "currency_contradicted"]
    assert [finding.fields for finding in told] == [(F.CURRENCY,)]


def test_a_rounding_does_not_explain_any_amount_due() -> None:
    rounding = '<cbc:PayableRoundingAmount currencyID="EUR">0.05</cbc:PayableRoundingAmount>'
    xml = made.ubl("").replace('<cbc:PrepaidAmount currencyID="EUR">91.50</cbc:PrepaidAmount>', rounding)
    assert [finding.code for finding in reading(xml).findings] == ["prepaid_unconfirmed"]
    assert reading(xml.replace(">200.00</cbc:Payable", ">291.55</cbc:Payable")).findings == ()


def test_numbers_as_long_as_they_may_be_are_judged() -> None:
    long = "9" * 15
    xml = made.ubl().replace(">200.00</cbc:TaxableAmount", f">{long}.00</cbc:TaxableAmount")
    xml = xml.replace("Percent>19<", f"Percent>{long}<").replace(">100.00</cbc:PriceAmount", f">{long}</cbc:PriceAmount")
    said = reading(xml.replace("<cbc:BaseQuantity>100<", f"<cbc:BaseQuantity>0.{'0' * 29}1<"))
    assert "BR-CO-17" in {finding.code for finding in said.findings}
    assert said.line_items[0].unit_price == Decimal(long).scaleb(30)
