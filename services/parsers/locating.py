"""Finds where a value given without a place stands on a sheet."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from services.parsers.candidates import Sheet
from services.parsers.currency import printed_marks
from services.parsers.currency_marks import codes_of_mark
from services.parsers.folding import letters_and_digits
from services.parsers.labels import TOTAL_ROLES
from services.parsers.layout import Row, Span
from services.parsers.proof import AMOUNTS, DATES
from services.types import Evidence, FieldName


def locate(name: FieldName, value: str, sheet: Sheet) -> Evidence | None:
    """The first place whose words are the value (for a total, the best labelled one); None when it is not printed."""
    if name in AMOUNTS:
        span = _amount(value, sheet, prefer_total=name is FieldName.TOTAL)
    elif name in DATES:
        span = next((d.span for d in sheet.dates if value in {v.isoformat() for v in d.match.values}), None)
    elif name is FieldName.CURRENCY:
        span = next((s for mark, s, beside in printed_marks(sheet.rows) if beside and value in codes_of_mark(mark)), None)
    else:
        span = _text(value, sheet)
    return span.evidence() if span else None


def _amount(value: str, sheet: Sheet, *, prefer_total: bool) -> Span | None:
    try:
        wanted = Decimal(value)
    except InvalidOperation:
        return None
    found = [amount for amount in sheet.amounts if amount.value == wanted]
    if prefer_total:
        found.sort(key=lambda amount: amount.role not in TOTAL_ROLES)
    return found[0].span if found else None


def _text(value: str, sheet: Sheet) -> Span | None:
    key = letters_and_digits(value)
    for row in sheet.rows:
        span = _in_row(key, row) if key else None
        if span is not None:
            return span
    return None


def _in_row(key: str, row: Row) -> Span | None:
    """The run of whole words whose letters and digits are the key; the last may be glued to something by a sign."""
    for first, start in enumerate(row.starts):
        rest = key
        for word, begin in zip(row.words[first:], row.starts[first:], strict=True):
            end = _end_of(rest, word.text)
            if end:
                return Span(row, start, begin + end)
            told = letters_and_digits(word.text)
            if not rest.startswith(told):
                break
            rest = rest[len(told) :]
    return None


def _end_of(key: str, text: str) -> int:
    """Where the key ends in a word that begins with it and goes on with a sign, such as a bracket; 0 where it does not."""
    if letters_and_digits(text) == key:
        return len(text)
    signs = (place for place, character in enumerate(text) if not character.isalnum())
    return next((place for place in signs if letters_and_digits(text[:place]) == key), 0)
