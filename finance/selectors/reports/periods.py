"""The columns of a report: months, quarters or years of a span of days."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from finance.errors import ReportWishError

PERIODS_MAX = 120


class Every(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[self]


class Compare(StrEnum):
    PREVIOUS = "previous"  # as many periods directly before
    YEAR_BEFORE = "year_before"  # the same days a year before


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included. `key` is 2026-11, 2026-Q4, 2026; 2026/27 where the year begins within one."""

    key: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Span:
    """Which days, cut how. `year_starts` is the first month of the fiscal year (1 to 12), which quarters follow too."""

    first: datetime.date
    last: datetime.date
    every: Every = Every.MONTH
    year_starts: int = 1

    def periods(self) -> tuple[Period, ...]:
        """In order; the first and the last may be cut by the span. Raises ReportWishError."""
        if self.last < self.first:
            raise ReportWishError("The last day lies before the first. Exchange `from` and `to`.")
        found = tuple(self._periods())
        if len(found) > PERIODS_MAX:
            raise ReportWishError(f"That is {len(found)} periods, and {PERIODS_MAX} fit. Ask for fewer days, or longer periods.")
        return found

    def before(self, compare: Compare, periods: Sequence[Period]) -> Span:
        """The days to compare with: as many periods, of the same shape."""
        months = 12 if compare is Compare.YEAR_BEFORE else len(periods) * self.every.months
        ends_month = self.last == month_end(self.last)
        last = _shifted(self.last, -months)
        return Span(_shifted(self.first, -months), month_end(last) if ends_month else last, self.every, self.year_starts)

    def whole_months(self) -> tuple[datetime.date, datetime.date] | None:
        """The first day of the first and of the last month that lie in it entirely; None: none does."""
        first = self.first if self.first.day == 1 else _shifted(self.first.replace(day=1), 1)
        last = self.last.replace(day=1)
        if self.last != month_end(self.last):
            last = _shifted(last, -1)
        return (first, last) if first <= last else None

    def broken_months(self) -> tuple[tuple[datetime.date, datetime.date], ...]:
        """The days before and behind the whole months, as ranges."""
        whole = self.whole_months()
        if whole is None:
            return ((self.first, self.last),)
        day = datetime.timedelta(days=1)
        ranges = ((self.first, whole[0] - day), (month_end(whole[1]) + day, self.last))
        return tuple((first, last) for first, last in ranges if first <= last)

    def _periods(self) -> Iterator[Period]:
        begin = self._begin_of_period(self.first)
        while begin <= self.last:
            following = _shifted(begin, self.every.months)
            end = following - datetime.timedelta(days=1)
            yield Period(self._key(begin), max(begin, self.first), min(end, self.last))
            begin = following

    def _begin_of_period(self, day: datetime.date) -> datetime.date:
        into = (day.month - self.year_starts) % self.every.months
        return _shifted(day.replace(day=1), -into)

    def _key(self, begin: datetime.date) -> str:
        if self.every is Every.MONTH:
            return f"{begin:%Y-%m}"
        year = begin.year if begin.month >= self.year_starts else begin.year - 1
        told = f"{year}" if self.year_starts == 1 else f"{year}/{(year + 1) % 100:02}"
        if self.every is Every.YEAR:
            return told
        return f"{told}-Q{(begin.month - self.year_starts) % 12 // 3 + 1}"


def _shifted(day: datetime.date, months: int) -> datetime.date:
    """So many months later; the month's last day where it has no such one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def month_end(day: datetime.date) -> datetime.date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
