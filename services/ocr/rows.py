"""Puts pieces of text that stand on one visual row into one line, left to right, also on a slightly askew page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from statistics import median

SAME_ROW_SHARE = 0.5  # of the smaller height: how far the middles of two pieces of one row may lie apart
SLOPE_MIN_ASPECT = 2.0  # only pieces this much wider than high tell how far the page is askew
OVERLAP_SHARE = 0.5  # of the narrower piece: pieces of one row do not stand over each other


@dataclass(frozen=True, slots=True)
class Piece:
    """One detected piece of text, in any unit: middle, extents along the page, and its own slope (rise per run)."""

    left: float
    right: float
    middle_y: float
    height: float
    slope: float

    @property
    def middle_x(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Row:
    members: list[int] = field(default_factory=list)
    middles: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    middle: float = 0.0  # the median of the middles
    height: float = 0.0  # the median of the heights

    def takes(self, piece: Piece, middle: float, pieces: Sequence[Piece]) -> bool:
        near = abs(middle - self.middle) <= SAME_ROW_SHARE * min(piece.height, self.height)
        return near and not any(_stand_over(piece, pieces[index]) for index in self.members)

    def add(self, index: int, piece: Piece, middle: float) -> None:
        self.members.append(index)
        self.middles.append(middle)
        self.heights.append(piece.height)
        self.middle, self.height = median(self.middles), median(self.heights)


def page_slope(pieces: Sequence[Piece]) -> float:
    """Give the rise per run of the page's text: the median over the wide pieces, 0 when there are none."""
    slopes = [piece.slope for piece in pieces if piece.right - piece.left >= SLOPE_MIN_ASPECT * piece.height]
    return median(slopes) if slopes else 0.0


def rows(pieces: Sequence[Piece]) -> list[list[int]]:
    """Give the indexes of the pieces row by row, top to bottom and left to right."""
    slope = page_slope(pieces)
    levelled = [piece.middle_y - slope * piece.middle_x for piece in pieces]
    found: list[_Row] = []
    for index in sorted(range(len(pieces)), key=lambda i: levelled[i]):
        _place(found, index, pieces, levelled[index])
    found.sort(key=attrgetter("middle"))
    return [sorted(row.members, key=lambda i: pieces[i].left) for row in found]


def _place(found: list[_Row], index: int, pieces: Sequence[Piece], middle: float) -> None:
    """Pieces come sorted by height on the page, so that only the latest rows can take the next one."""
    fitting = [row for row in found[-3:] if row.takes(pieces[index], middle, pieces)]
    row = min(fitting, key=lambda r: abs(r.middle - middle), default=None)
    if row is None:
        row = _Row()
        found.append(row)
    row.add(index, pieces[index], middle)


def _stand_over(one: Piece, other: Piece) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > OVERLAP_SHARE * min(one.right - one.left, other.right - other.left)
