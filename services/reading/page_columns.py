"""Tables without vertical lines: rows that share columns of figures, columns between gaps that run through all rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from services.parsers.labels import TOTAL_ROLES, AmountRole, role_of
from services.reading.page_rows import Stretch, VisualRow, is_date, is_figure, is_money
from services.types import Word

NEAR_ROWS = 2.5  # heights: rows further apart are not of one table
NEAR_HEADED_ROWS = 4.0  # the same below at least three headings
NEAR_LAST_LINE = 0.6  # heights: a line behind the last row of figures is more of it, if it is this near
NEAR_LINES = 1.0  # heights: lines further apart are not of one cell
LOOSE_ROWS = 8  # lines of one cell
SAME_EDGE = 1.2  # heights: figures this close stand in one column
RIVER = 0.25  # heights: a gap between columns
STRAY_SHARE = 8  # one row in so many may stand across a gap
MOST_COLUMNS = 60  # no page has more
HEADING = 3  # stretches without a figure
FIGURE_SHARE, TEXT_SHARE, LABEL_SHARE = 0.6, 0.5, 0.5
ENDS = TOTAL_ROLES | {
    AmountRole.SUBTOTAL,
    AmountRole.PAYMENT,
    AmountRole.CHANGE,
    AmountRole.ROUNDING,
    AmountRole.TAX,
    AmountRole.DUE,
}

Line = tuple[tuple[Word, ...], ...]
"""The words of one row of a table, by its columns."""


@dataclass(frozen=True, slots=True)
class Column:
    x0: float
    x1: float


@dataclass(slots=True)
class Block:
    """Rows that may be a table: headings, rows with figures (`anchors`), and lines between them that have none.

    `above` are the lines right above the first row: of it, where lines are drawn between the rows.
    """

    headings: list[VisualRow] = field(default_factory=list)
    above: list[VisualRow] = field(default_factory=list)
    rows: list[VisualRow] = field(default_factory=list)
    anchors: list[VisualRow] = field(default_factory=list)
    edges: set[int] = field(default_factory=set)
    loose: int = 0  # lines since the last row with figures

    def takes(self, row: VisualRow) -> bool:
        """Whether a row with figures goes on below the others: near, and with a figure in one of their columns."""
        if not self.is_near(row) or self.loose > LOOSE_ROWS:
            return False
        return any(edge in self.edges for edge in _edges(row)) or self._is_headed(row)

    def _is_headed(self, row: VisualRow) -> bool:
        """Whether each of its figures stands under a heading."""
        figures = [stretch for stretch in row.stretches if stretch.is_figure]
        return all(self.headed(figure) > 0 for figure in figures)

    def sums(self, row: VisualRow) -> bool:
        """Whether it adds up several columns: such a row belongs to the table."""
        figures = sum(stretch.is_figure for stretch in row.stretches)
        return figures > 1 and any(len(heading.stretches) >= HEADING for heading in self.headings)

    def headed(self, stretch: Stretch) -> int:
        """Over how many headings a stretch reaches."""
        return sum(shared(stretch, heading) > 0 for row in self.headings for heading in row.stretches)

    def is_near(self, row: VisualRow) -> bool:
        last = (self.rows or self.headings)[-1]
        reach = NEAR_HEADED_ROWS if any(len(one.stretches) >= HEADING for one in self.headings) else NEAR_ROWS
        return row.y0 - last.y1 <= reach * max(row.height, last.height)

    def add(self, row: VisualRow) -> None:
        self.rows.append(row)
        self.anchors.append(row)
        self.loose = 0
        for edge in _edges(row):
            self.edges |= {edge - 1, edge, edge + 1}


def _edges(row: VisualRow) -> Iterator[int]:
    """The edges of its figures, left ones below nought, in steps within which two are the same."""
    step = SAME_EDGE * row.height
    for stretch in row.stretches:
        if stretch.is_figure:
            yield int(stretch.x1 / step)
            yield -int(stretch.x0 / step) - 1_000_000


def blocks(rows: Sequence[VisualRow]) -> Iterator[Block]:
    """Give what may be tables, top to bottom."""
    held: Block | None = None
    headings: list[VisualRow] = []
    loose: list[VisualRow] = []
    for row in (row for row in rows if len(row.stretches) <= MOST_COLUMNS):
        if len(row.stretches) > 1 and row.has_figures:
            if held is not None and not held.takes(row):
                if held.is_near(row) and not row.has_money_or_date:  # a number among words
                    held.rows.append(row)
                    held.loose += 1
                    continue
                yield held
                held = None
            if held is None:
                held = _begun(headings, loose, row)
            held.add(row)
            headings, loose = [], []
        elif len(row.stretches) >= HEADING or (held is None and len(row.stretches) > 1):
            if held is not None:
                yield held
            held, loose = None, []
            goes_on = headings and _follows(headings[-1], row) and not _has_digits(headings[-1])
            headings = [*headings, row] if goes_on else [row]
        elif held is not None and held.is_near(row):
            held.rows.append(row)
            held.loose += 1
            loose.append(row)
        else:
            loose.append(row)
    if held is not None:
        yield held


def _begun(headings: Sequence[VisualRow], loose: Sequence[VisualRow], row: VisualRow) -> Block:
    """A block with its headings, and the lines between them and its first row of figures where that one has no words."""
    above = [line for line in loose[-2:] if _follows(line, row)]
    near = [heading for heading in headings if (above or [row])[0].y0 - heading.y1 <= NEAR_ROWS * heading.height * 2]
    return Block(headings=near, above=above) if _has_words(row) else Block(headings=near, rows=above)


def _has_digits(row: VisualRow) -> bool:
    return any(character.isdigit() for stretch in row.stretches for character in stretch.text)


def _follows(above: VisualRow, row: VisualRow) -> bool:
    return row.y0 - above.y1 <= NEAR_LINES * max(row.height, above.height)


def _has_words(row: VisualRow) -> bool:
    return any(sum(map(str.isalpha, stretch.text)) > 1 and not stretch.is_figure for stretch in row.stretches)


def without_ends(block: Block) -> Block:
    """The block up to its first row of totals.

    Its label says that it is one; it has fewer cells than most, or only two; and its figure stands at the right of all.
    """
    usual = median(len(row.stretches) for row in block.anchors)
    right = median(row.stretches[-1].x1 for row in block.anchors)
    for place, row in enumerate(block.rows):
        is_short = len(row.stretches) < usual or usual <= 2
        is_last = row.has_figures and row.stretches[-1].x1 >= right - SAME_EDGE * row.height
        if is_short and is_last and not block.sums(row) and _is_end(row):
            kept = block.rows[:place]
            return Block(block.headings, block.above, kept, [anchor for anchor in block.anchors if anchor.y0 < row.y0])
    return block


def _is_end(row: VisualRow) -> bool:
    label = next((stretch.text for stretch in row.stretches if not stretch.is_figure), "")
    return not is_date(row.stretches[0].text) and (role_of(label) in ENDS or label.lower().startswith("total"))


def columns_of(block: Block) -> tuple[Column, ...]:
    """The columns between gaps that run through all rows with figures but a few strays; of one row with its headings."""
    shown = block.anchors if len(block.anchors) > 1 else [*block.headings, *block.anchors]
    stretches = [stretch for row in shown for stretch in row.stretches if stretch.is_figure or block.headed(stretch) < HEADING]
    gap = RIVER * median(row.height for row in shown)
    wide = _covered(stretches, len(shown) // STRAY_SHARE, gap)
    alone = [stretch for stretch in stretches if not any(shared(stretch, column) > 0 for column in wide)]
    return tuple(sorted([*wide, *_covered(alone, 0, gap)], key=lambda column: column.x0))


def _covered(stretches: Sequence[Stretch], strays: int, gap: float) -> list[Column]:
    """The stretches of the width over which more than so many lie."""
    ends = sorted([(one.x0, 1) for one in stretches] + [(one.x1 + gap, -1) for one in stretches])
    found, depth, begin = [], 0, 0.0
    for x, step in ends:
        if depth <= strays < depth + step:
            begin = x
        elif depth + step <= strays < depth:
            found.append(Column(begin, x - gap))
        depth += step
    return found


def shared(stretch: Stretch, column: Column | Stretch) -> float:
    """Give how far a stretch lies over a column; below nought: how far beside it."""
    return min(stretch.x1, column.x1) - max(stretch.x0, column.x0)


def line_of(row: VisualRow, columns: Sequence[Column]) -> Line:
    """The words of a row by columns; a stretch over several columns is parted only where it holds a figure."""
    cells: list[list[Word]] = [[] for _ in columns]
    edges = [(left.x1 + right.x0) / 2 for left, right in pairwise(columns)]
    for stretch in row.stretches:
        first, last = bisect_left(edges, stretch.x0), bisect_left(edges, stretch.x1)
        if first == last:
            cells[first] += stretch.words
        elif not _may_part(stretch):
            cells[first if _has_letters(stretch) else _most_shared(stretch, columns)] += stretch.words
        else:
            _part(stretch, first, columns, edges, cells)
    return tuple(map(tuple, cells))


def _most_shared(stretch: Stretch, columns: Sequence[Column]) -> int:
    return max(range(len(columns)), key=lambda index: shared(stretch, columns[index]))


def _part(stretch: Stretch, first: int, columns: Sequence[Column], edges: Sequence[float], cells: Sequence[list[Word]]) -> None:
    """Word by word: one that stands over another column, and all behind it, belong there."""
    place = first
    for word, middle in _middles(stretch):
        column = bisect_left(edges, middle)
        place = column if columns[column].x0 <= middle <= columns[column].x1 else place
        cells[place].append(word)


def _may_part(stretch: Stretch) -> bool:
    """Whether a figure stands at one of its ends."""
    return is_figure(stretch.words[0].text) or is_figure(stretch.words[-1].text)


def _has_letters(stretch: Stretch) -> bool:
    return any(map(str.isalpha, stretch.text))


def joined(block: Block, columns: Sequence[Column]) -> list[Line]:
    """The rows of the table: lines without figures belong to the row above them, or below where the figures have no words."""
    above = sum(map(_has_words, block.anchors)) >= TEXT_SHARE * len(block.anchors)
    found: list[Line] = []
    waiting: list[Line] = []
    last: VisualRow | None = None
    anchors = set(map(id, block.anchors))
    for row in block.rows:
        line = line_of(row, columns)
        if id(row) in anchors and found and last is not None and _follows(last, row) and _completes(found[-1], line):
            found[-1] = merged([found[-1], line])
        elif id(row) in anchors:
            found.append(merged([*waiting, line]))
            waiting = []
        elif not above:
            waiting.append(line)
        elif found and last is not None and (row.y0 < block.anchors[-1].y0 or _goes_on(last, row, block.anchors[-1])):
            found[-1] = merged([found[-1], line])
        last = row
    return found


def _completes(above: Line, line: Line) -> bool:
    """Whether a row only fills what the one right above it leaves empty: the figures of one thing, set on two lines."""
    figures = [(bool(upper), is_figure(text)) for upper, text in zip(above, map(text_of, line), strict=True)]
    return not (above[0] and line[0]) and not any(is_filled for is_filled, figure in figures if figure)


def text_of(words: Sequence[Word]) -> str:
    """Give the words of a cell as its text."""
    return " ".join(word.text for word in words)


def _goes_on(above: VisualRow, row: VisualRow, anchor: VisualRow) -> bool:
    """Whether a line behind the last row of figures is more of its words: right below them, and in their column."""
    if len(row.stretches) > 1 or row.y0 - above.y1 > NEAR_LAST_LINE * max(row.height, above.height):
        return False
    line = row.stretches[0]
    for words, behind in pairwise([*anchor.stretches, Stretch(line.x1, line.x1, (), "")]):
        if not words.is_figure and abs(words.x0 - line.x0) <= row.height:
            return line.x1 <= max(behind.x0, words.x1)
    return False


def by_bands(block: Block, columns: Sequence[Column], lines: Sequence[float]) -> list[Line] | None:
    """The rows of the table between horizontal lines, where each of these has one row of figures at most; None elsewhere."""
    bands: dict[int, list[VisualRow]] = {}
    for row in (*block.above, *block.rows):
        bands.setdefault(bisect_left(lines, row.middle), []).append(row)
    anchors = set(map(id, block.anchors))
    counts = [sum(id(row) in anchors for row in rows) for rows in bands.values()]
    if len(bands) < 2 or max(counts) > 1 or counts.count(1) < 2:
        return None
    first = counts.index(1)
    return [merged([line_of(row, columns) for row in rows]) for rows in list(bands.values())[first:]]


def merged(lines: Sequence[Line]) -> Line:
    """Give at least one line as one: the words of each cell, one line after the other."""
    return tuple(tuple(word for cell in cells for word in cell) for cells in zip(*lines, strict=True))


def heading_of(block: Block, columns: Sequence[Column]) -> list[Line]:
    """The headings as one row, if there are any."""
    return [merged([_heading(row, columns) for row in block.headings])] if block.headings else []


def _heading(row: VisualRow, columns: Sequence[Column]) -> Line:
    """One heading over each column, in order; where there are more or fewer, each word over the nearest."""
    if len(row.stretches) == len(columns):
        return tuple(stretch.words for stretch in row.stretches)
    cells: list[list[Word]] = [[] for _ in columns]
    for stretch in row.stretches:
        for word, middle in _middles(stretch):
            near = [max(column.x0 - middle, middle - column.x1) for column in columns]
            cells[near.index(min(near))].append(word)
    return tuple(map(tuple, cells))


def _middles(stretch: Stretch) -> Iterator[tuple[Word, float]]:
    """Its words, with the middle of each in the units of the page."""
    first = stretch.words[0].box.x0
    scale = (stretch.x1 - stretch.x0) / max(max(word.box.x1 for word in stretch.words) - first, 1e-9)
    for word in stretch.words:
        yield word, stretch.x0 + ((word.box.x0 + word.box.x1) / 2 - first) * scale


def is_table(lines: Sequence[Line], has_heading: bool) -> bool:
    """Whether rows of figures are worth the name: columns of figures, no list of labels with their values.

    Two columns are a table where things have prices; three and more where one holds figures, and these are amounts or stand
    under a heading. One row needs a heading over figures.
    """
    texts = [list(map(text_of, line)) for line in lines]
    if not texts or sum(row[0].endswith(":") for row in texts) > LABEL_SHARE * len(texts):
        return False
    width = sum(any(column) for column in zip(*texts, strict=True))
    if len(texts) == 1:
        return has_heading and width > 2 and sum(map(is_figure, texts[0])) > 1 and any(map(is_money, texts[0]))
    if width == 2:
        return _prices(texts)
    has_money = any(is_money(text) for row in texts for text in row)
    figures = [column for column in zip(*texts, strict=True) if _is_of_figures(column)]
    return width > 2 and bool(figures) and (has_money or (has_heading and not all(map(_is_of_dates, figures))))


def _prices(texts: Sequence[Sequence[str]]) -> bool:
    priced = [row for row in texts if row[0] and any(map(str.isalpha, row[0])) and is_money(row[-1])]
    return len(priced) >= max(2, FIGURE_SHARE * len(texts))


def _is_of_dates(column: Sequence[str]) -> bool:
    return all(is_date(text) for text in column if is_figure(text))


def _is_of_figures(column: Sequence[str]) -> bool:
    filled = [text for text in column if text]
    figures = sum(map(is_figure, filled))
    return figures > 1 and figures >= FIGURE_SHARE * len(filled)
