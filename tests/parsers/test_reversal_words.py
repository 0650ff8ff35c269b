"""A document that takes itself back, or speaks of a refund without a minus, is never taken for an ordinary one."""

from __future__ import annotations

import pytest

from services.providers.chain import extract
from services.types import FieldName
from tests.parsers.sheets import request

RECEIPT = """
ACME STORE LTD
London SW1A 1AA
{word}
12 March 2026
Widget                {minus}100.00
Gadget                 {minus}20.00
{label}             £ {minus}120.00
"""


def findings(word: str, *, label: str = "TOTAL", minus: str = "") -> set[str]:
    record = extract(request(RECEIPT.format(word=word, label=label, minus=minus)))
    return {finding.code for finding in record.findings if FieldName.TOTAL in finding.fields}


@pytest.mark.parametrize("word", ["*** VOID ***", "CANCELLED", "Storno", "Void Transaction"])
def test_a_cancelled_document_is_doubted(word: str) -> None:
    assert "says_void" in findings(word)


@pytest.mark.parametrize("word", ["*** REFUND ***", "Erstattung", "Remboursement", "RETURN"])
def test_a_refund_without_a_minus_is_doubted(word: str) -> None:
    assert "says_refund" in findings(word)


def test_a_refund_beside_the_total_is_doubted() -> None:
    assert "says_refund" in findings("Thank you", label="TOTAL REFUND")


def test_a_refund_with_a_minus_says_its_direction_itself() -> None:
    assert "says_refund" not in findings("REFUND", minus="-")


@pytest.mark.parametrize("word", ["NO REFUND WITHOUT RECEIPT", "Goods sold are not returnable", "VOID 3.00"])
def test_words_in_a_sentence_or_beside_another_amount_are_no_doubt(word: str) -> None:
    assert not {"says_void", "says_refund"} & findings(word)
