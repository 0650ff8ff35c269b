"""Words that turn a whole document round: "VOID" on a receipt that does not count, "REFUND" above amounts without a minus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.layout import Row
from services.types import DocumentKind, FieldName, Finding, Severity

_VOID = re.compile(
    r"(?:transaction |sale |receipt )?(?:void(?:ed)?|cancell?ed|storno|storniert|annulliert|annule|annulee?|annullato|"
    r"anulado|geannuleerd|anulowano)(?: transaction| sale| receipt)?"
)
_REFUND = re.compile(
    r"(?:refund(?:ed)?|(?:merchandise |sales )?returns?|retoure|ruckgabe|erstattung|remboursement|rimborso|reembolso|"
    r"devolucion|terugbetaling|zwrot)(?: receipt)?"
)


def reversal_findings(sheet: Sheet, kind: DocumentKind, total: Decimal | None) -> Iterator[Finding]:
    """Doubts about the direction of the money: a total with a minus, and a credit note, say it by themselves."""
    if any(_VOID.fullmatch(words) for row in sheet.rows for words in _cells(row)):
        yield _doubt("says_void", "The document says that it was cancelled. If it counts, confirm the total.")
    if kind is not DocumentKind.CREDIT_NOTE and total is not None and total > 0 and _says_refund(sheet, total):
        yield _doubt("says_refund", "The document speaks of a refund, without a minus. Enter the total with the right sign.")


def _says_refund(sheet: Sheet, total: Decimal) -> bool:
    """The word alone in its cell, or beside the total."""
    beside = (plain(amount.span.row.text) for amount in sheet.amounts if amount.value == total)
    alone = any(_REFUND.fullmatch(words) for row in sheet.rows for words in _cells(row))
    return alone or any(re.search(r"\brefund(?:ed)?\b", text) for text in beside)


def _cells(row: Row) -> Iterator[str]:
    """The letters of each column, and of the row."""
    for start, end in (*row.cells, (0, len(row.text))):
        yield " ".join(re.findall(r"[^\W\d_]+", plain(row.text[start:end]))) if not re.search(r"\d", row.text[start:end]) else ""


def _doubt(code: str, message: str) -> Finding:
    return Finding(code, Severity.DOUBT, message, (FieldName.TOTAL,))
