"""Chooses the sender's name among the first rows: what looks like a company, stands on top and is no address or title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from services.parsers.candidates import Sheet
from services.parsers.folding import letters_and_digits, plain
from services.parsers.layout import Row, Span
from services.parsers.vendor_words import (
    ADDRESS,
    BUSINESS,
    CONTACT,
    GREETING,
    LEGAL_FORM,
    OFFICIAL_NUMBER,
    RECIPIENT,
    TITLE,
)

_WEIGHT: Mapping[str, float] = {
    "legal_form": 4.0,
    "business_word": 2.0,
    "first_words": 2.0,
    "second_words": 1.0,
    "third_words": 0.4,
    "tall": 1.5,
    "very_tall": 1.0,
    "joined": 1.0,
    "capitals": 0.7,
    "named_by_domain": 2.0,
    "before_address": 0.8,
    "small_letters_only": -2.5,
    "odd_case": -1.5,
    "title": -6.0,
    "greeting": -4.0,
    "address": -3.5,
    "contact": -5.0,
    "official_number": -4.0,
    "many_digits": -3.0,
    "few_letters": -3.0,
    "one_short_word": -1.0,
    "poorly_read": -1.5,
    "has_amount_or_date": -4.0,
    "after_title": -1.0,
    "after_address": -2.0,
    "after_recipient": -4.0,
    "far_down": -2.5,
    "sentence": -1.5,
    "own_name": -9.0,
}
_SEARCHED_ROWS = 14
_LONGEST_NAME = 160
_READ_ROWS = 300
_LONGEST_TAIL = 80  # the pattern looks back and forth: a bound keeps hostile rows cheap
_TAIL = re.compile(
    r"[\s,;:]*(?:[\[(]?\s*(?:co\.?\s*(?:reg\.?)?\s*(?:no\.?)?\s*:?|reg\.?\s*no\.?\s*:?|no\.?\s*:)?\s*"
    r"[A-Z]{0,3}\d[\d \-/.·]{3,}\s?-?\s?[A-Z]?\s*[\])]|\s[A-Z]{0,2}\d{4,}[\-–]?\s?[A-Z]{0,2}\)?)\s*$|"
    r"[\s:;,.*_|\-]+$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?:co\.[ (]|company|enterprises?|trading|supply|restaurants?|stores?|shop|centre|center)(?:\b|\()")
_LEAD = re.compile(r"^(?:[^\w(]*[\dO]{4,}\s+|[^\w(]+|(?:owned|owner|operated|managed) by\s*:?\s*(?=.{6}))", re.IGNORECASE)
_ASIDE = re.compile(r"[\[(]\s*[A-Z]{0,3}\d[\d ]{3,}|\bf\.?k\.?a\b|\bformerly\b", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:www\.|https?://|@)([a-z0-9\-]{3,})(?:\.[a-z0-9\-]+)*\.[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VendorChoice:
    """A name that may be the sender's: its spans (more than one row for a long name), text and score."""

    spans: tuple[Span, ...]
    name: str
    score: float


def rank_vendors(sheet: Sheet, own_names: Sequence[str] = ()) -> tuple[VendorChoice, ...]:
    """Names that may be the sender's, the best first; empty when no row has words."""
    domains = _domains(sheet.rows)
    own = {letters_and_digits(name) for name in own_names}
    choices = [VendorChoice(spans, _join(spans), _score(spans, sheet, domains, own)) for spans in _candidates(sheet, domains)]
    return tuple(sorted(choices, key=lambda choice: -choice.score))


def _candidates(sheet: Sheet, domains: frozenset[str]) -> Iterator[tuple[Span, ...]]:
    """Single rows (columns), and two rows of which the first does not end or the second only ends the name."""
    spans: list[Span] = []
    for row in sheet.rows[:_READ_ROWS]:
        near_top = row.index < _SEARCHED_ROWS and row.page.number == 1
        if near_top or LEGAL_FORM.search(plain(row.text)):
            spans += [trimmed for span in _columns(row) if (trimmed := _trim(span)) is not None]
    for i, span in enumerate(spans):
        chain = [span]
        yield (_branded(span, domains),)
        for following in spans[i + 1 : i + 3]:
            if not _continues(chain[-1], following):
                break
            chain.append(following)
            yield tuple(chain)


def _branded(span: Span, domains: frozenset[str]) -> Span:
    """Only the brand of a branch ("Brand Town"), where a web address names the brand and no legal form closes the name."""
    first = re.match(r"[^\W\d_]{4,}(?= )", span.text)
    if first and letters_and_digits(first[0]) in domains and not LEGAL_FORM.search(plain(span.text)):
        return Span(span.row, span.start, span.start + first.end())
    return span


def _columns(row: Row) -> list[Span]:
    return [Span(row, start, end) for start, end in row.cells if end - start <= _LONGEST_NAME]


def _trim(span: Span) -> Span | None:
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


def _continues(first: Span, second: Span) -> bool:
    if second.row.index != first.row.index + 1 or second.row.page is not first.row.page:
        return False
    one, other = plain(first.row.text[first.start :]), plain(second.text)
    open_end = re.search(r"(?:&|\band|\bund|\bet|,|-)\W*$", one) or one.count("(") > one.count(")")
    closing = (
        LEGAL_FORM.match(other) or _CLOSING.match(other) or not LEGAL_FORM.sub("", BUSINESS.sub("", other)).strip(" .,-&()m")
    )
    same_start = other.split()[:1] == one.split()[:1] and len(other.split()[0]) > 3
    complete = any(m.end() >= len(one.rstrip(" .")) for m in LEGAL_FORM.finditer(one.rstrip(" .")))
    unfit = complete or any(p.search(other) for p in (ADDRESS, CONTACT, OFFICIAL_NUMBER, TITLE))
    return bool(open_end or closing or same_start) and not unfit


def _join(spans: Sequence[Span]) -> str:
    return re.sub(r"\s+", " ", " ".join(span.text for span in spans)).strip()


def _domains(rows: Sequence[Row]) -> frozenset[str]:
    """The names inside web and mail addresses; not those of mail hosts."""
    labels = [match[1] for row in rows[:_READ_ROWS] for match in _DOMAIN.finditer(row.text)]
    found = {letters_and_digits(part) for label in labels for part in (label, label.split("-")[0]) if len(part) > 3}
    return frozenset(found - {"gmail", "yahoo", "hotmail", "outlook", "facebook", "instagram", "web", "gmx"})


def _score(spans: Sequence[Span], sheet: Sheet, domains: frozenset[str], own: set[str]) -> float:
    return sum(_WEIGHT[name] for name in _features(spans, sheet, domains, own))


def _features(spans: Sequence[Span], sheet: Sheet, domains: frozenset[str], own: set[str]) -> list[str]:
    text = _join(spans)
    shown = _looks(text) | _place(spans[0], sheet) | _size(spans, sheet)
    key = letters_and_digits(text)
    shown["named_by_domain"] = any(len(d) >= 4 and (d in key or key in d) for d in domains) and len(key) >= 4
    shown["joined"] = len(spans) > 1
    shown["own_name"] = key in own
    return [name for name, is_shown in shown.items() if is_shown]


def _looks(text: str) -> dict[str, bool]:
    folded = plain(text)
    letters = [c for c in text if c.isalpha()]
    digits = sum(c.isdigit() for c in text)
    return {
        "legal_form": bool(LEGAL_FORM.search(folded)),
        "business_word": bool(BUSINESS.search(folded)),
        "title": bool(TITLE.search(folded)),
        "greeting": bool(GREETING.search(folded)),
        "address": bool(ADDRESS.search(folded)),
        "contact": bool(CONTACT.search(folded)),
        "official_number": bool(OFFICIAL_NUMBER.search(folded)),
        "many_digits": digits > len(letters) / 2,
        "few_letters": len(letters) < 4,
        "one_short_word": " " not in text and len(letters) < 6,
        "capitals": bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters),
        "small_letters_only": bool(letters) and not any(c.isupper() for c in letters),
        "odd_case": bool(re.fullmatch(r"\w*[a-z][A-Z]\w*", text)),  # a logo or a scribble, half read
        "sentence": len(text.split()) > 7 or text.endswith(("!", "?")),
    }


def _place(span: Span, sheet: Sheet) -> dict[str, bool]:
    index = span.row.index
    above = sheet.rows[:index]
    worded = sum(_is_worded(row) for row in above)
    return {
        "first_words": worded == 0,
        "second_words": worded == 1,
        "third_words": worded == 2,
        "far_down": index >= _SEARCHED_ROWS,
        "after_title": any(TITLE.search(plain(row.text)) for row in above),
        "after_address": any(ADDRESS.search(plain(row.text)) for row in above),
        "before_address": any(ADDRESS.search(plain(row.text)) for row in sheet.rows[index + 1 : index + 2]),
        "after_recipient": any(RECIPIENT.search(plain(row.text)) for row in sheet.rows[max(0, index - 2) : index + 1]),
        "has_amount_or_date": any(a.span.row is span.row and a.has_decimals for a in sheet.amounts)
        or any(d.span.row is span.row for d in sheet.dates),
    }


def _is_worded(row: Row) -> bool:
    """Counts as a line of the heading: real words, no number, no title, no scribble."""
    looks = _looks(row.text)
    return not any(looks[name] for name in ("few_letters", "many_digits", "small_letters_only", "title", "greeting"))


def _size(spans: Sequence[Span], sheet: Sheet) -> dict[str, bool]:
    usual = median(row.height for row in sheet.rows)
    height = spans[0].row.height
    return {
        "tall": height > 1.25 * usual,
        "very_tall": height > 1.8 * usual,
        "poorly_read": min(span.confidence for span in spans) < 0.75,
    }
