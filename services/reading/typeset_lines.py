"""Blocks become lines: which words stand beside each other, and where. Lengths in points, from the left edge of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import NamedTuple

from services.reading.blocks import Block, Grid, Heading, PageBreak, Pairs, Paragraph, Text, Verbatim
from services.reading.numeric_columns import is_number
from services.reading.typeset_metrics import BODY, EM, MONO_ADVANCE, cells_of, width_of
from services.reading.typeset_words import LINE, SHORT, WORD, paragraphs, widths_of

HEADINGS = {1: 16.0, 2: 13.0}
LEAST_SIZE = 6.0
GAP = 6.0  # above a block
COLUMN_GAP = 9.0
MORE_GAP = 27.0  # between columns that leave room: what stands side by side is not one line
LABEL_SHARE = 0.45  # of the width, for the labels of pairs
ROWS_MEASURED = 500
PROSE_COLUMNS = 95  # text with lines that fit no page is wrapped at these
TAB = 8
ROUNDING = 0.01  # pt
VERBATIM_MEASURED = 1_000_000  # characters
_VERBATIM_LINE = re.compile(r"[^\n]*\n|[^\n]+")


SetWord = tuple[str, float, float, str]  # where it stands on its line (left, right), and its mark; there are so many


class SetLine(NamedTuple):
    """Words beside each other. `gap` is free above them."""

    words: tuple[SetWord, ...]
    size: float = BODY
    gap: float = 0.0
    is_mono: bool = False
    is_underlined: bool = False
    begins_page: bool = False


class _Place(NamedTuple):
    """Where lines begin, how wide they are, and whether they are set to the right."""

    begin: float
    width: float
    to_the_right: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns beside each other in a text of that width; those that hold numbers are set to the right."""

    places: Sequence[_Place]
    available: float
    size: float = BODY


def lines_of(block: Block, width: float, longest: int) -> Iterator[SetLine]:
    """Give the lines of a block in a column of that width. Words of more than `longest` characters are broken."""
    match block:
        case PageBreak():
            yield SetLine((), begins_page=True)
        case Verbatim(text):
            yield from _spaced(_verbatim(text, width, longest))
        case Heading(text, level):
            size = HEADINGS.get(level, BODY + 1)
            yield from _spaced(SetLine(words, size) for words in _wrapped(text, _Place(0.0, width), size, longest))
        case Paragraph(text):
            yield from _spaced(map(SetLine, _wrapped(text, _Place(0.0, width), BODY, longest)))
        case Pairs(rows):
            yield from _spaced(_pairs(rows, width, longest))
        case Grid():
            yield from _grid(block, width, longest)


def _spaced(lines: Iterator[SetLine]) -> Iterator[SetLine]:
    first = next(lines, None)
    if first is not None:
        yield first._replace(gap=GAP)
        yield from lines


def _wrapped(text: Text, place: _Place, size: float, longest: int) -> Iterator[tuple[SetWord, ...]]:
    begin, width, to_the_right = place
    space, right, mark = width_of(" ", size), begin + width, text.mark
    for paragraph in paragraphs(text.text):
        line: list[SetWord] = []
        at = begin
        for word, advance in paragraph:
            extent = advance * size / EM
            is_short = extent <= width and len(word) <= longest
            for part, taken in ((word, extent),) if is_short else _broken(word, width, size, longest):
                if line and at + taken > right + ROUNDING:
                    yield _moved(line, right) if to_the_right else tuple(line)
                    line, at = [], begin
                line.append((part, at, at + taken, mark))
                at += taken + space
        if line:
            yield _moved(line, right) if to_the_right else tuple(line)


def _moved(line: Sequence[SetWord], right: float) -> tuple[SetWord, ...]:
    by = right - line[-1][2]
    return tuple([(text, x0 + by, x1 + by, mark) for text, x0, x1, mark in line])


def _broken(word: str, width: float, size: float, longest: int) -> Iterator[tuple[str, float]]:
    """A word that fits no line, in parts that do, each with its width."""
    begin, extent = 0, 0.0
    for index, letter in enumerate(word):
        extent += width_of(letter, size)
        if index > begin and (extent > width or index - begin >= longest):
            yield word[begin:index], width_of(word[begin:index], size)
            begin, extent = index, width_of(letter, size)
    yield word[begin:], width_of(word[begin:], size)


def _pairs(rows: Sequence[tuple[str, Text]], width: float, longest: int) -> Iterator[SetLine]:
    widest = max((widths_of(label[:SHORT])[1] for label, _ in rows), default=0.0)
    value_at = min(widest, LABEL_SHARE * width) + COLUMN_GAP
    columns = _Columns((_Place(0.0, value_at - COLUMN_GAP), _Place(value_at, width - value_at)), width)
    for label, value in rows:
        cells = Text(label), value
        places = columns.places if value.text.strip() else _overflowing(cells, columns, is_header=False)
        yield from _row(cells, places, BODY, longest)


def _grid(grid: Grid, width: float, longest: int) -> Iterator[SetLine]:
    """Where even small letters leave too little room, some columns are set below the others."""
    if grid.title:
        yield from _spaced(map(SetLine, _wrapped(Text(grid.title), _Place(0.0, width), BODY, longest)))
    header = tuple(map(Text, grid.header))
    count = max((len(row) for row in (header, *grid.rows)), default=0)
    rows = [_shortened(row) for row in (header, *grid.rows[:ROWS_MEASURED])]
    measured = [_measured(rows, grid.is_numeric[index : index + 1], index) for index in range(count)]
    needed = sum(least for least, _ in measured) + COLUMN_GAP * (count - 1)
    size = max(LEAST_SIZE, min(BODY, BODY * width / max(needed, 1.0)))
    for begin, end in _bands([least * size / BODY for least, _ in measured], width):
        columns = _columns(measured[begin:end], grid.is_numeric[begin:end], width, size)
        yield from _spaced(_band(grid, header, slice(begin, end), columns, longest))


def _band(grid: Grid, header: tuple[Text, ...], part: slice, columns: _Columns, longest: int) -> Iterator[SetLine]:
    head = list(_row(header[part], _overflowing(header[part], columns, is_header=True), columns.size, longest))
    yield from head[:-1]
    for last in head[-1:]:
        yield last._replace(is_underlined=True)
    for row in grid.rows:
        yield from _row(row[part], _overflowing(row[part], columns, is_header=False), columns.size, longest)


def _row(cells: Sequence[Text], places: Sequence[_Place], size: float, longest: int) -> Iterator[SetLine]:
    set_cells = [_wrapped(cell, place, size, longest) for cell, place in zip(cells, places, strict=False) if cell.text]
    for beside in zip_longest(*set_cells, fillvalue=()):
        yield SetLine(tuple(chain.from_iterable(beside)), size)


def _overflowing(cells: Sequence[Text], columns: _Columns, *, is_header: bool) -> Sequence[_Place]:
    """As in a spreadsheet, words reach over the empty cells to their right, and only numbers are set to the right."""
    end = columns.available
    wider: list[_Place] = []
    for cell, place in reversed(list(zip(cells, columns.places, strict=False))):
        to_the_right = place.to_the_right and (is_header or is_number(cell.text))
        wider.append(_Place(place.begin, place.width if to_the_right else max(place.width, end - place.begin), to_the_right))
        end = place.begin - COLUMN_GAP if cell.text.strip() else end
    return wider[::-1]


def _measured(rows: Sequence[tuple[Sequence[str], int]], is_numeric: tuple[bool, ...], index: int) -> tuple[float, float]:
    """The least width of a column (its longest word; a number is not broken) and the one without any wrapping, at `BODY`.

    What stands alone to the left of nothing but empty cells finds its room there.
    """
    there = [(row[index], index + 1 == len(row) or index < last) for row, last in rows if index < len(row)]
    holds_numbers = is_numeric == (True,)
    least = natural = 0.0
    for cell, has_neighbour in there:
        word, line = widths_of(cell)
        least = max(least, line if holds_numbers and is_number(cell) else word)
        natural = max(natural, line if has_neighbour else 0.0)
    return least, max(least, natural)


def _shortened(row: Sequence[Text]) -> tuple[Sequence[str], int]:
    """What is measured of a row, and the index of its last cell that is not empty."""
    cells = [cell.text[:SHORT] for cell in row]
    return cells, max((index for index, cell in enumerate(cells) if cell.strip()), default=-1)


def _bands(widths: Sequence[float], available: float) -> Iterator[tuple[int, int]]:
    begin, used = 0, 0.0
    for index, width in enumerate(widths):
        wanted = min(width, available)
        if index > begin and used + COLUMN_GAP + wanted > available:
            yield begin, index
            begin, used = index, wanted
        else:
            used += wanted + (COLUMN_GAP if index > begin else 0.0)
    if begin < len(widths):
        yield begin, len(widths)


def _columns(measured: Sequence[tuple[float, float]], is_numeric: Sequence[bool], available: float, size: float) -> _Columns:
    """As wide as the cells want; where that is too much, each gets its least and a share of the rest."""
    room = available - COLUMN_GAP * (len(measured) - 1)
    least = [min(width * size / BODY, room) for width, _ in measured]
    wanted = [width * size / BODY for _, width in measured]
    share = max(0.0, min(1.0, (room - sum(least)) / max(sum(wanted) - sum(least), ROUNDING)))
    widths = [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]
    gap = COLUMN_GAP + max(0.0, min(MORE_GAP, (room - sum(widths)) / max(len(widths) - 1, 1)))
    begins = [sum(widths[:index]) + gap * index for index in range(len(widths))]
    sides = [*is_numeric, *([False] * len(widths))][: len(widths)]
    return _Columns(list(map(_Place, begins, widths, sides)), available, size)


def _verbatim(text: str, width: float, longest: int) -> Iterator[SetLine]:
    letter = MONO_ADVANCE / EM
    longest_line = max((_cells(line[0].expandtabs(TAB)) for line in LINE.finditer(text, 0, VERBATIM_MEASURED)), default=1)
    size = min(BODY, width / (longest_line * letter))
    if size < LEAST_SIZE:
        size = width / (PROSE_COLUMNS * letter)
    columns = int(width / (size * letter) + ROUNDING)
    for line in _VERBATIM_LINE.finditer(text):
        for number, part in enumerate(line[0].split("\f")):
            if number:
                yield SetLine((), begins_page=True)
            yield from _verbatim_line(part.rstrip().expandtabs(TAB), columns, size, longest)


def _verbatim_line(line: str, columns: int, size: float, longest: int) -> Iterator[SetLine]:
    """A line, or several where it is longer than the page is wide."""
    cell = size * MONO_ADVANCE / EM
    words: list[SetWord] = []
    moved = 0  # columns by which what follows stands further left
    for at, word in _at_columns(line, min(columns // 2, longest)):
        begin, end = at - moved, at - moved + _cells(word)
        if end > columns:
            if words:
                yield SetLine(tuple(words), size, is_mono=True)
            words, moved, begin, end = [], at, 0, end - begin
        words.append((word, begin * cell, end * cell, ""))
    yield SetLine(tuple(words), size, is_mono=True)


def _at_columns(line: str, longest: int) -> Iterator[tuple[int, str]]:
    """The words of a line, in parts where they are too long, and the column at which each begins."""
    column = reached = 0
    for match in WORD.finditer(line):
        column += _cells(line[reached : match.start()])
        for begin in range(0, len(match[0]), longest):
            part = match[0][begin : begin + longest]
            yield column, part
            column += _cells(part)
        reached = match.end()


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(cells_of, text))
