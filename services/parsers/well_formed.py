"""Whether a reader's value has the form that its field needs; what a model makes up may be anything."""

from __future__ import annotations

import re
from datetime import date

from services.parsers.proof import AMOUNTS, DATES
from services.types import FieldName, FieldValue

_AMOUNT = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,4})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MAX_TEXT = 500


def is_well_formed(field: FieldValue) -> bool:
    """Decimal string, ISO date, ISO 4217 code or a text of sane length, by the field's name."""
    if field.name in AMOUNTS:
        return _AMOUNT.fullmatch(field.value) is not None
    if field.name in DATES:
        return _is_iso_date(field.value)
    if field.name is FieldName.CURRENCY:
        return _CURRENCY.fullmatch(field.value) is not None
    return 0 < len(field.value.strip()) <= _MAX_TEXT


def _is_iso_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
