"""How each language prints amounts, dates, quantities and long numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from training.documents.spec import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TO_GERMAN = str.maketrans(",.", ".,")


def amount_text(amount: Decimal, language: Language) -> str:
    """Two decimals and a thousands separator: 1,234.56 or 1.234,56."""
    text = f"{amount:,.2f}"
    return text.translate(_TO_GERMAN) if language is Language.GERMAN else text


def quantity_text(quantity: Decimal, language: Language) -> str:
    text = f"{quantity.normalize():f}"
    return text.replace(".", ",") if language is Language.GERMAN else text


def date_text(day: dt.date, language: Language) -> str:
    """14.10.2026 in German; in English 14/10/2026, or 4 Oct 2026 where the figures alone would be ambiguous."""
    if language is Language.GERMAN:
        return f"{day:%d.%m.%Y}"
    return f"{day:%d/%m/%Y}" if day.day > 12 else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def grouped(number: str) -> str:
    """An IBAN in groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
