"""The values of an e-invoice's terms: decimals and dates as XML writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from services.einvoice.model import Group

_DECIMAL = re.compile(r"[+-]?0{0,15}(?:\d{1,15}(?:\.\d{0,30})?|\.\d{1,30})", re.ASCII)  # as XML Schema writes numbers, below 10¹⁵
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:Z|[+-]\d\d:\d\d|T[\d:.+Z-]{1,30})?", re.ASCII)


def decimal_in(group: Group, term: str) -> Decimal | None:
    """Give the number of a term; None where it is missing or none."""
    return decimal_of(group[term].text) if term in group else None


def decimal_of(text: str) -> Decimal | None:
    """Give the number that a text is; None where it is none. `1 000`, `1,5`, `NaN` and 10¹⁵ or more are none."""
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def date_in(group: Group, term: str) -> date | None:
    """Give the date of a term; None where it is missing or none."""
    return date_of(group[term].text) if term in group else None


def date_of(text: str) -> date | None:
    """Give the day of `2018-03-05`, with or without a time zone, or of `20180305`; None where there is no such day."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def text_in(group: Group, term: str) -> str:
    """Give the text of a term with its white space folded; "" where it is missing."""
    return " ".join(group[term].text.split()) if term in group else ""
