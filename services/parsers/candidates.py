"""Finds the amounts and dates of a document with the labels that belong to them: what the readers choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from services.parsers.amounts import AmountMatch, decimal_mark_of, find_amounts, minor_units, settle
from services.parsers.country import CountryGuess, guess_country
from services.parsers.currency import CurrencyFound, find_currency
from services.parsers.dates import DateMatch, find_dates
from services.parsers.labels import TOTAL_ROLES, AmountRole, role_of
from services.parsers.layout import Row, Span, document_rows
from services.types import ReadDocument

_TIME = re.compile(
    (
        r"(?<![0-9])[0-2]?[0-9][:.][0-5][0-9](?:[:.][0-5][0-9])?\s?(?:[AP]\.?M\b|Uhr|h\b)|"
        r"(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?"
    ),
    re.IGNORECASE,
)
_ROLES_ABOVE = TOTAL_ROLES | {AmountRole.PAYMENT, AmountRole.SUBTOTAL, AmountRole.TAX}
_PAID_ROLES = frozenset({AmountRole.PAYMENT, AmountRole.CHANGE})
_ROLES_IN_HEADINGS = (TOTAL_ROLES - {AmountRole.TOTAL}) | {AmountRole.SUBTOTAL, AmountRole.TAX}
_HEADING_REACH = 3  # rows
_MOST_DATES = 120  # a date of issue stands among the first
_FUTURE_DAYS = 400  # due dates and validity lie ahead; the date of issue is bounded where it is chosen


@dataclass(frozen=True, slots=True)
class AmountFound:
    """An amount with its place. `value` is signed as printed. `order` counts the money amounts of its row from 0."""

    value: Decimal
    span: Span
    match: AmountMatch
    role: AmountRole
    label: str
    label_above: bool
    order: int
    siblings: int  # money amounts in the same row, itself included
    has_decimals: bool  # as many as its currency has: a whole number of yen counts


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date with its place and the words before it."""

    match: DateMatch
    span: Span
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A document laid out: rows, the amounts and dates on it, and what it says of its country and currency.

    A sheet is equal to itself only, so that what is worked out of it can be kept for it (`lru_cache`).
    """

    document: ReadDocument
    rows: tuple[Row, ...]
    amounts: tuple[AmountFound, ...]
    dates: tuple[DateFound, ...]
    country: CountryGuess | None
    currency: CurrencyFound | None
    decimal_mark: str | None


def lay_out(document: ReadDocument, *, today: date) -> Sheet:
    """Find everything that the readers need, once."""
    rows = document_rows(document)
    country = guess_country(rows)
    currency = find_currency(rows, country)
    dates_by_row = {row.index: list(_dates_of(row, today)) for row in rows}
    dates = [found for row in rows for found in dates_by_row[row.index]]
    printed = {row.index: _printed_amounts(row, dates_by_row[row.index]) for row in rows}
    mark = decimal_mark_of(match.text for matches in printed.values() for match in matches)
    decimals = minor_units(currency.code if currency else None)
    amounts = [found for row in rows for found in _amounts_of(row, rows, printed, mark=mark, decimals=decimals)]
    return Sheet(document, rows, tuple(_with_payments_after_totals(amounts)), tuple(dates[:_MOST_DATES]), country, currency, mark)


def _with_payments_after_totals(amounts: Sequence[AmountFound]) -> Iterator[AmountFound]:
    """A word like "bar" or "card" above the first total belongs to a thing that was bought."""
    totals = TOTAL_ROLES | {AmountRole.SUBTOTAL}
    first = min((amount.span.row.index for amount in amounts if amount.role in totals), default=0)
    for amount in amounts:
        is_bought = amount.role in _PAID_ROLES and amount.span.row.index < first
        yield replace(amount, role=AmountRole.NONE) if is_bought else amount


def _dates_of(row: Row, today: date) -> Iterator[DateFound]:
    end = 0
    for match in find_dates(row.text, latest=today + timedelta(days=_FUTURE_DAYS)):
        yield DateFound(match, Span(row, match.start, match.end), row.text[end : match.start].strip())
        end = match.end


def _printed_amounts(row: Row, dates: Sequence[DateFound]) -> list[AmountMatch]:
    """Numbers of a row that may be money: no dates, times, per cents or long codes."""
    taken = [(d.match.start, d.match.end) for d in dates]
    taken += [match.span() for match in _TIME.finditer(row.text)]
    return [
        match
        for match in find_amounts(row.text)
        if not match.per_cent
        and not any(match.start < end and start < match.end for start, end in taken)
        and not (match.text.isdigit() and len(match.text) > 7)
    ]


def _amounts_of(
    row: Row, rows: Sequence[Row], printed: dict[int, list[AmountMatch]], *, mark: str | None, decimals: int
) -> Iterator[AmountFound]:
    matches = [m for m in printed[row.index] if _is_money(m, row, decimals)]
    end = 0
    for order, match in enumerate(matches):
        value = settle(match.text, decimal_mark=mark, decimals=decimals)
        label, above = _label(row, rows, printed, end, match)
        end = match.end
        if value is not None:
            signed = -value if match.negative else value
            span = Span(row, match.start, match.end)
            complete = match.has_decimals or decimals == 0
            yield AmountFound(signed, span, match, role_of(label), label, above, order, len(matches), complete)


def _is_money(match: AmountMatch, row: Row, decimals: int) -> bool:
    """Decimals, a symbol or a label of money beside it; a bare whole number on its own is no money."""
    if match.has_decimals or match.symbol:
        return True
    if decimals == 0 and re.fullmatch(r"\d{1,3}(?:[.,']\d{3})+", match.text):
        return True
    before = row.text[: match.start]
    glued = bool(re.search(r"[A-Za-z/#\-]$|\d", before))
    last = not re.search(r"[0-9A-Za-z]", row.text[match.end :])
    return not glued and last and role_of(before) not in {AmountRole.NONE, AmountRole.QUANTITY}


def _label(
    row: Row, rows: Sequence[Row], printed: dict[int, list[AmountMatch]], end: int, match: AmountMatch
) -> tuple[str, bool]:
    """The words that belong to an amount: between it and the one before, else at the head of its row, else above."""
    here = Span(row, match.start, match.end)
    for text in (row.text[end : match.start], row.text[: match.start]):
        if _has_words(text):
            heading = "" if role_of(text) is not AmountRole.NONE else _column_heading(here, rows, printed)
            return heading or _nearest_cell(row, text, match.start) or text, bool(heading)
    after = row.text[match.end :]
    if _has_words(after) and end == 0 and not any(m.start > match.start for m in printed[row.index]):
        return after, False
    above = _label_above(row, rows, printed)
    return above or _column_heading(here, rows, printed), True


def _nearest_cell(row: Row, text: str, before: int) -> str | None:
    """The words of the nearest column on the left, when they say what the amount is."""
    for start, stop in reversed(row.cells):
        cell = row.text[start : min(stop, before)] if start < before else ""
        if _has_words(cell) and cell in text:
            return cell if role_of(cell) is not AmountRole.NONE else None
    return None


def _column_heading(span: Span, rows: Sequence[Row], printed: dict[int, list[AmountMatch]]) -> str:
    """The heading over an amount in a row of headings of which two and more say what amounts are."""
    for row in reversed(rows[max(0, span.row.index - _HEADING_REACH) : span.row.index]):
        cells = [Span(row, start, end) for start, end in row.cells]
        named = [cell for cell in cells if role_of(cell.text) in _ROLES_IN_HEADINGS]
        if len(named) > 1 and not printed[row.index] and row.page is span.row.page:
            over = (cell for cell in named if cell.box.x0 < span.box.x1 and cell.box.x1 > span.box.x0)
            return next((cell.text for cell in over), "")
    return ""


def _label_above(row: Row, rows: Sequence[Row], printed: dict[int, list[AmountMatch]]) -> str:
    above = rows[row.index - 1] if row.index else None
    if above is None or above.page.number != row.page.number or not _is_near(above, row):
        return ""
    bare = not any(m.has_decimals for m in printed[above.index]) and len(above.cells) <= 2
    return above.text if bare and len(above.words) <= 5 and role_of(above.text) in _ROLES_ABOVE else ""


def _has_words(text: str) -> bool:
    """More than a currency mark or a tax code."""
    return (
        re.search(
            r"[^\W\d_]{3,}|(?:[^\W\d_]\.){3}|[\u3040-\u9fff\uac00-\ud7af]{2,}",
            re.sub(r"\b(?:RM|EUR|USD|MYR|SGD|GBP|CHF|Rp|SR|ZR)\b", "", text),
        )
        is not None
    )


def _is_near(above: Row, row: Row) -> bool:
    return 0 <= row.middle - above.middle <= 2.2 * max(row.height, above.height)
