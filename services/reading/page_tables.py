"""The tables of a page, by the lines drawn on it and by the places of its words. Pure.

Ruled: lines on all sides of the cells, or only between the rows. Unruled: rows that share columns of figures. A letter, a
list of labels with their values and a block of totals are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.reading.page_columns import (
    MOST_COLUMNS,
    Block,
    Line,
    blocks,
    by_bands,
    columns_of,
    heading_of,
    is_table,
    joined,
    merged,
    text_of,
    without_ends,
)
from services.reading.page_grid import Grid, Strokes, grids, strokes_of
from services.reading.page_rows import VisualRow, box_over, is_figure, visual_rows
from services.types import Box, Cell, Page, Table, TableOrigin, Word

CROSSING = 0.6  # of a table's width: a line at least this long parts its rows
NO_CELL = Cell("")


def page_tables(page: Page, rulings: Sequence[Box] = ()) -> tuple[Table, ...]:
    """Give the tables of a page from top to bottom, numbered from 1. `rulings` are the lines drawn on it.

    Cells of one row that stand on several lines are put together. Each cell has its box, an empty one none.
    """
    rows: Sequence[VisualRow] = visual_rows(page)
    strokes = strokes_of(rulings, page)
    found = []
    for grid in grids(strokes, page):
        inside, outside = _parted(rows, grid, page)
        lines = _of_grid(grid, inside, page)
        if lines:
            found.append(_table(lines, page, TableOrigin.RULED))
            rows = outside
    for block in blocks(rows):
        found += _of_block(block, strokes, page)
    placed = sorted(found, key=lambda table: table.box.y0 if table.box else 0.0)
    return tuple(replace(table, number=number) for number, table in enumerate(placed, start=1))


def _parted(rows: Sequence[VisualRow], grid: Grid, page: Page) -> tuple[list[list[Word]], list[VisualRow]]:
    """The words inside a grid row by row, and the rows of which nothing stands in it."""
    inside, outside = [], []
    for row in rows:
        words = [word for stretch in row.stretches for word in stretch.words if grid.holds(*_middle(word, page))]
        if words:
            inside.append(words)
        else:
            outside.append(row)
    return inside, outside


def _middle(word: Word, page: Page) -> tuple[float, float]:
    x0, y0, x1, y1 = word.box
    return (x0 + x1) / 2 * page.width, (y0 + y1) / 2 * page.height


def _of_grid(grid: Grid, inside: Sequence[Sequence[Word]], page: Page) -> list[Line]:
    """The rows between the lines; a stretch between two lines that holds several rows of figures is parted into these."""
    bands: dict[int, list[Line]] = {}
    for words in inside:
        cells: list[list[Word]] = [[] for _ in grid.xs[1:]]
        for word in words:
            cells[grid.column(*_middle(word, page))].append(word)
        bands.setdefault(grid.band(_middle(words[0], page)[1]), []).append(tuple(map(tuple, cells)))
    lines = [line for band in sorted(bands) for line in _of_band(bands[band])]
    return lines if sum(len([cell for cell in line if cell]) > 1 for line in lines) > 1 else []


def _of_band(lines: Sequence[Line]) -> list[Line]:
    figured = [_has_figures(line) for line in lines]
    if sum(figured) < 2:
        return [merged(lines)]
    found: list[Line] = []
    for line, is_new in zip(lines, figured, strict=True):
        if is_new or not found:
            found.append(line)
        else:
            found[-1] = merged([found[-1], line])
    return found


def _has_figures(line: Line) -> bool:
    texts = [text for text in map(text_of, line) if text]
    return len(texts) > 1 and any(map(is_figure, texts))


def _of_block(block: Block, strokes: Strokes, page: Page) -> Iterator[Table]:
    kept = without_ends(block)
    if not kept.anchors:
        return
    columns = columns_of(kept)
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return
    banded = by_bands(kept, columns, _crossing(kept, strokes, columns[-1].x1 - columns[0].x0))
    lines = banded or joined(kept, columns)
    if is_table(lines, bool(kept.headings)):
        yield _table([*heading_of(kept, columns), *lines], page, TableOrigin.RULED if banded else TableOrigin.UNRULED)


def _crossing(block: Block, strokes: Strokes, width: float) -> list[float]:
    """The heights of level lines among the rows that run through most of the columns."""
    top, bottom = (block.above or block.rows)[0].y0, block.rows[-1].y1
    return sorted(line.place for line in strokes.level if top < line.place < bottom and line.length >= CROSSING * width)


def _table(lines: Sequence[Line], page: Page, origin: TableOrigin) -> Table:
    """Without columns in which nothing stands."""
    filled = [any(cells) for cells in zip(*lines, strict=True)]
    rows = tuple(tuple(_cell(words) for words, is_filled in zip(line, filled, strict=True) if is_filled) for line in lines)
    boxes = [cell.box for row in rows for cell in row if cell.box]
    return Table(0, rows, origin, page.number, box_over(boxes))


def _cell(words: Sequence[Word]) -> Cell:
    return Cell(text_of(words), box_over([word.box for word in words])) if words else NO_CELL
