"""A value is right by the measure of the scorer."""

from __future__ import annotations

import pytest

from services.types import FieldName
from training.matching import is_right, vendor_key

F = FieldName
TRUTH = {
    "vendor": "Brindle & Sons Sdn Bhd",
    "vendor_alt": ["BRINDLE"],
    "total": "12.50",
    "date": "2026-03-14",
    "currency": "EUR",
    "invoice_number": "INV-2026/7",
    "tax": None,
}


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        (F.VENDOR, "BRINDLE AND SONS (123456-X)", True),
        (F.VENDOR, "Brindle", True),
        (F.VENDOR, "Brindle & Sens", True),
        (F.VENDOR, "Brindlewood", False),
        (F.TOTAL, "12.5", True),
        (F.TOTAL, "12.51", False),
        (F.TOTAL, "none", False),
        (F.DATE, "2026-03-14", True),
        (F.DATE, "2026-03-15", False),
        (F.CURRENCY, "EUR", True),
        (F.CURRENCY, "USD", False),
        (F.INVOICE_NUMBER, "inv 2026 7", True),
        (F.INVOICE_NUMBER, "INV-2026/8", False),
        (F.TAX, "0", False),
        (F.AMOUNT_DUE, "12.50", False),
    ],
)
def test_right_is_what_the_scorer_calls_right(name: F, value: str, right: bool) -> None:
    assert is_right(name, value, TRUTH) is right


@pytest.mark.parametrize(
    ("name", "key"),
    [("A.B.C. Élan GmbH", "ABCELAN"), ("X & Y", "XANDY"), ("MOON (654321-K)", "MOON"), ("Star Co. 123456-A", "STAR")],
)
def test_the_key_of_a_name(name: str, key: str) -> None:
    assert vendor_key(name) == key


def test_short_names_have_to_be_equal() -> None:
    assert is_right(F.VENDOR, "ABCD", {"vendor": "abcd"})
    assert not is_right(F.VENDOR, "ABCE", {"vendor": "ABCD"})
