"""Where a name begins and ends inside a row: without registration numbers, labels of ownership and signs around it."""

from __future__ import annotations

import re

from services.parsers.layout import Span
from services.parsers.vendor_words import LEGAL_FORM

_LONGEST_TAIL = 80  # the pattern looks back and forth: a bound keeps hostile rows cheap
_TAIL = re.compile(
    r"[\s,;:]*(?:[\[(]?\s*(?:co\.?\s*(?:reg\.?)?\s*(?:no\.?)?\s*:?|reg\.?\s*no\.?\s*:?|no\.?\s*:)?\s*"
    r"[A-Z]{0,3}\d[\d \-/.·]{3,}\s?-?\s?[A-Z]?\s*[\])]|\s[A-Z]{0,2}\d{4,}[\-–]?\s?[A-Z]{0,2}\)?)\s*$|"
    r"[\s:;,.*_|\-]+$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:[^\w(]*[\dO]{4,}\s+|[^\w(]+|(?:owned|owner|operated|managed) by\s*:?\s*(?=.{6}))", re.IGNORECASE)
_ASIDE = re.compile(r"[\[(]\s*[A-Z]{0,3}\d[\d ]{3,}|\bf\.?k\.?a\b|\bformerly\b", re.IGNORECASE)


def trimmed(span: Span) -> Span | None:
    """Without registration numbers and signs at the ends; None when no two letters are left."""
    start, end = span.start, span.end
    lead = _LEAD.search(span.text)
    if lead:
        start += lead.end()
    end = _end_of_name(span.row.text, start, end)
    text = span.row.text[start:end]
    return Span(span.row, start, end) if len(re.findall(r"[^\W\d_]", text)) >= 2 else None


def _end_of_name(text: str, start: int, end: int) -> int:
    """Cuts registration numbers and signs from the right, and what follows a legal form together with a number."""
    aside = _ASIDE.search(text[start:end])
    if aside and aside.start() > 3:
        end = start + aside.start()
    forms = list(LEGAL_FORM.finditer(text[start:end].lower()))
    if forms and re.search(r"\d{4}", text[start + forms[-1].end() : end]):
        end = start + forms[-1].end()
    while (tail := _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)) and tail.start() > start:
        end = tail.start()
    return end
