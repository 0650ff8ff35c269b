"""How a document was paid, by the words beside amounts of payment, else by words anywhere on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.parsers.candidates import Sheet
from services.parsers.folding import fold
from services.parsers.labels import AmountRole
from services.parsers.layout import Row, Span
from services.parsers.payment_words import METHODS

_PAYMENT_LABEL = re.compile(
    r"\b(?:paid|payment|pay(?:able)?(?: by| via)?|tender|zahl\w*|bezahlt|zahlungsart|r[eè]gl\w*|pai\w{2,6}|pago|pagad[oa]|"
    r"pagamento|pagato|betaal\w*|betaling\w*|p[lł]atno\w*|zap[lł]a\w*|plat\w*|betal\w*|bayar\w*|forma de|mode de|form of|"
    r"method|spos[oó]b)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PaymentFound:
    """`method` is one of cash, card, transfer, direct_debit, e_wallet, cheque."""

    method: str
    span: Span
    beside_amount: bool


def find_payment(sheet: Sheet) -> PaymentFound | None:
    """The method named beside an amount of payment, else behind a word for paying, else anywhere; there cash does not count."""
    paid = [sheet.rows[a.span.row.index] for a in sheet.amounts if a.role is AmountRole.PAYMENT]
    beside = _first(paid, beside=True)
    if beside is not None:
        return beside
    labelled = _first([row for row in sheet.rows if _PAYMENT_LABEL.search(row.text)], beside=False)
    if labelled is not None:
        return labelled
    return next((found for found in _all(sheet.rows) if found.method != "cash"), None)


def method_of(text: str) -> str | None:
    """The method that a printed word names."""
    for method, pattern in METHODS:
        if pattern.search(fold(text)):
            return method
    return None


def _first(rows: Sequence[Row], *, beside: bool) -> PaymentFound | None:
    return next(iter(_all(rows, beside=beside)), None)


def _all(rows: Sequence[Row], *, beside: bool = False) -> Iterator[PaymentFound]:
    for row in rows:
        for method, pattern in METHODS:
            match = pattern.search(row.text)
            if match:
                yield PaymentFound(method, Span(row, *match.span()), beside)
