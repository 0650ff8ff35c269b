"""Words of a page become visual rows, and stretches of a row become boxes.

A `Row` is what a person reads as one line, however the engine cut it. `Row.text` joins its words with one blank, with
two at the gap between columns, and has the same length as the verbatim words, so that a match leads back to a box.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from services.parsers.evidence import box_of, union
from services.parsers.folding import fold
from services.types import Box, Evidence, Page, ReadDocument, Word

_SAME_ROW_OVERLAP = 0.5  # share of the lower segment's height
_FIRST_ROWS, _LAST_ROWS = 300, 600  # some 15 pages
_MOST_WORDS = 120  # in a row
_MOST_CHARACTERS = 400  # in a row
_CELL_GAP = 1.6  # in heights of the row: a wider gap starts another column


@dataclass(frozen=True, slots=True)
class Row:
    """One visual line: `text` folded, `verbatim` as read; `words[i]` begins at `starts[i]`; `cells` are columns of `text`."""

    page: Page
    index: int
    words: tuple[Word, ...]
    text: str
    verbatim: str
    starts: tuple[int, ...]
    cells: tuple[tuple[int, int], ...]
    box: Box
    height: float  # mean of its words, as a fraction of the page

    @property
    def middle(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a row's text."""

    row: Row
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.row.text[self.start : self.end]

    @property
    def box(self) -> Box:
        boxes = []
        for word, begin in zip(self.row.words, self.row.starts, strict=True):
            left, right = max(self.start - begin, 0), min(self.end - begin, len(word.text))
            if left < right:
                boxes.append(box_of(word, left, right))
        return union(boxes)

    @property
    def verbatim(self) -> str:
        return self.row.verbatim[self.start : self.end]

    @property
    def confidence(self) -> float:
        """The lowest confidence of the engine among the words touched."""
        touched = [
            word.confidence
            for word, begin in zip(self.row.words, self.row.starts, strict=True)
            if begin < self.end and self.start < begin + len(word.text)
        ]
        return min(touched, default=0.0)

    def evidence(self) -> Evidence:
        return Evidence(self.row.page.number, self.box, self.verbatim, self.row.page.source)


def evidence_of(spans: Sequence[Span]) -> Evidence:
    """One evidence over several spans of the same page, such as a name on two rows."""
    first = spans[0]
    text = " ".join(span.verbatim for span in spans)
    return Evidence(first.row.page.number, union([span.box for span in spans]), text, first.row.page.source)


def document_rows(document: ReadDocument) -> tuple[Row, ...]:
    """The rows of all pages in reading order, numbered through the document.

    Of a very long document the middle is left out: heading and totals stand at the ends. Rows are cut to 120 words and 400
    characters: what the patterns of the parsers cost on a row must be bounded, since nobody can end a pattern at work.
    """
    rows = _all_rows(document)
    if len(rows) > _FIRST_ROWS + _LAST_ROWS:
        kept = (*rows[:_FIRST_ROWS], *rows[-_LAST_ROWS:])
        return tuple(replace(row, index=index) for index, row in enumerate(kept))
    return rows


def _all_rows(document: ReadDocument) -> tuple[Row, ...]:
    rows: list[Row] = []
    for page in document.pages:
        rows += [_row(page, index, _bounded(words)) for index, words in enumerate(_grouped(page), start=len(rows))]
    return tuple(rows)


def _bounded(words: Sequence[Word]) -> Sequence[Word]:
    """The first words of a row, as far as the bounds reach; the first one in any case."""
    reached = list(accumulate(len(word.text) + 2 for word in words))
    return words[: max(min(bisect_right(reached, _MOST_CHARACTERS), _MOST_WORDS), 1)]


def _row(page: Page, index: int, words: Sequence[Word]) -> Row:
    gaps = _column_gaps(page, words)
    text, starts, cells = words[0].text, [0], []
    begin = 0
    for word, is_gap in zip(words[1:], gaps, strict=True):
        if is_gap:
            cells.append((begin, len(text)))
        text += "  " if is_gap else " "
        begin = len(text) if is_gap else begin
        starts.append(len(text))
        text += word.text
    cells.append((begin, len(text)))
    height = sum(word.box.y1 - word.box.y0 for word in words) / len(words)
    box = union([word.box for word in words])
    return Row(page, index, tuple(words), fold(text), text, tuple(starts), tuple(cells), box, height)


def _column_gaps(page: Page, words: Sequence[Word]) -> list[bool]:
    """For each word but the first, whether a wide gap stands before it."""
    height = sum(word.box.y1 - word.box.y0 for word in words) / len(words) * page.height
    return [(word.box.x0 - before.box.x1) * page.width > _CELL_GAP * height for before, word in pairwise(words)]


def _grouped(page: Page) -> list[list[Word]]:
    """Words of one visual row together, left to right; rows top to bottom."""
    rows: list[list[list[Word]]] = []
    for segment in sorted(_segments(page), key=lambda words: words[0].box.y0 + words[-1].box.y1):
        home = max(rows[-6:], key=lambda row: _fit(row, segment), default=None)
        if home is not None and _fit(home, segment) >= _SAME_ROW_OVERLAP:
            home.append(segment)
        else:
            rows.append([segment])
    rows.sort(key=lambda row: min(word.box.y0 + word.box.y1 for segment in row for word in segment))
    return [sorted((w for segment in row for w in segment), key=lambda w: w.box.x0) for row in rows]


def _segments(page: Page) -> list[list[Word]]:
    """Runs that the engine itself read as one line; they stay together."""
    segments: list[list[Word]] = []
    for word in page.words:
        last = segments[-1][-1] if segments else None
        if last and last.line == word.line and word.box.x0 >= last.box.x0 and _overlap(last.box, word.box) > 0:
            segments[-1].append(word)
        elif word.text.strip():
            segments.append([word])
    return segments


def _fit(row: Sequence[Sequence[Word]], segment: Sequence[Word]) -> float:
    """Vertical overlap with the segment that is nearest sideways; below 0 when they lie over each other."""
    box = union([word.box for word in segment])
    middle = (box.x0 + box.x1) / 2

    def distance(other: Sequence[Word]) -> float:
        return min(abs(other[0].box.x0 - middle), abs(other[-1].box.x1 - middle))

    nearest = min(row, key=distance)
    near = union([word.box for word in nearest])
    if min(near.x1, box.x1) - max(near.x0, box.x0) > 0.3 * min(near.x1 - near.x0, box.x1 - box.x0):
        return -1.0
    return _overlap(near, box)


def _overlap(one: Box, other: Box) -> float:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / max(min(one.y1 - one.y0, other.y1 - other.y0), 1e-9)
