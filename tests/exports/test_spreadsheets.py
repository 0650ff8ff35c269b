"""Tables as CSV and XLSX: what goes in comes out, numbers as numbers, and no text becomes a formula."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from tempfile import TemporaryFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from services import spreadsheets
from services.spreadsheets import defused, write_csv, write_xlsx

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹦1",
    " =1",
    "\ufeff=1",
    "\u200b=1",
    "'=1",
]
HARMLESS = ["", "milk", "a=b", "O'Neil", "'quoted'", "12-3", "é", "1,5;2", 'he said "no"', "two\nlines", "😀"]


def as_csv(rows) -> list[list[str]]:
    into = io.BytesIO()
    write_csv(rows, into)
    return list(csv.reader(io.StringIO(into.getvalue().decode("utf-8-sig"), newline="")))


def as_xlsx(rows, sheet="Things"):
    into = io.BytesIO()
    write_xlsx(rows, into, sheet=sheet)
    return load_workbook(io.BytesIO(into.getvalue()))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text):
    assert defused(text) == f"'{text}"
    assert as_csv([["a"], [text]])[1] == [f"'{text}"]
    cell = as_xlsx([["a"], [text]])["Things"]["A2"]
    assert (cell.value, cell.data_type) == (f"'{text}".replace("\r", "\n"), "s")


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text):
    assert as_csv([["a", "b"], [text, "x"]])[1] == [text, "x"]
    assert as_xlsx([["a", "b"], [text, "x"]])["Things"]["A2"].value == (text or None)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
@settings(max_examples=40, deadline=None)
def test_taking_one_apostrophe_away_restores_each_text(text):
    written = as_csv([["a", "b"], [text, "x"]])[1][0]
    assert (written if written == text else written.removeprefix("'")) == text


def test_numbers_stay_numbers():
    row = [Decimal("-1234.50"), Decimal("1E+3"), Decimal("0.000000000001"), 7, True, date(2026, 3, 1), None]
    assert as_csv([["h"] * 7, row])[1] == ["-1234.50", "1000", "0.000000000001", "7", "true", "2026-03-01", ""]
    cells = next(as_xlsx([["h"] * 7, row])["Things"].iter_rows(min_row=2))
    assert [cell.value for cell in cells] == [-1234.5, 1000, 1e-12, 7, True, datetime(2026, 3, 1), None]  # noqa: DTZ001
    assert [cell.data_type for cell in cells] == ["n", "n", "n", "n", "b", "d", "n"]
    assert cells[0].number_format == "0.00##########"


def test_a_moment_is_written_in_utc():
    moment = datetime(2026, 3, 1, 12, 30, 15, tzinfo=UTC)
    assert as_csv([["h"], [moment]])[1] == ["2026-03-01T12:30:15+00:00"]
    assert as_xlsx([["h"], [moment]])["Things"]["A2"].value == moment.replace(tzinfo=None)


def test_no_digit_is_lost_where_a_spreadsheet_would_round():
    amount = Decimal("123456789012345.6789")
    assert as_xlsx([["h"], [amount]])["Things"]["A2"].value == "123456789012345.6789"
    assert as_xlsx([["h"], [Decimal(900000000000000000)]])["Things"]["A2"].value == 900000000000000000


def test_days_that_spreadsheets_do_not_know_are_text():
    assert as_xlsx([["h"], [date(1815, 6, 18)]])["Things"]["A2"].value == "1815-06-18"


def test_what_xml_cannot_hold_is_marked_and_long_text_is_cut():
    sheet = as_xlsx([["h"], ["a\x01b\r\n"], ["x" * 40_000]])["Things"]
    assert sheet["A2"].value == "a\ufffdb\n"
    assert (len(sheet["A3"].value), sheet["A3"].value[-1]) == (32_767, "…")


def test_a_full_sheet_goes_on_on_the_next(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_ROWS", 3)
    book = as_xlsx([["h"], *([n] for n in range(5))], sheet="A/B")
    assert {sheet.title: [row[0].value for row in sheet] for sheet in book} == {
        "A B": ["h", 0, 1],
        "A B (2)": ["h", 2, 3],
        "A B (3)": ["h", 4],
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("'A'", "A"),
        ("Bob's", "Bob's"),
        ("a" * 23 + "'b", "a" * 23),
        ("\x01A\x0bB", "AB"),
        ("[]'", "Sheet"),
        ("\U0001f600" * 40, "\U0001f600" * 12),
        ("a" + "\U0001f600" * 40, "a" + "\U0001f600" * 11),
    ],
    ids=["apostrophes", "apostrophe", "apostrophe at the cut", "control", "nothing", "emoji", "half an emoji"],
)
def test_any_title_becomes_the_name_of_a_sheet(title, name):
    assert as_xlsx([["h"]], sheet=title).sheetnames == [name]


def test_a_table_without_rows_has_its_header():
    assert as_csv([["h"]]) == [["h"]]
    assert [row[0].value for row in as_xlsx([["h"]])["Things"]] == ["h"]


def test_rows_are_not_gathered():
    """Constant memory, whatever comes: of 20 MB of text a small part is held at any time."""

    def rows():
        yield ["n"]
        for number in range(10_000):
            yield [f"row {number} " + "x" * 2_000]

    for write in (write_csv, lambda given, into: write_xlsx(given, into, sheet="s")):
        with TemporaryFile() as into:
            tracemalloc.start()
            write(rows(), into)
            _now, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert peak < 4_000_000
