from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from services.parsers.agreement import reconcile
from services.providers.chain import extract
from services.providers.offline import OfflineProvider
from services.types import DocumentKind, FieldName, FieldValue, Reading, Severity, TaxLine
from tests.parsers.sheets import request

F = FieldName
PROVEN = """
MEADOW HARDWARE LTD
14 Mill Lane
London NW1 4RY
Date: 14 May 2022
Nails                  £4.00
Hammer                £20.00
Total                 £24.00
Cash                  £30.00
Change                 £6.00
"""
UNPROVEN = """
MEADOW HARDWARE LTD
14 Mill Lane
London NW1 4RY
Date: 14 May 2022
Total                 £24.00
"""


def said(name: FieldName, value: str, confidence: float = 0.9) -> FieldValue:
    return FieldValue(name, value, value, confidence, "llm")


def llm(*fields: FieldValue) -> Reading:
    return Reading("llm", DocumentKind.RECEIPT, 0.9, {field.name: field for field in fields})


def test_a_proven_receipt_needs_no_person() -> None:
    record = extract(request(PROVEN))
    assert record.review == ()
    assert record.proven
    assert record.fields[F.TOTAL].confirmed_by == ("cash_minus_change", "lines_sum")


def test_a_total_without_a_confirmation_goes_to_a_person() -> None:
    record = extract(request(UNPROVEN))
    assert F.TOTAL in record.review
    assert not record.proven
    assert "total_unconfirmed" in {finding.code for finding in record.findings}


def test_every_field_in_review_is_named_by_a_finding() -> None:
    record = extract(request(UNPROVEN.replace("14 May 2022", "03/04/2022").replace("London NW1 4RY", "")))
    doubted = {name for f in record.findings if f.severity is not Severity.INFO for name in f.fields}
    assert set(record.review) == doubted


def test_a_value_that_is_not_on_the_page_is_never_accepted() -> None:
    offline = OfflineProvider().extract(request(PROVEN))
    liar = llm(said(F.TOTAL, "99.99", 1.0), said(F.VENDOR, "Evil Corp", 1.0))
    record = reconcile([liar, offline], request(PROVEN))
    assert record.fields[F.TOTAL].value == "24.00"
    assert {F.TOTAL, F.VENDOR} <= set(record.review)


def test_a_value_that_only_a_liar_gives_is_in_review() -> None:
    record = reconcile([llm(said(F.TOTAL, "99.99", 1.0))], request(PROVEN))
    assert F.TOTAL in record.review
    assert not record.proven
    assert "not_on_document" in {finding.code for finding in record.findings}


def test_evidence_that_reads_otherwise_is_none() -> None:
    place = OfflineProvider().extract(request(PROVEN)).fields[F.TOTAL].evidence
    record = reconcile([llm(replace(said(F.TOTAL, "99.99", 1.0), evidence=place))], request(PROVEN))
    assert "not_on_document" in {finding.code for finding in record.findings}
    assert not record.proven


def test_a_second_reader_confirms_a_total() -> None:
    offline = OfflineProvider().extract(request(UNPROVEN))
    record = reconcile([llm(said(F.TOTAL, "24.00")), offline], request(UNPROVEN))
    assert record.fields[F.TOTAL].confirmed_by == ("second_reader",)
    assert F.TOTAL not in record.review


def test_a_value_without_a_place_gets_the_place_of_the_best_label() -> None:
    record = reconcile([llm(said(F.TOTAL, "24.00"), said(F.DATE, "2022-05-14"))], request(PROVEN))
    assert record.fields[F.TOTAL].evidence is not None
    assert record.fields[F.DATE].printed == "14 May 2022"


def test_disagreeing_readers_are_a_finding() -> None:
    offline = OfflineProvider().extract(request(PROVEN))
    record = reconcile([llm(said(F.TOTAL, "30.00")), offline], request(PROVEN))
    assert "readers_disagree" in {finding.code for finding in record.findings}
    assert F.TOTAL in record.review


def test_the_same_amount_in_another_writing_is_agreement() -> None:
    offline = OfflineProvider().extract(request(PROVEN))
    record = reconcile([llm(said(F.TOTAL, "24.0")), offline], request(PROVEN))
    assert "readers_disagree" not in {finding.code for finding in record.findings}


@pytest.mark.parametrize("name", [F.TOTAL, F.DATE, F.VENDOR, F.CURRENCY])
def test_what_is_missing_is_absent_and_a_finding(name: FieldName) -> None:
    record = extract(request("?"))
    assert name not in record.fields
    assert name in record.review
    assert f"{name}_missing" in {finding.code for finding in record.findings}


def test_the_workspaces_currency_is_the_last_resort_and_in_review() -> None:
    record = extract(request("Shop\nTotal 24.00", currency="EUR"))
    assert record.fields[F.CURRENCY].value == "EUR"
    assert record.fields[F.CURRENCY].source == "workspace"
    assert F.CURRENCY in record.review


def test_a_currency_that_only_a_reader_claims_is_in_review() -> None:
    shop = request("Shop\nTotal 24.00")
    record = reconcile([llm(said(F.CURRENCY, "USD")), OfflineProvider().extract(shop)], shop)
    assert F.CURRENCY in record.review
    assert "not_on_document" in {finding.code for finding in record.findings}


def test_an_inferred_currency_has_evidence_and_says_so() -> None:
    record = extract(request(PROVEN.replace("£", "").replace("London NW1 4RY", "Kuala Lumpur, Malaysia")))
    evidence = record.fields[F.CURRENCY].evidence
    assert evidence is not None
    assert evidence.text == "Malaysia"
    assert F.CURRENCY not in record.review
    assert "currency_inferred" in {finding.code for finding in record.findings}


def test_a_table_of_taxes_that_a_reader_claims_without_a_place_is_left_out() -> None:
    claimed = replace(llm(), tax_lines=(TaxLine(Decimal(19), Decimal(20), Decimal(4)),))
    record = reconcile([claimed, OfflineProvider().extract(request(PROVEN))], request(PROVEN))
    assert record.tax_lines == ()


def test_an_ambiguous_date_goes_to_a_person() -> None:
    record = extract(request("Shop\nDate 03/04/2022\nTotal 24.00"))
    assert F.DATE in record.review
    assert "date_ambiguous" in {finding.code for finding in record.findings}


def test_a_field_in_doubt_is_never_given_as_sure() -> None:
    record = extract(request(UNPROVEN))
    assert F.TOTAL in record.review
    assert all(record.fields[name].confidence < 0.95 for name in record.review if name in record.fields)


def test_a_total_against_what_was_paid_goes_to_a_person() -> None:
    record = extract(request(UNPROVEN + "Cash   £30.00\nChange   £7.00"))
    assert F.TOTAL in record.review


def test_cash_in_a_land_without_small_coins_doubts_an_unrounded_total() -> None:
    text = "KEDAI SINAR SDN BHD\nJALAN SATU\n14 May 2022\nTea  RM2.21\nBun  RM2.20\nTotal  RM4.41\nCASH  RM10.00"
    record = extract(request(text))
    assert "total_not_rounded" in {finding.code for finding in record.findings}


def test_a_deposit_on_what_was_paid_in_full_is_not_paid_before() -> None:
    record = extract(request(PROVEN.replace("Nails                  £4.00", "Bottle deposit         £4.00")))
    assert F.PREPAID not in record.fields
    assert record.review == ()


def test_what_was_paid_before_is_sure_where_the_rest_is_printed() -> None:
    paid_later = PROVEN.split("Cash", maxsplit=1)[0] + "Deposit paid   £4.00\n"
    assert F.PREPAID in extract(request(paid_later)).review
    record = extract(request(paid_later + "Amount due   £20.00\n"))
    assert record.fields[F.PREPAID].value == "4.00"
    assert F.PREPAID not in record.review


def test_evidence_on_a_page_that_does_not_exist_is_no_evidence() -> None:
    reading = OfflineProvider().extract(request(PROVEN))
    total = reading.fields[F.TOTAL]
    assert total.evidence is not None
    moved = replace(total, evidence=replace(total.evidence, page=7))
    record = reconcile([replace(reading, fields={**reading.fields, F.TOTAL: moved})], request(PROVEN))
    assert F.TOTAL in record.review


@pytest.mark.parametrize(
    ("name", "value"),
    [(F.TOTAL, "NaN"), (F.TOTAL, "24,00 EUR"), (F.TOTAL, "1e400"), (F.DATE, "2026-02-30"), (F.CURRENCY, "euros"), (F.VENDOR, "")],
)
def test_a_malformed_value_of_a_reader_is_left_out(name: FieldName, value: str) -> None:
    record = reconcile([llm(said(name, value))], request(PROVEN))
    assert name not in record.fields
    assert "value_malformed" in {finding.code for finding in record.findings}


def test_a_bank_statement_gives_no_total_and_asks_for_a_person() -> None:
    record = extract(request("Kontoauszug\nSaldo 5,00\nBetrag 7,00 EUR"))
    assert (record.kind, record.fields, record.review) == (DocumentKind.BANK_STATEMENT, {}, ())
    assert [(finding.code, finding.severity) for finding in record.findings] == [("statement_not_yet_read", Severity.BLOCK)]
