from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.parsers.candidates import lay_out
from services.parsers.evidence import box_of, text_in_box
from services.parsers.layout import Span, document_rows
from services.parsers.proof import is_proof, reads_as
from services.parsers.values import decimal_string, field_at
from services.types import Box, FieldName, Page, ReadDocument, Word, WordSource
from tests.parsers.sheets import TODAY, document

WORD = Word("TOTALRM60.30", Box(0.1, 0.5, 0.7, 0.6), 0)
PAGE = Page(1, 100, 100, "px", (WORD,), WordSource.RAPID)


def test_a_part_of_a_word_gets_its_share_of_the_box() -> None:
    assert box_of(WORD, 7, 12) == pytest.approx(Box(0.45, 0.5, 0.7, 0.6))


def test_a_box_gives_only_the_characters_whose_centre_lies_inside() -> None:
    assert text_in_box(PAGE, box_of(WORD, 7, 12)) == "60.30"
    assert text_in_box(PAGE, Box(0, 0, 1, 1)) == "TOTALRM60.30"
    assert text_in_box(PAGE, Box(0, 0.8, 1, 1)) == ""


def test_a_glued_total_is_proven_by_its_part_of_the_word() -> None:
    (row,) = document_rows(ReadDocument("image/png", (PAGE,)))
    assert is_proof(field_at(FieldName.TOTAL, "60.30", Span(row, 7, 12), 0.9), PAGE)


@pytest.mark.parametrize(("start", "end", "value"), [(7, 12, "60.31"), (8, 12, "60.30"), (7, 9, "60.30"), (0, 5, "60.30")])
def test_another_value_or_another_box_is_no_proof(start: int, end: int, value: str) -> None:
    (row,) = document_rows(ReadDocument("image/png", (PAGE,)))
    assert not is_proof(field_at(FieldName.TOTAL, value, Span(row, start, end), 0.9), PAGE)


def test_a_value_of_another_page_is_no_proof() -> None:
    (row,) = document_rows(ReadDocument("image/png", (PAGE,)))
    assert not is_proof(field_at(FieldName.TOTAL, "60.30", Span(row, 7, 12), 0.9), replace(PAGE, number=2))


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        (FieldName.TOTAL, "60.30", "60.30"),
        (FieldName.TOTAL, "-60.30", "60.30"),
        (FieldName.TOTAL, "1234.56", "1.234,56"),
        (FieldName.DATE, "2018-04-03", "03/04/2018"),
        (FieldName.DATE, "2018-03-04", "03/04/2018"),
        (FieldName.CURRENCY, "MYR", "RM"),
        (FieldName.CURRENCY, "AUD", "$"),
        (FieldName.PAYMENT_METHOD, "card", "Girocard"),
        (FieldName.CURRENCY, "MYR", "Sdn.  Bhd"),
        (FieldName.VENDOR, "KING'S CAFÉ", "King’s  Cafe"),
        (FieldName.VENDOR_IBAN, "DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
    ],
)
def test_normalised_words_are_the_value(name: FieldName, value: str, text: str) -> None:
    assert reads_as(name, value, text)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        (FieldName.TOTAL, "60.30", "2 60.30"),
        (FieldName.TOTAL, "60.30", "60.30 6"),
        (FieldName.TOTAL, "6", "6%  60.30"),
        (FieldName.TOTAL, "nonsense", "60.30"),
        (FieldName.DATE, "2018-04-03", "03/04/2018 12:30"),
        (FieldName.DATE, "2018-04-03", "Bill 7 03/04/2018"),
        (FieldName.CURRENCY, "MYR", "RM 5"),
        (FieldName.CURRENCY, "EUR", "RM"),
        (FieldName.CURRENCY, "EUR", "SDN BHD"),
        (FieldName.CURRENCY, "MYR", "KEDAI SDN BHD"),
        (FieldName.CURRENCY, "MYR", "+60"),
        (FieldName.VENDOR, "King", "Kong"),
    ],
)
def test_other_words_or_further_numbers_are_not_the_value(name: FieldName, value: str, text: str) -> None:
    assert not reads_as(name, value, text)


@given(
    st.integers(min_value=1, max_value=9_999_999),
    st.sampled_from(["TOTAL {}", "TOTAL:{}", "TOTALRM{}", "Total   RM {}", "SUMME EUR {} A", "2 x Tea 1.50 {}"]),
)
def test_the_evidence_of_a_found_amount_reads_back_to_its_value(cents: int, shape: str) -> None:
    amount = Decimal(cents) / 100
    read = document(shape.format(f"{amount:.2f}"))
    found = lay_out(read, today=TODAY).amounts
    assert amount in {candidate.value for candidate in found}
    for candidate in found:
        field = field_at(FieldName.TOTAL, decimal_string(candidate.value), candidate.span, 0.5)
        assert is_proof(field, read.pages[0])


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=TODAY),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %b %Y", "%Y-%m-%d", "%m-%d-%Y"]),
    st.sampled_from(["Date {}", "Date:{}", "{} 12:30", "No 17 {} x"]),
)
def test_the_evidence_of_a_found_date_reads_back_to_its_value(day: date, form: str, shape: str) -> None:
    read = document(shape.format(day.strftime(form)))
    for found in lay_out(read, today=TODAY).dates:
        for value in found.match.values:
            assert is_proof(field_at(FieldName.DATE, value.isoformat(), found.span, 0.5), read.pages[0])


@given(st.lists(st.text(alphabet="ABCabc012., /:-RM€()%", max_size=50), max_size=12))
def test_no_sheet_breaks_the_search_for_candidates(lines: list[str]) -> None:
    sheet = lay_out(document("\n".join(lines)), today=TODAY)
    for found in sheet.amounts:
        assert found.span.text == found.match.text
    for day in sheet.dates:
        assert all(value <= TODAY + timedelta(days=400) for value in day.match.values)


def test_of_a_very_long_document_heading_and_totals_are_kept() -> None:
    rows = document_rows(document("\n".join(f"row {i}" for i in range(2000))))
    assert len(rows) == 900
    assert (rows[0].text, rows[-1].text) == ("row 0", "row 1999")
    assert [row.index for row in rows] == list(range(900))


def test_a_row_of_thousands_of_words_is_cut() -> None:
    words = tuple(Word("1.00", Box(i / 5000, 0.1, (i + 0.5) / 5000, 0.11), 0) for i in range(5000))
    page = Page(1, 5000, 100, "px", words, WordSource.RAPID)
    assert all(len(row.words) <= 120 for row in document_rows(ReadDocument("image/png", (page,))))
