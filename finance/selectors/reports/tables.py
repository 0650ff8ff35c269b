"""A report as a table: rows and totals of figures, one for each period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from finance.errors import ReportTooLargeError
from finance.selectors.reports.behind import Behind
from finance.selectors.reports.figures import NOUGHT, Figure, Sum, total_of
from finance.selectors.reports.periods import Period, Span
from finance.selectors.reports.wishes import CELLS_MAX, ReportName, Wish

Key = tuple[Hashable, ...]


class Numbers:
    """What was added up: key of a row → number of the period → figure."""

    def __init__(self) -> None:
        self._rows: dict[Key, dict[int, Figure]] = defaultdict(lambda: defaultdict(Figure))

    def add(self, key: Key, index: int, found: Sum, sign: int = 1) -> None:
        self._rows[key][index].add(found, sign)

    def keys(self) -> set[Key]:
        return set(self._rows)

    def figures(self, key: Key) -> list[Figure]:
        return list(self._rows.get(key, {}).values())

    def row(self, key: Key, count: int) -> tuple[Figure, ...]:
        """One figure per period, empty ones too."""
        figures = self._rows.get(key, {})
        return tuple(figures.get(index) or Figure() for index in range(count))


@dataclass(frozen=True, slots=True)
class Line:
    """What a row is about. `group` is the side (income, expense, other) or the kind of account, `part` what the numbers are."""

    key: Key
    name: str
    group: str
    behind: Behind
    part: str = "amount"
    id: UUID | None = None
    parent: UUID | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """`before` is of the periods to compare with, None where nothing is compared."""

    line: Line
    figures: tuple[Figure, ...]
    total: Figure
    before: tuple[Figure, ...] | None = None
    total_before: Figure | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`periods_before` belong to `periods` one by one. `rest`: how many rows became one (or, of tags, none)."""

    name: ReportName
    wish: Wish
    base_currency: str
    periods: tuple[Period, ...]
    periods_before: tuple[Period, ...] | None
    rows: tuple[Row, ...]
    totals: tuple[Row, ...]
    rest: int = 0


class Adding(Protocol):
    """One kind of report: adds up, then tells what its rows are about."""

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        """The sums of one span of days."""

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        """The rows with something in them, in the order in which they are shown."""

    def totals(self, numbers: Sequence[Numbers]) -> list[Line]:
        """The rows below them."""

    @property
    def rest(self) -> int:
        """How many found no row of their own."""


def tabulated(name: ReportName, wish: Wish, adding: Adding, base_currency: str) -> Report:
    """Raises ReportWishError, ReportTooLargeError."""
    periods = wish.span.periods()
    now, periods_before, before = adding.numbers(wish.span, periods), None, None
    if wish.compare is not None:
        span = wish.span.before(wish.compare, periods)
        periods_before = span.periods()
        before = adding.numbers(span, periods_before)
    both = [now] if before is None else [now, before]
    return Report(
        name,
        wish,
        base_currency,
        periods,
        periods_before,
        tuple(_row(line, now, before, len(periods)) for line in _few_enough(adding.lines(both), len(periods))),
        tuple(_row(line, now, before, len(periods)) for line in adding.totals(both)),
        adding.rest,
    )


def _few_enough(lines: list[Line], periods: int) -> list[Line]:
    """The same lines. Raises ReportTooLargeError."""
    if len(lines) * periods > CELLS_MAX:
        raise ReportTooLargeError(
            f"{len(lines)} rows of {periods} periods are over {CELLS_MAX} numbers. Ask for longer periods, or for fewer days."
        )
    return lines


def keys_of(numbers: Sequence[Numbers]) -> set[Key]:
    return {key for one in numbers for key in one.keys()}  # noqa: SIM118  (no mapping)


def weight(numbers: Sequence[Numbers], key: Key) -> tuple[Decimal, int]:
    """By what the rows with the most money stand first: the base amount without its sign, then how many postings."""
    count = 0
    base = NOUGHT
    for one in numbers:
        total = total_of(one.figures(key))
        base += abs(total.base or NOUGHT)
        count += total.postings
    return base, count


def _row(line: Line, now: Numbers, before: Numbers | None, count: int) -> Row:
    figures = now.row(line.key, count)
    if before is None:
        return Row(line, figures, total_of(figures))
    others = before.row(line.key, count)
    return Row(line, figures, total_of(figures), others, total_of(others))
