"""Builds the field values of a reading out of what was found on a sheet."""

from __future__ import annotations

import re
from decimal import Decimal

from services.parsers.layout import Span, evidence_of
from services.types import FieldName, FieldValue

OFFLINE = "offline"


def decimal_string(value: Decimal) -> str:
    """A decimal as printed, without exponent."""
    return format(value, "f")


def field_at(name: FieldName, value: str, span: Span, confidence: float, *, confirmed_by: tuple[str, ...] = ()) -> FieldValue:
    """A field with its evidence. The confidence is rounded to three places and kept within 0 and 1."""
    bounded = round(min(max(confidence, 0.0), 1.0), 3)
    return FieldValue(name, value, span.verbatim, bounded, OFFLINE, span.evidence(), confirmed_by)


def field_over(name: FieldName, value: str, spans: tuple[Span, ...], confidence: float) -> FieldValue:
    """A field over several rows, such as a long name."""
    evidence = evidence_of(spans)
    return FieldValue(name, folded(value), evidence.text, round(confidence, 3), OFFLINE, evidence)


def folded(text: str) -> str:
    """White space folded to single blanks."""
    return re.sub(r"\s+", " ", text).strip()
