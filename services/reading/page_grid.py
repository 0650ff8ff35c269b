"""Tables with lines on all sides of their cells: the words of each cell by its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.types import Box, Page

T = TypeVar("T")
THICK = 0.004  # of the page's height: a thicker box is an area, not a line
SHORT = 0.008  # of the page's height: a shorter line is a mark
TOUCH = 0.003  # of the page's height: lines this close are one, or meet
MOST_LINES = 200  # of each direction on a page, the longest
MOST_EDGES = 61  # of columns: no page has more
BAND = 0.3  # of the grid's width: a shorter line does not part rows


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: at `place` across its direction, from `begin` to `end` along it."""

    place: float
    begin: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Strokes:
    """The lines of a page in its units."""

    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Edges of columns and rows, and the upright lines, that may be interrupted: cells over several columns are one."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Stroke, ...]
    touch: float

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def column(self, x: float, y: float) -> int:
        """The first column of the cell at a place."""
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        while column > 0 and not self._is_parted(self.xs[column], y):
            column -= 1
        return max(column, 0)

    def _is_parted(self, x: float, y: float) -> bool:
        return any(abs(line.place - x) <= self.touch and line.begin <= y <= line.end for line in self.upright)

    def band(self, y: float) -> int:
        return bisect_right(self.ys, y)


def strokes_of(rulings: Sequence[Box], page: Page) -> Strokes:
    """Give the lines among the boxes, pieces of one line put together."""
    thick, short, touch = (share * page.height for share in (THICK, SHORT, TOUCH))
    level, upright = [], []
    for ruling in rulings:
        x0, x1, y0, y1 = ruling.x0 * page.width, ruling.x1 * page.width, ruling.y0 * page.height, ruling.y1 * page.height
        if y1 - y0 <= thick and x1 - x0 >= short:
            level.append(Stroke((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= thick and y1 - y0 >= short:
            upright.append(Stroke((x0 + x1) / 2, y0, y1))
    return Strokes(_whole(level, touch), _whole(upright, touch))


def _whole(strokes: Sequence[Stroke], touch: float) -> tuple[Stroke, ...]:
    """Pieces at one place that meet or overlap, as one."""
    found: list[Stroke] = []
    for same in _near(sorted(strokes, key=lambda stroke: stroke.place), lambda stroke: stroke.place, touch):
        held: Stroke | None = None
        for stroke in sorted(same, key=lambda one: one.begin):
            if held is not None and stroke.begin <= held.end + touch:
                held = Stroke(held.place, held.begin, max(held.end, stroke.end))
            else:
                found += [held] if held is not None else []
                held = stroke
        found += [held] if held is not None else []
    return tuple(sorted(found, key=lambda stroke: -stroke.length)[:MOST_LINES])


def _near(values: Sequence[T], place: Callable[[T], float], reach: float) -> Iterator[list[T]]:
    """Sorted values, those together that lie within `reach` of the first."""
    held: list[T] = []
    for value in values:
        if held and place(value) - place(held[0]) > reach:
            yield held
            held = []
        held.append(value)
    if held:
        yield held


def grids(strokes: Strokes, page: Page) -> Iterator[Grid]:
    """Give the grids of lines that cross or meet, with two columns and two rows at least, top to bottom."""
    touch = TOUCH * page.height
    found = [_grid(level, upright, touch) for level, upright in _meeting(strokes, touch) if len(level) > 1 and upright]
    yield from sorted(
        (grid for grid in found if 2 < len(grid.xs) <= MOST_EDGES and len(grid.ys) > 1), key=lambda grid: grid.ys[0]
    )


def _meeting(strokes: Strokes, touch: float) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Lines that hang together, each with each by crossings."""
    rest_level, rest_upright = list(strokes.level), list(strokes.upright)
    while rest_upright:
        level: list[Stroke] = []
        upright = [rest_upright.pop()]
        seen = 0
        while seen < len(upright) + len(level):
            seen = len(upright) + len(level)
            new, rest_level = _parted(rest_level, upright, touch)
            level += new
            more, rest_upright = _parted(rest_upright, level, touch)
            upright += more
        yield level, upright


def _parted(strokes: Sequence[Stroke], others: Sequence[Stroke], touch: float) -> tuple[list[Stroke], list[Stroke]]:
    """Those that meet one of the others, and the rest."""
    meet = [any(_meets(stroke, other, touch) for other in others) for stroke in strokes]
    return (
        [stroke for stroke, is_met in zip(strokes, meet, strict=True) if is_met],
        [stroke for stroke, is_met in zip(strokes, meet, strict=True) if not is_met],
    )


def _meets(one: Stroke, other: Stroke, touch: float) -> bool:
    along = one.begin - touch <= other.place <= one.end + touch
    return along and other.begin - touch <= one.place <= other.end + touch


def _grid(level: Sequence[Stroke], upright: Sequence[Stroke], touch: float) -> Grid:
    left, right = min(stroke.begin for stroke in level), max(stroke.end for stroke in level)
    top, bottom = min(stroke.begin for stroke in upright), max(stroke.end for stroke in upright)
    xs = _edges([left, right, *(stroke.place for stroke in upright)], touch)
    parting = [stroke.place for stroke in level if stroke.length >= BAND * (right - left)]
    return Grid(xs, _edges([top, bottom, *parting], touch), tuple(upright), touch)


def _edges(places: Sequence[float], touch: float) -> tuple[float, ...]:
    return tuple(sum(near) / len(near) for near in _near(sorted(places), float, 2 * touch))
