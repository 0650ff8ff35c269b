"""The checker of evidence: the words inside the box, normalised, are the value and nothing else numeric."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from services.parsers.amounts import find_amounts, readings
from services.parsers.currency import currencies_of_cue
from services.parsers.currency_marks import codes_of_mark
from services.parsers.dates import find_dates
from services.parsers.evidence import text_in_box
from services.parsers.folding import fold, letters_and_digits
from services.parsers.payment import method_of
from services.types import FieldName, FieldValue, Page

AMOUNTS = frozenset(
    {
        FieldName.TOTAL,
        FieldName.TAX,
        FieldName.NET,
        FieldName.TIP,
        FieldName.ROUNDING,
        FieldName.AMOUNT_DUE,
        FieldName.PREPAID,
    }
)
DATES = frozenset({FieldName.DATE, FieldName.DUE_DATE, FieldName.SERVICE_DATE})
_LATEST = date(2100, 1, 1)  # the box is judged by what is printed, not by when it is looked at


def is_proof(field: FieldValue, page: Page) -> bool:
    """Whether the page's words inside the field's evidence box are its value and nothing else numeric."""
    if field.evidence is None or field.evidence.page != page.number:
        return False
    return reads_as(field.name, field.value, text_in_box(page, field.evidence.box))


def reads_as(name: FieldName, value: str, text: str) -> bool:
    """Whether a printed text, normalised, is the value of such a field and nothing else numeric.

    A currency that is not printed is shown by the words that it was inferred from, such as "SDN BHD".
    """
    if name in AMOUNTS:
        return _is_amount(value, fold(text))
    if name in DATES:
        return _is_date(value, fold(text))
    if name is FieldName.CURRENCY:
        return not re.search(r"\d", text) and value in {*codes_of_mark(text), *currencies_of_cue(text)}
    if name is FieldName.PAYMENT_METHOD:
        return method_of(text) == value
    return letters_and_digits(text) == letters_and_digits(value)


def _is_amount(value: str, text: str) -> bool:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return False
    matches = list(find_amounts(text.strip()))
    if len(matches) != 1 or re.search(r"\d", text.strip()[: matches[0].start] + text.strip()[matches[0].end :]):
        return False
    return abs(amount) in {reading for d in (2, 3) for reading in readings(matches[0].text, decimals=d)}


def _is_date(value: str, text: str) -> bool:
    matches = list(find_dates(text, latest=_LATEST))
    if len(matches) != 1 or re.search(r"\d", text[: matches[0].start] + text[matches[0].end :]):
        return False
    return value in {printed.isoformat() for printed in matches[0].values}
