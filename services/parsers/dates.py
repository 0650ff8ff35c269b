"""Dates as people print them: numeric in every order, month names in many languages, glued times, OCR noise.

A numeric date that can be read in two orders keeps both readings; `DateOrder` says which one the document supports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from services.parsers.folding import fold
from services.parsers.month_names import month_number, weekday_number

EARLIEST = date(1990, 1, 1)
_D = r"[0-9OoIlSBZ|]"
_DAY = rf"(?:[0-9]{{1,2}}|[0-9]{_D}|{_D}[0-9])"
_CONFUSED = str.maketrans("OoIilL|SBZ", "0011111582")
_SEPARATOR = r"[ ]?[./\-,'~_][ ]?|[ ]"
_SEPARATORS = r"[ ./\-,'~_]*"  # one way only to match: "(a|b)*" would try all ways through a row of dots
_CLOCK = r"[0-2]?[0-9]:[0-5][0-9]"
_YEAR = rf"(?:[12I][09O]{_D}{{2}}|25[5-7][0-9])(?=$|[^0-9]|{_CLOCK})"
_SHORT_YEAR = rf"(?:20[ ][0-3][0-9](?![0-9:.,])|(?:[0-9]{_D}|{_D}[0-9])(?=$|[^0-9.,/]|[.,/](?![0-9])|[.,/](?={_CLOCK})|{_CLOCK}))"
_MONTH_WORD = r"[^\W\d_][^\W_]{2,13}?"

_NUMERIC = re.compile(
    rf"(?<![0-9.,/])(?P<a>{_DAY})(?P<s>[ ]?[./\-~_\\][ ]?|[ ]|,(?=[0-9]{{2}},))(?P<b>{_D}{{1,2}})"
    rf"(?P<t>[ ]?[./\-~_\\,]{{1,2}}[ ]?|[ ])'?(?:(?P<y>{_YEAR})|(?P<yy>{_SHORT_YEAR}))"
)
_YEAR_FIRST = re.compile(
    r"(?<![0-9])(?<![0-9][./\-])(?P<y>(?:19|20)[0-9]{2})[ ]?(?P<s>[./\-年])[ ]?"
    rf"(?P<b>{_D}{{1,2}})[ ]?[./\-月][ ]?(?P<a>{_D}{{2}}|[0-9])(?:日|(?![0-9])|(?=[0-2][0-9]:))"
)
_COMPACT = re.compile(r"(?<![0-9A-Za-z.,/\-])(?P<y>20[0-4][0-9])(?P<b>0[1-9]|1[0-2])(?P<a>0[1-9]|[12][0-9]|3[01])(?![0-9])")
_DAY_NAMED = re.compile(
    rf"(?<![0-9])(?P<a>{_DAY})(?:st|nd|rd|th|er|[.ºª])?(?:{_SEPARATOR})?(?:de[ ]|of[ ]|d')?"
    rf"(?P<m>{_MONTH_WORD})\.?{_SEPARATORS}(?:del?[ ])?(?:(?P<y>{_YEAR})|'?(?P<yy>{_SHORT_YEAR}))",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    rf"(?<![^\W\d_])(?P<m>{_MONTH_WORD})\.?[ ]?[\-/]?(?P<a>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:[ ]?[,./\-][ ]?|[ ])"
    rf"(?:(?P<y>{_YEAR})|'?(?P<yy>{_SHORT_YEAR}))",
    re.IGNORECASE,
)
_YEAR_NAMED = re.compile(
    rf"(?<![0-9])(?P<y>(?:19|20)[0-9]{{2}})[ ]?[./\-]?[ ]?(?P<m>{_MONTH_WORD})(?:[ ]?[./\-][ ]?|[ ])"
    r"(?P<a>[0-9]{1,2})(?![0-9:])",
    re.IGNORECASE,
)
_GLUED_HOUR = re.compile(
    rf"(?<![0-9.,/\-])(?P<a>{_D}{{1,2}})(?P<s>[./\-])(?P<b>{_D}{{1,2}})[./\-](?P<yy>[0-9]{{2}})(?=(?P<clock>[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?)(?!:?[0-9]))"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_WEEKDAY_REACH = 14
_OF_DAY_FIRST = frozenset({".", ","})
_USUAL = frozenset({".", "/", "-", ""})
_BESIDE_BLANKS = frozenset({"", "-", "/", "~"})


class DateOrder(StrEnum):
    """How a date of numbers alone is to be read, as far as the document shows it."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A printed date. `day_first` and `month_first` are its readings (None: impossible); equal when there is one only.
    `year_first` is what three numbers of two digits would be in a country that begins with the year; no reading by itself.

    `repaired`: letters were taken for digits, or the signs between its parts are odd, as after a poor reading.
    """

    start: int
    end: int
    day_first: date | None
    month_first: date | None
    shows: DateOrder | None = None  # a numeric date that the calendar allows in one order only
    short_year: bool = False
    repaired: bool = False
    year_first: date | None = None

    @property
    def is_ambiguous(self) -> bool:
        return None not in {self.day_first, self.month_first} and self.day_first != self.month_first

    @property
    def values(self) -> tuple[date, ...]:
        """Possible readings, day first before month first."""
        found = (self.day_first, self.month_first)
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def value(self, order: DateOrder | None) -> date | None:
        """The reading under an order; the only one when there is one; None when it stays ambiguous."""
        if self.is_ambiguous:
            return {DateOrder.DAY_FIRST: self.day_first, DateOrder.MONTH_FIRST: self.month_first, None: None}[order]
        return self.values[0] if self.values else None


def find_dates(text: str, *, latest: date) -> Iterator[DateMatch]:
    """Dates in a folded text between 1990 and `latest`, left to right, none overlapping another."""
    taken: list[DateMatch] = []
    if not any(character.isdigit() for character in text):
        return
    for match in _all_matches(text):
        kept = _within(match, latest)
        if kept is not None and not any(kept.start < t.end and t.start < kept.end for t in taken):
            taken.append(_with_weekday(kept, text))
    yield from sorted(taken, key=lambda m: m.start)


def _all_matches(text: str) -> Iterator[DateMatch]:
    for pattern, read in _FORMS:
        begin = 0
        while match := pattern.search(text, begin):
            found = read(match)
            if found is not None:
                yield found
            begin = match.end() if found is not None else match.start() + 1


def _year_first(match: re.Match[str]) -> DateMatch | None:
    return _one_reading(match, match["y"], match["b"], match["a"])


def _glued_hour(match: re.Match[str]) -> DateMatch | None:
    """A short year with the hour glued to it; but 2018:14:03 is a year and a time."""
    return _numeric(match) if match["s"] == "." or len(match["clock"]) == 5 else None


def _numeric(match: re.Match[str]) -> DateMatch | None:
    groups = match.groupdict()
    if match["s"] == "-" and match.string[: match.start()].endswith("-"):
        return None  # a part of a longer code
    separators = {groups["s"].strip(), (groups.get("t") or groups["s"]).strip()[:1]}
    year = (groups.get("y") or groups["yy"]).replace(" ", "")
    if (groups.get("t") or "").endswith(" ") and re.match(":[0-9]", match.string[match.end() :]):
        return None  # "24.04. 13:41": no year
    if not _are_of_a_date(separators, (match["a"], match["b"], year)):
        return None
    day_first = _date(year, match["b"], match["a"])
    month_first = None if separators <= _OF_DAY_FIRST else _date(year, match["a"], match["b"])
    if day_first is None and month_first is None:
        return None
    repaired = (
        not separators <= _USUAL
        or len(separators) > 1
        or not (match["a"] + match["b"] + (groups.get("y") or groups["yy"])).isdigit()
    )
    shows = _shown(day_first, month_first, separators)
    year_first = _date(match["a"], match["b"], year) if len(match["a"]) == len(match["b"]) == len(year) == 2 else None
    return DateMatch(match.start(), match.end(), day_first, month_first, shows, len(year) < 4, repaired, year_first)


def _shown(day_first: date | None, month_first: date | None, separators: AbstractSet[str]) -> DateOrder | None:
    """The order, where the calendar allows one only; points always stand between day and month."""
    if month_first is None and not separators <= _OF_DAY_FIRST:
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if day_first is None else None


def _are_of_a_date(separators: AbstractSet[str], parts: tuple[str, str, str]) -> bool:
    """Blanks, commas and mixtures are between many numbers: beside them the parts have to be full ones."""
    day, month, year = parts
    full = len(day) == len(month) == 2
    if "" in separators:
        return len(year) == 4 if separators == {""} else full and separators <= _BESIDE_BLANKS
    if "," in separators:
        return (full or separators != {","}) and len(year) == 4
    return full or len(separators) == 1 or len(year) == 4


def _named(match: re.Match[str]) -> DateMatch | None:
    month = month_number(match["m"])
    year = match.groupdict().get("yy") or match["y"]
    return None if month is None else _one_reading(match, year, str(month), match["a"])


def _one_reading(match: re.Match[str], year: str, month: str, day: str) -> DateMatch | None:
    value = _date(year.replace(" ", ""), month, day)
    return None if value is None else DateMatch(match.start(), match.end(), value, value, short_year=len(year) < 4)


def _with_weekday(match: DateMatch, text: str) -> DateMatch:
    """A day of the week beside the date tells which of its readings is meant."""
    if not match.is_ambiguous:
        return match
    beside = text[max(0, match.start - _WEEKDAY_REACH) : match.start] + " " + text[match.end : match.end + _WEEKDAY_REACH]
    days = {weekday_number(word) for word in _WORD.findall(beside)} - {None}
    fits = [value for value in match.values if value.weekday() in days]
    if len(fits) != 1:
        return match
    shows = DateOrder.DAY_FIRST if fits[0] == match.day_first else DateOrder.MONTH_FIRST
    return replace(match, day_first=fits[0], month_first=fits[0], shows=shows)


def _date(year: str, month: str, day: str) -> date | None:
    """None for what is no day of the calendar. Two digits mean 1990 to 2089; Buddhist years are brought to ours."""
    if not all(any(c.isdigit() for c in part) for part in (year, month, day)):
        return None
    y, m, d = (int(part.translate(_CONFUSED)) for part in (year, month, day))
    if y < 100:
        y += 1900 if y >= 90 else 2000
    elif 2533 <= y < 2600:
        y -= 543
    try:
        return date(y, m, d)
    except ValueError:
        return None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DateMatch | None]], ...] = (
    (_YEAR_FIRST, _year_first),
    (_COMPACT, _year_first),
    (_GLUED_HOUR, _glued_hour),
    (_NUMERIC, _numeric),
    (_DAY_NAMED, _named),
    (_NAMED_DAY, _named),
    (_YEAR_NAMED, _named),
)


def _within(match: DateMatch, latest: date) -> DateMatch | None:
    def kept(value: date | None) -> date | None:
        return value if value is not None and EARLIEST <= value <= latest else None

    day_first, month_first = kept(match.day_first), kept(match.month_first)
    if day_first is None and month_first is None:
        return None
    year_first = kept(match.year_first)
    return replace(match, day_first=day_first or month_first, month_first=month_first or day_first, year_first=year_first)


def order_by_other_dates(matches: Iterable[DateMatch]) -> DateOrder | None:
    """What the document's own unmistakable dates say about the order; None when silent or in conflict with itself."""
    seen = orders_shown(matches)
    return next(iter(seen)) if len(seen) == 1 else None


def orders_shown(matches: Iterable[DateMatch]) -> frozenset[DateOrder]:
    """The orders of day and month that the calendar or a weekday shows; both of them are a conflict."""
    return frozenset(match.shows for match in matches if match.shows is not None)


def parse_date(text: str, *, today: date, order: DateOrder | None = None) -> date | None:
    """The one date of a text, not after tomorrow; None when there is none, more than one, or two readings."""
    matches = list(find_dates(fold(text), latest=today + timedelta(days=1)))
    return matches[0].value(order) if len(matches) == 1 else None
