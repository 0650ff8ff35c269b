from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from services.errors import StatementFormatError, UnsupportedTypeError
from services.reading import table_json
from services.reading.media_types import CSV, JSON, XLSX
from services.statements.base import BadRow, StatementRow
from services.statements.first_generation import NAMES
from services.statements.registry import converter_of

EXPENSE = (
    "7",
    "2024-01-31",
    "Käse",
    "12.50",
    "EUR",
    "Food",
    '[{"name": "Brie"}]',
    "0.82",
    "card",
    "n",
    "a.jpg",
    '{"tags": ["x"]}',
)


def test_reader_and_converter_agree_on_the_columns() -> None:
    assert (*table_json.COLUMNS, table_json.EXTRA) == NAMES


def test_expenses_are_rows_and_nothing_of_them_is_lost() -> None:
    converter = converter_of(JSON)
    guess = converter.guess([NAMES, EXPENSE])
    (row, bad) = converter.rows([(1, NAMES), (2, EXPENSE), (3, ("8", "", "B", "1", *[""] * 8))], guess.mapping)
    assert guess.doubts == ()
    assert row == StatementRow(
        2, date(2024, 1, 31), Decimal("-12.50"), "EUR", payee="Käse", category="Food", notes="n", reference="7",
        extra={"items": '[{"name": "Brie"}]', "tax": "0.82", "payment_method": "card", "file": "a.jpg", "tags": '["x"]'},
    )  # fmt: skip
    assert isinstance(bad, BadRow)


def test_other_tables_are_not_of_the_first_generation() -> None:
    with pytest.raises(StatementFormatError):
        converter_of(JSON).guess([("Date", "Amount")])


def test_each_type_of_table_has_its_converter() -> None:
    assert converter_of(CSV) is not converter_of(XLSX)
    with pytest.raises(UnsupportedTypeError):
        converter_of("application/pdf")
