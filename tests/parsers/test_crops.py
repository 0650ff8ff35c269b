"""Fields whose evidence looks otherwise than the text inside the file says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.parsers.crops import CROP, DIFFERS, Wanted, compared, is_shown, not_checked, wanted
from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.types import Box, FieldName, Record, Severity, WordSource
from tests.parsers.sheets import TODAY, document

F = FieldName
INVOICE = """
ACME Tools Ltd
Invoice INV-7
Date: 2026-03-12
Net                     100.00
VAT 20%                  20.00
Total                $ 120.00
"""
READ = document(INVOICE, unit="pt")


def record() -> Record:
    return extract(ExtractionRequest(READ, TODAY))


def look(name: FieldName, value: str, words: str) -> Wanted:
    return Wanted(name, value, 1, Box(0.1, 0.1, 0.2, 0.2), words)


@pytest.mark.parametrize(
    ("name", "value", "words", "text"),
    [
        pytest.param(F.TOTAL, "120.00", "$120.00", "$120.00", id="whole word"),
        pytest.param(F.TOTAL, "120.00", "$120.00", "120.00", id="the value alone"),
        pytest.param(F.TOTAL, "1234.50", "1.234,50", "1,234.50", id="points and commas"),
        pytest.param(F.TOTAL, "60.30", "TOTALRM60.30", "TOTAL RM 60.30", id="glued words"),
        pytest.param(F.DATE, "2026-03-12", "12. März 2026", "12.März2026", id="blanks of a date"),
        pytest.param(F.VENDOR_IBAN, "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", id="IBAN"),
        pytest.param(F.VENDOR_IBAN, "DE02120300000000202051", ": DE02120300000000202051", "i DEO2120300000000202051", id="colon"),
    ],
)
def test_what_is_shown_may_be_written_otherwise(name: FieldName, value: str, words: str, text: str) -> None:
    assert is_shown(look(name, value, words), text)


@pytest.mark.parametrize(
    ("name", "value", "words", "text"),
    [
        pytest.param(F.TOTAL, "120.00", "$120.00", "$220.00", id="another digit"),
        pytest.param(F.TOTAL, "120.00", "120.00", "1120.00", id="a digit more"),
        pytest.param(F.TOTAL, "120.00", "120.00", "120.00 220.00", id="two amounts"),
        pytest.param(F.TOTAL, "120.00", "120.00", "", id="nothing"),
        pytest.param(F.DATE, "2026-03-12", "12.03.2026", "12.08.2026", id="another month"),
        pytest.param(F.VENDOR_IBAN, "DE89370400440532013000", "DE89370400440532013000", "DE89370400440532013001", id="IBAN"),
    ],
)
def test_what_is_not_shown_is_seen(name: FieldName, value: str, words: str, text: str) -> None:
    assert not is_shown(look(name, value, words), text)


def test_accepted_fields_of_the_text_layer_are_looked_at_with_their_whole_words() -> None:
    looks = {look.name: look for look in wanted(record(), READ)}
    assert {F.TOTAL, F.DATE, F.TAX, F.NET} <= set(looks)
    assert looks[F.TOTAL].words == "120.00"
    assert next(iter(looks)) is F.TOTAL


def test_neither_doubtful_fields_nor_scanned_pages_are_looked_at() -> None:
    doubtful = replace(record(), review=(F.TOTAL,))
    assert F.TOTAL not in {look.name for look in wanted(doubtful, READ)}
    scan = document(INVOICE)
    assert scan.pages[0].source is WordSource.RAPID
    assert wanted(extract(ExtractionRequest(scan, TODAY)), scan) == ()


def test_agreement_confirms_and_difference_doubts() -> None:
    before = record()
    looks = wanted(before, READ)
    after = compared(before, [(look, "999.99" if look.name is F.TOTAL else look.words) for look in looks])
    assert set(after.review) - set(before.review) == {F.TOTAL}
    assert (before.proven, after.proven) == (True, False)
    assert after.fields[F.TOTAL].confidence <= 0.75
    assert CROP not in after.fields[F.TOTAL].confirmed_by
    assert after.fields[F.DATE].confirmed_by[-1] == CROP
    (finding,) = [finding for finding in after.findings if finding.code == DIFFERS]
    assert (finding.severity, finding.fields) == (Severity.DOUBT, (F.TOTAL,))
    assert "“120.00”" in finding.message
    assert "“999.99”" in finding.message


def test_a_page_that_shows_nothing_says_so() -> None:
    before = record()
    look = wanted(before, READ)[0]
    assert "shows nothing that can be read" in compared(before, [(look, "")]).findings[-1].message


def test_agreement_alone_changes_no_decision() -> None:
    before = record()
    after = compared(before, [(look, look.words) for look in wanted(before, READ)])
    assert (after.review, after.findings, after.proven) == (before.review, before.findings, before.proven)


def test_a_look_that_was_not_possible_is_told_and_stops_nothing() -> None:
    before = record()
    after = not_checked(before)
    assert after.findings[-1].severity is Severity.INFO
    assert replace(after, findings=before.findings) == before
