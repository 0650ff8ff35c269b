"""Words of a page as visual rows of stretches between wide gaps: what its tables are made of. Units are those of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from services.types import Box, Page, Word, WordSource

WIDE_GAP, FIGURE_GAP = 0.9, 0.45  # heights of the row: words this far apart are not of one phrase; the same beside a figure
WIDER = 1.5  # times the usual gap between words of the page, in letters of equal width
LEVEL = 0.002  # rise per run that is still level
_CURRENCY = r"(?:[A-Z]{2,3}|[$€£¥₹₩]|RM|Rp|zł|kr|Kč|Ft)"
_MONEY = re.compile(
    rf"[-+(]?{_CURRENCY}?\s?[-+(]?(?:\d{{1,3}}(?:[., '’]\d{{3}})+(?:[.,]\d{{2,4}})?|\d{{1,9}}[.,]\d{{2,4}})"
    rf"\s?[-+)]?\s?{_CURRENCY}?\s?[*A-Z]{{0,2}}\d?[-+)]?"
)
_NUMBER = re.compile(r"[-+]?\d{1,9}(?:[.,]\d{1,6})?\s?(?:%|[xX×*]|[^\W\d_]{1,5}\.?)?")
_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]?(?:\s?\d{4}|\d{2})?|"
    r"\d{1,2}\.?[ -]?[^\W\d_]{3,10}\.?,?(?:[ -]?\d{2,4})?|[^\W\d_]{3,10}\.? \d{1,2},?(?: \d{4})?"
)


class Stretch(NamedTuple):
    """Words of one row without a wide gap between them, in the units of the page, levelled."""

    x0: float
    x1: float
    words: tuple[Word, ...]
    text: str

    @property
    def is_figure(self) -> bool:
        """Whether it is an amount, a number, a count with its unit or a date, and nothing else."""
        return is_figure(self.text)

    @property
    def is_money(self) -> bool:
        return is_money(self.text)


@dataclass(frozen=True, slots=True)
class VisualRow:
    """What a person reads as one line: `y0` to `y1` from the top, `height` that of its words."""

    y0: float
    y1: float
    height: float
    stretches: tuple[Stretch, ...]

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def has_figures(self) -> bool:
        return any(stretch.is_figure for stretch in self.stretches)

    @property
    def has_money_or_date(self) -> bool:
        return any(is_money(stretch.text) or is_date(stretch.text) for stretch in self.stretches)


class _Placed(NamedTuple):
    x0: float
    x1: float
    y0: float
    y1: float
    word: Word


@lru_cache(maxsize=8192)
def is_money(text: str) -> bool:
    """Tell whether a text is an amount with its decimals or thousands, and nothing else."""
    return len(text) < 30 and _MONEY.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_date(text: str) -> bool:
    """Tell whether a text is a date, and nothing else. The year may be missing."""
    return len(text) < 30 and _DATE.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_figure(text: str) -> bool:
    """Tell whether a text is an amount, a number, a count with its unit or a date, and nothing else."""
    if len(text) > 30 or not any("0" <= character <= "9" for character in text):
        return False
    return any(pattern.fullmatch(text) for pattern in (_MONEY, _NUMBER, _DATE))


def visual_rows(page: Page) -> tuple[VisualRow, ...]:
    """Give the rows of a page, top to bottom. A page that was recognised is levelled first, where it is askew."""
    lines = [[word for word in words if word.text] for _, words in groupby(page.words, attrgetter("line"))]
    lines = [words for words in lines if words]
    slope = 0.0 if page.source is WordSource.TEXT else _slope(lines, page)
    placed = [[_placed(word, page, slope) for word in words] for words in lines]
    for words_of_row in placed:
        words_of_row.sort(key=attrgetter("x0"))
    usual = _usual_gap(placed)
    rows = [_row(words_of_row, max(FIGURE_GAP, WIDER * usual)) for words_of_row in placed]
    return tuple(sorted(rows, key=lambda row: row.y0))


def _usual_gap(rows: Sequence[Sequence[_Placed]]) -> float:
    """The median gap between neighbours of a phrase, in heights."""
    gaps = [(after.x0 - before.x1) / max(after.y1 - after.y0, 1e-9) for row in rows for before, after in pairwise(row)]
    return median([gap for gap in gaps if gap < WIDE_GAP] or [0.0])


def _slope(lines: Sequence[Sequence[Word]], page: Page) -> float:
    """The rise per run of long rows, by the middles of their first and last words; 0 where it is next to nothing."""
    slopes = []
    for words in lines:
        first, last = words[0].box, words[-1].box
        run = (last.x0 - first.x0) * page.width
        if run > page.width / 3:
            slopes.append((last.y0 + last.y1 - first.y0 - first.y1) / 2 * page.height / run)
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) > LEVEL else 0.0


def _placed(word: Word, page: Page, slope: float) -> _Placed:
    x0, y0, x1, y1 = word.box
    left, top, right, bottom = x0 * page.width, y0 * page.height, x1 * page.width, y1 * page.height
    if slope:
        shift, sink = slope * (top + bottom) / 2, slope * (left + right) / 2
        return _Placed(left + shift, right + shift, top - sink, bottom - sink, word)
    return _Placed(left, right, top, bottom, word)


def _row(placed: list[_Placed], figure_gap: float) -> VisualRow:
    height = sum(one.y1 - one.y0 for one in placed) / len(placed)
    y0, y1 = min(one.y0 for one in placed), max(one.y1 for one in placed)
    return VisualRow(y0, y1, height, tuple(map(_stretch, _parted(placed, height, figure_gap))))


def _parted(placed: Sequence[_Placed], height: float, figure_gap: float) -> Iterator[list[_Placed]]:
    """Parted at wide gaps, and between two amounts however close they stand."""
    held = [placed[0]]
    for one in placed[1:]:
        gap = (one.x0 - held[-1].x1) / max(height, 1e-9)
        if gap > WIDE_GAP or (gap > 0 and _is_parted(held[-1].word.text, one.word.text, gap > figure_gap)):
            yield held
            held = []
        held.append(one)
    yield held


def _is_parted(before: str, after: str, is_wide: bool) -> bool:
    if is_wide:
        return is_figure(before) or is_figure(after)
    return is_money(before) and is_money(after)


def _stretch(placed: Sequence[_Placed]) -> Stretch:
    words = tuple(one.word for one in placed)
    return Stretch(placed[0].x0, max(one.x1 for one in placed), words, " ".join(word.text for word in words))


def box_over(boxes: Sequence[Box]) -> Box:
    """Give the smallest box around at least one box."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
