"""Where a value that came without a place stands."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.locating import locate
from services.types import FieldName
from tests.parsers.sheets import TODAY, document

SHEET = lay_out(document("MEADOW RETAIL SB(571196-M)\nNo. 12/A Mill-Road Lane\nTOTAL   EUR 12.00"), today=TODAY)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Meadow Retail SB", "MEADOW RETAIL SB"),
        ("Meadow Retail", "MEADOW RETAIL"),
        ("MEADOW RETAIL SB (571196-M)", "MEADOW RETAIL SB(571196-M)"),
        ("Mill-Road Lane", "Mill-Road Lane"),
        ("12", "12"),
    ],
)
def test_a_text_is_found_by_its_letters_and_digits(value: str, text: str) -> None:
    found = locate(FieldName.VENDOR, value, SHEET)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("value", ["Meadow Ret", "eadow Retail", "Mill Lane", "", "—"])
def test_what_is_not_printed_so_has_no_place(value: str) -> None:
    assert locate(FieldName.VENDOR, value, SHEET) is None
