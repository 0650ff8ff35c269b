"""The numbers of a row that may say something of a line item: amounts, counts, prices and rates, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from services.parsers.amounts import AmountMatch, find_amounts, minor_units, readings, settle
from services.parsers.candidates import Sheet
from services.parsers.layout import Row, Span
from services.types import Box

_CODE_BEFORE = re.compile(r"[^\W\d_]{2}[-/.]?$|[#/]$|\d-$")
_CURRENCY_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}\.?$")
_UNIT_BEHIND = re.compile(r" ?([^\W\d_]{1,8}[²³]?(?:\([a-z]\))?\.?)(?![^\s/)])")
_MOST_FIGURES = 16  # of a row, those nearest to its end
_BLANK = 1.3  # letters: a blank between thousands is not wider
_UNITS = frozenset([
    "pc", "pcs", "pce", "pces", "piece", "pieces", "ea", "each", "unit", "units", "set", "sets", "box",
    "boxes", "pack", "pkt", "pair", "dozen", "dz", "h", "hr", "hrs", "hour", "hours", "day", "days",
    "month", "months", "kg", "g", "gr", "lb", "lbs", "oz", "l", "ltr", "ml", "cl", "m",
    "cm", "mm", "km", "m2", "m3", "m²", "m³", "qm", "kwh", "psch", "st", "stk", "stck",
    "stück", "std", "stunde", "stunden", "tag", "tage", "monat", "monate", "pausch", "pauschal", "pkg", "paar", "fl",
    "u", "pièce", "pièces", "heure", "heures", "jour", "jours", "mois", "forfait", "lot", "ens", "ud", "uds",
    "unidad", "unidades", "hora", "horas", "día", "días", "mes", "meses", "pz", "pezzi", "ore", "ora", "giorni",
    "nr", "cad", "conf", "stuks", "stuk", "uur", "uren", "dag", "dagen", "maand", "un", "und", "par",
    "szt", "godz", "kpl", "op", "usł", "jam", "hari", "bulan", "keping", "buah", "kus", "ks", "hod",
    "tim", "timme", "timmar", "stycken", "liter", "litro", "litri", "litre", "litres", "liters",
])  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A printed number: every value that it may have (signed, the likelier first), its place and the unit behind it."""

    values: tuple[Decimal, ...]
    match: AmountMatch
    span: Span
    box: Box
    unit: str | None
    has_decimals: bool  # as many as money has; a whole amount of a currency without cents counts

    @property
    def value(self) -> Decimal:
        return self.values[0]

    @property
    def has_fraction(self) -> bool:
        return self.has_decimals or self.value % 1 != 0

    @property
    def is_rate(self) -> bool:
        return self.match.per_cent


class _Style(NamedTuple):
    """How a document prints money."""

    decimal_mark: str | None
    decimals: int


class RowFigures:
    """The figures of the rows of a sheet, each row looked at once."""

    def __init__(self, sheet: Sheet) -> None:
        self._style = _Style(sheet.decimal_mark, minor_units(sheet.currency.code if sheet.currency else None))
        self._known: dict[int, tuple[Figure, ...]] = {}
        self._dates: dict[int, list[Span]] = {}
        for day in sheet.dates:
            self._dates.setdefault(day.span.row.index, []).append(day.span)

    def of(self, row: Row) -> tuple[Figure, ...]:
        """The figures of a row from left to right, without numbers inside codes and dates."""
        if row.index not in self._known:
            self._known[row.index] = tuple(self._found(row))[-_MOST_FIGURES:]
        return self._known[row.index]

    def _found(self, row: Row) -> Iterator[Figure]:
        dates = self._dates.get(row.index, ())
        for match in _parted(row):
            figure = _figure(match, row, self._style)
            if figure is not None and not any(_touches(figure, day.start, day.end) for day in dates):
                yield figure


def _parted(row: Row) -> Iterator[AmountMatch]:
    """The numbers of a row; a blank within one that is wider than between thousands parts two, such as a count and a price."""
    for match in find_amounts(row.text):
        place = _wide_blank(row, match) if " " in match.text else None
        if place is None:
            yield match
            continue
        for begin, end in ((match.start, place), (place + 1, match.end)):
            for part in find_amounts(row.text[begin:end]):
                yield replace(part, start=part.start + begin, end=part.end + begin, per_cent=match.per_cent and end == match.end)


def _wide_blank(row: Row, match: AmountMatch) -> int | None:
    """Where the first blank of a number stands, if the words on its sides are further apart than a blank is wide."""
    place = row.text.index(" ", match.start)
    after = bisect_left(row.starts, place)
    if not 0 < after < len(row.words):
        return None
    left, right = row.words[after - 1], row.words[after]
    letter = (left.box.x1 - left.box.x0 + right.box.x1 - right.box.x0) / (len(left.text) + len(right.text))
    return place if right.box.x0 - left.box.x1 > _BLANK * letter else None


def _touches(figure: Figure, start: int, end: int) -> bool:
    return start < figure.match.end and figure.match.start < end


def _figure(match: AmountMatch, row: Row, style: _Style) -> Figure | None:
    before, behind = row.text[: match.start], row.text[match.end :]
    if _CODE_BEFORE.search(before) and not match.symbol and not (match.has_decimals and _CURRENCY_BEFORE.search(before)):
        return None
    unit = _unit(behind)
    if unit is None and re.match(r"[^\W\d_]{4,}|[-/:]\w", behind):
        return None
    values = _values(match, style)
    span = Span(row, match.start, match.end)
    is_whole = not style.decimals and bool(match.symbol or re.search(r"[.,' ]\d{3}$", match.text))
    return Figure(values, match, span, span.box, unit, match.has_decimals or is_whole) if values else None


def _unit(behind: str) -> str | None:
    match = _UNIT_BEHIND.match(behind)
    return match[1] if match and match[1].lower().removesuffix(".").removesuffix("(s)") in _UNITS else None


def _values(match: AmountMatch, style: _Style) -> tuple[Decimal, ...]:
    """What the number may be, in the order of the document's own decimal mark."""
    found = readings(match.text, decimals=style.decimals)
    settled = settle(match.text, decimal_mark=style.decimal_mark, decimals=style.decimals)
    if settled is not None:
        found = (settled, *(value for value in found if value != settled))
    return tuple(-value for value in found) if match.negative else found
