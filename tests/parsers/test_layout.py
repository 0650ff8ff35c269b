"""Rows are bounded, whatever a page holds."""

from __future__ import annotations

import pytest

from services.parsers.layout import document_rows
from tests.parsers.sheets import document


@pytest.mark.parametrize("text", ["1 " * 5000, "abcdefghij" * 30 + " 12.00 " * 200])
def test_a_row_has_at_most_four_hundred_characters(text: str) -> None:
    rows = document_rows(document(text, unit="px"))

    assert all(len(row.text) <= 400 for row in rows)
    assert rows[0].text.startswith(text[:8])
