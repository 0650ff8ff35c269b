"""Which of the printed dates is that of issue, until when to pay, and what is said where that is not sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.parsers.candidates import Sheet, lay_out
from services.parsers.date_fields import date_fields, date_findings, read_dates
from services.parsers.issue_date import order_of_sheet
from services.providers.base import OwnIdentity
from services.types import FieldName, Severity
from tests.parsers.sheets import TODAY, document

F = FieldName


def sheet(text: str, language: str = "") -> Sheet:
    return lay_out(replace(document(text), language=language), today=TODAY)


def dates(text: str, language: str = "") -> dict[FieldName, str]:
    read = read_dates(sheet(text, language), OwnIdentity(), TODAY)
    return {value.name: value.value for value in date_fields(read)}


def codes(text: str, language: str = "") -> list[str]:
    return [finding.code for finding in date_findings(read_dates(sheet(text, language), OwnIdentity(), TODAY))]


INVOICE = """
Nordwind Handel GmbH
Musterweg 4, 20095 Hamburg
Bestellung vom 03.02.2026
Rechnung Nr. 17 vom 05.03.2026
Leistungsdatum: 27.02.2026
Beratung 1.000,00
Summe 1.190,00 EUR
Zahlbar bis: 19.03.2026
"""


def test_issue_service_and_due_date_are_told_apart_by_their_labels() -> None:
    assert dates(INVOICE) == {F.DATE: "2026-03-05", F.DUE_DATE: "2026-03-19", F.SERVICE_DATE: "2026-02-27"}


def test_of_a_period_of_service_the_last_day_counts() -> None:
    text = INVOICE.replace("Leistungsdatum: 27.02.2026", "Leistungszeitraum: 01.02.2026 - 28.02.2026")
    assert dates(text)[F.SERVICE_DATE] == "2026-02-28"


@pytest.mark.parametrize("terms", ["Zahlbar innerhalb 14 Tagen netto", "Terms: 30 days net", "Payable within 14 days"])
def test_terms_without_a_day_give_no_due_date(terms: str) -> None:
    assert F.DUE_DATE not in dates(INVOICE.replace("Zahlbar bis: 19.03.2026", terms))


def test_headings_over_the_dates_tell_which_is_which() -> None:
    text = """
Meadow Supplies Ltd
Invoice no      Invoice date      Due date
INV-17          12 Mar 2026       26 Mar 2026
Total £120.00
"""
    assert dates(text) == {F.DATE: "2026-03-12", F.DUE_DATE: "2026-03-26"}


def test_a_date_of_an_order_alone_is_given_with_a_doubt() -> None:
    text = "Meadow Supplies Ltd\nOrder date: 12 Mar 2026\nTotal £120.00"
    assert dates(text)[F.DATE] == "2026-03-12"
    assert set(codes(text)) & {"date_doubtful", "dates_disagree"}


def test_an_order_that_nothing_tells_is_never_chosen_in_silence() -> None:
    text = "Harbor Supply\nDate 03/04/2026\nTotal 12.00"
    (finding,) = [f for f in date_findings(read_dates(sheet(text), OwnIdentity(), TODAY)) if f.code == "date_ambiguous"]
    assert finding.severity is Severity.DOUBT
    assert "2026-04-03 or 2026-03-04" in finding.message


@pytest.mark.parametrize(
    ("text", "language", "order"),
    [
        ("Date 03/04/2026\nPaid 25/04/2026", "", "day_first"),
        ("Date 03/04/2026\nPaid 04/25/2026", "", "month_first"),
        ("Date 03/04/2026\nPrinted 3 April 2026", "", "day_first"),
        ("Date 03/04/2026\nPrinted 4 March 2026", "", "month_first"),
        ("Date 25/04/2026\nPaid 04/25/2026", "", None),
        ("Total 12.00 EUR\nDate 03/04/2026", "", "day_first"),
        ("Total 12.00\nDate 03/04/2026", "fr", "day_first"),
        ("Total 12.00\nDate 03/04/2026", "en", None),
        ("Portland, OR 97204\nTotal $12.00\nDate 03/04/2026", "en", "month_first"),
    ],
)
def test_other_dates_country_currency_and_language_tell_the_order(text: str, language: str, order: str | None) -> None:
    assert order_of_sheet(sheet(text, language))[0] == order


@pytest.mark.parametrize("printed", ["26-10-09", "26/10/09"])
def test_where_the_year_comes_first_two_digits_may_be_it(printed: str) -> None:
    text = f"Butik AB\nStockholm, Sverige\nOrg nr 556677-8899\n{printed}\nSumma 60,00 SEK"
    (doubt,) = [f for f in date_findings(read_dates(sheet(text), OwnIdentity(), TODAY)) if f.code == "date_ambiguous"]
    assert "2009-10-26 or 2026-10-09" in doubt.message


def test_elsewhere_the_day_comes_first() -> None:
    text = "Tea House Sdn Bhd\nJalan 5, Kuala Lumpur\n26-10-18\nTotal RM 60.00"
    assert "date_ambiguous" not in codes(text)
    assert dates(text)[F.DATE] == "2018-10-26"
