"""The currency of a document: printed as code or symbol beside amounts, else inferred from the country it shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import get_territory_currencies

from services.parsers.country import SURE, CountryGuess, countries_of_cue
from services.parsers.currency_marks import MARK_PATTERN, SHARED, codes_of_mark
from services.parsers.layout import Row, Span

_MARK = re.compile(MARK_PATTERN)
_LOCAL_WEIGHT = 4  # as if the money of the land were printed once beside an amount, and named once
_STRONG = 4.0  # weight of a country's cues that outdoes a "$" on the paper
_POST_CODE = re.compile(r"(?<!\d)\d{5}(?!\d)")  # behind it stands a province, such as (RM)
_NAMED = 8  # weight of a code that the document names as its currency
_NAMES = re.compile(r"(?:currency|w[äa]hrung|devise|valuta|moneda|moeda|waluta|divisa|mata wang)\W{0,5}$", re.IGNORECASE)
_CONVERTED = re.compile(r"=|\b(?:rate|kurs|cours|cambio|c[âa]mbio|koers|equiv|conver)", re.IGNORECASE)
_DOLLARS = re.compile(r"\b(US|U\.S\.|Canadian|Australian|Singapore|Hong Kong|New Zealand) dollars?\b", re.IGNORECASE)
_DOLLARS_OF = {"u": "USD", "a": "AUD", "c": "CAD", "s": "SGD", "h": "HKD", "n": "NZD"}  # by the first letter
_OWN_SIGN = frozenset({"EUR", "GBP"})
_WEAK = frozenset({"FT", "LEI", "FR", "KR", "RS", "TRY", "RP", "EURO"})  # also words; count beside a digit only


@dataclass(frozen=True, slots=True)
class CurrencyFound:
    """An ISO 4217 code. `span` is where it is printed, else where the cue stands that it was inferred from, if that has a
    place; `why` says how in a few words."""

    code: str
    span: Span | None
    sure: bool
    why: str
    is_printed: bool = False


def printed_marks(rows: Sequence[Row]) -> Iterator[tuple[str, Span, bool]]:
    """Each currency mark: normalised symbol or code, where, and whether it stands beside a number or in brackets."""
    for row in rows:
        for match in _MARK.finditer(row.text):
            mark = match[0].upper()
            beside = _is_beside_number(row.text, match)
            if (beside or mark not in _WEAK) and not _is_province(row.text, match):
                yield mark, Span(row, match.start(), match.end()), beside


def find_currency(rows: Sequence[Row], country: CountryGuess | None) -> CurrencyFound | None:
    """The document's currency; `sure` is False where a shared symbol or a weak country cue decided. None: nothing."""
    weights: Counter[str] = Counter()
    spans: dict[str, Span] = {}
    shared: set[str] = set()
    named = set(_spelled(rows))  # or by a mark of theirs alone, beside an amount that was not converted
    for mark, span, beside in printed_marks(rows):
        code = _code_of(mark, country)
        if code:
            weights[code] += _weight(mark, span, beside=beside)
            spans.setdefault(code, span)
            shared |= {code} if mark in SHARED else set()
            named |= {code} if beside and mark not in SHARED and not _is_converted(span) else set()
    local = _tender(country.country) if country and country.is_sure else None
    if local:
        weights[local] += _LOCAL_WEIGHT if _is_strong(country) else _LOCAL_WEIGHT // 2
    if not spans:
        return _inferred(country)
    code = weights.most_common(1)[0][0]
    rivals = sum(weights.values()) - weights[code]
    sure = weights[code] > 2 * rivals and (code not in shared or _fits(code, country)) and not _is_named_otherwise(code, named)
    if code not in spans or code not in codes_of_mark(spans[code].text):  # a "$" in Malaysia is a sign of another money
        return _inferred(country, sure=sure and (code not in spans or _is_of_till(spans[code], code)))
    return CurrencyFound(code, spans[code], sure, f"printed as {spans[code].verbatim}", is_printed=True)


def _weight(mark: str, span: Span, *, beside: bool) -> int:
    """A currency that is named as that of the document weighs most, one that an amount was converted to nearly nothing."""
    before = span.row.text[: span.start]
    if _NAMES.search(before):
        return _NAMED
    if not beside or _is_converted(span):
        return 1
    return 3 if mark in SHARED else 5


def _spelled(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        for match in _DOLLARS.finditer(row.text):
            yield _DOLLARS_OF[match[1][:1].lower()]


def _is_of_till(mark: Span, local: str) -> bool:
    """Tills print "$" for the money of the land, but hardly for one that has a sign on each keyboard; typeset pages mean it."""
    return mark.row.page.unit == "px" and local not in _OWN_SIGN


def _is_converted(span: Span) -> bool:
    return _CONVERTED.search(span.row.text[: span.start]) is not None


def _is_named_otherwise(code: str, named: AbstractSet[str]) -> bool:
    """Whether "$" stands for the money of the land, and one amount names another of which it is a sign as well."""
    return any({code, other} <= set(options) for options in SHARED.values() for other in named - {code})


def currencies_of_cue(text: str) -> frozenset[str]:
    """The currencies that may be inferred from such a cue of a country."""
    return frozenset(code for country in countries_of_cue(text) if (code := _tender(country)))


def territory_currency(country: str) -> str | None:
    """The legal tender of a country (ISO 3166) today."""
    return _tender(country)


@lru_cache(maxsize=512)
def _tender(country: str) -> str | None:
    codes = get_territory_currencies(country)
    return str(codes[0]) if codes else None


def _code_of(mark: str, country: CountryGuess | None) -> str | None:
    options = codes_of_mark(mark)
    local = _tender(country.country) if country else None
    if mark == "BHD" and local == "MYR":  # the end of a company's name
        return None
    if mark in SHARED and local and (local in options or _is_strong(country)):
        return local  # tills print "$" for the money of the land
    return options[0] if options else None


def _fits(code: str, country: CountryGuess | None) -> bool:
    return country is not None and _tender(country.country) == code and _is_tender_sure(country)


def _is_tender_sure(country: CountryGuess) -> bool:
    """The country is shown, or the two likeliest countries have the same money."""
    if country.by_language:
        return False
    same = country.runner_up is not None and _tender(country.runner_up) == _tender(country.country)
    return country.is_sure or (same and country.weight >= SURE)


def _is_strong(country: CountryGuess | None) -> bool:
    return country is not None and country.is_sure and country.weight >= _STRONG


def _inferred(country: CountryGuess | None, *, sure: bool = True) -> CurrencyFound | None:
    """The tender of the country. Without words that show why it is never sure."""
    tender = _tender(country.country) if country else None
    if country is None or tender is None:
        return None
    if country.cue is None:
        return CurrencyFound(tender, None, sure=False, why="inferred from the whole text")
    is_sure = _is_tender_sure(country) and sure
    return CurrencyFound(tender, country.cue, is_sure, f"inferred from “{country.cue.verbatim}”")


def _is_province(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    return before.endswith("(") and text[match.end() :].startswith(")") and _POST_CODE.search(before) is not None


def _is_beside_number(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" .:$¥")
    bracketed = before.endswith("(") and after.startswith(")")
    return bracketed or after[:1].isdigit() or before[-1:].isdigit()
