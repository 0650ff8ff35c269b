"""How a document was paid, by the words beside amounts of payment, else by words anywhere on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.parsers.candidates import Sheet
from services.parsers.folding import fold
from services.parsers.labels import AmountRole
from services.parsers.layout import Row, Span

_METHODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (method, re.compile(pattern, re.IGNORECASE))
    for method, pattern in (
        ("direct_debit", r"\bdirect debit\b|\bLastschrift\w*|\bSEPA[- ]?Mandat\w*|\bprélèvement\b|\badeudo\b"),
        (
            "transfer",
            (
                r"\bbank transfer\b|\bwire transfer\b|\bÜberweisung\b|\bvirement\b|\btransferencia\b|"
                r"\bbonifico\b|\bprzelew\b"
            ),
        ),
        (
            "card",
            (
                r"\bvisa\b|\bmaster ?-?card\b|\bmaestro\b|\bamex\b|\bamerican express\b|\bgirocard\b|"
                r"\bdebit(?: ?card)?\b|\bcredit ?card\b|\bKreditkarte\b|"
                r"\bKartenzahlung\b|\bec-?(?:cash|karte)\b|\belec\.?-cash\b|\bcarte bancaire\b|"
                r"\btarjeta\b|\bcart[aã]o\b|\bkarta\b|\bpin\b(?= |$)|\bCB\b(?= |$)|\bkort\b|"
                r"\beftpos\b|\bbancontact\b|\bnets\b|\bdankort\b"
            ),
        ),
        (
            "e_wallet",
            (
                r"\bpaypal\b|\bapple pay\b|\bgoogle pay\b|\balipay\b|\bwechat\b|\bgrab ?pay\b|"
                r"\btouch ?n ?go\b|\bboost\b|\btwint\b|\be-?wallet\b|\bupi\b|\bswish\b|\bvipps\b|\bbizum\b"
            ),
        ),
        ("cheque", r"\bche(?:que|ck) (?:no|payment)\b|\bcheque\b"),
        (
            "cash",
            (
                r"\bcash\b(?!ier| ?bill| ?sale| ?receipt| ?memo| ?& ?carry)|\bBar\b(?!code)|\bBargeld\b|"
                r"\bespèces\b|\bnumer[aá]rio\b|現金|现金|현금|\befectivo\b|\bcontanti\b|\bcontant\b|"
                r"\bgotówka\b|\btunai\b|\bdinheiro\b|\bkontant\b"
            ),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class PaymentFound:
    """`method` is one of cash, card, transfer, direct_debit, e_wallet, cheque."""

    method: str
    span: Span
    beside_amount: bool


def find_payment(sheet: Sheet) -> PaymentFound | None:
    """The method named beside an amount of payment, else anywhere; cash only beside an amount."""
    paid = [sheet.rows[a.span.row.index] for a in sheet.amounts if a.role is AmountRole.PAYMENT]
    beside = _first(paid, beside=True)
    if beside is not None:
        return beside
    found = _first(sheet.rows, beside=False)
    return found if found is not None and found.method != "cash" else None


def method_of(text: str) -> str | None:
    """The method that a printed word names."""
    for method, pattern in _METHODS:
        if pattern.search(fold(text)):
            return method
    return None


def _first(rows: Sequence[Row], *, beside: bool) -> PaymentFound | None:
    for row in rows:
        for method, pattern in _METHODS:
            match = pattern.search(row.text)
            if match:
                return PaymentFound(method, Span(row, *match.span()), beside)
    return None
