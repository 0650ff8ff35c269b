"""The table of lines: any choice of columns, several looks, over as many pages as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from training.documents.canvas import Align
from training.documents.layouts.invoices.cells import LEFT_COLUMNS, Cell, Column, cells_of, head_of
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted, width_of

PAD = 4.0
NARROWEST = 120.0  # points that the description gets at least


_UPPER = frozenset({Column.POSITION, Column.ARTICLE, Column.DESCRIPTION})  # these stay above where lines are stacked


class Rules(StrEnum):
    OPEN = "open"  # none at all
    HEAD = "head"  # one under the head, one at the end
    LINES = "lines"  # one under each line
    GRID = "grid"
    ZEBRA = "zebra"
    BAND = "band"  # a grey band behind the head


@dataclass(frozen=True, slots=True)
class TableLook:
    """`airiness` stretches the rows; `grouped` sets headings and sums between lines; `carries` brings sums over pages.

    `stacked` sets the description over the whole width, and the numbers of the line in the row below it.
    """

    columns: tuple[Column, ...]
    rules: Rules = Rules.HEAD
    has_head: bool = True
    bold_head: bool = True
    airiness: float = 1.0
    grouped: bool = False
    carries: bool = True
    scale: float = 1.0
    stacked: bool = False


def lines_table(look: TableLook) -> Part:
    return lambda sheet, area: _Table(sheet, area, look).draw()


class _Table:
    def __init__(self, sheet: Sheet, area: Area, look: TableLook) -> None:
        self.sheet, self.area, self.look = sheet, area, look
        self.y = self.top = area.y
        self.scale = look.scale
        lines = range(len(sheet.spec.lines))
        self.cells = [cells_of(sheet, index, look.columns) for index in lines]
        self.columns = tuple(column for column in look.columns if any(column in cells for cells in self.cells))
        self.widths = self._widths()
        while self._width_of_description() < NARROWEST and self.scale > 0.7:
            self.scale -= 0.06
            self.widths = self._widths()
        self.widths[Column.DESCRIPTION] = self._width_of_description()
        self.style = sheet.style(self.scale)
        self.pitch = sheet.row_height(self.scale)
        self.gap = 0.4 * self.pitch * look.airiness

    def _widths(self) -> dict[Column, float]:
        style, head = self.sheet.style(self.scale), self.sheet.style(self.scale, bold=self.look.bold_head)
        widths = {}
        for column in self.columns:
            cells = [width_of(row, style) for cells in self.cells if column in cells for row in cells[column]]
            heads = [width_of(row, head) for row in head_of(self.sheet, column)] if self.look.has_head else []
            widths[column] = max([*cells, *heads]) + 2 * PAD
        return widths

    def _width_of_description(self) -> float:
        return self.area.width - sum(width for column, width in self.widths.items() if column is not Column.DESCRIPTION)

    def draw(self) -> float:
        self._head()
        groups, total = self._groups(), Decimal(0)
        for index, line in enumerate(self.sheet.spec.lines):
            cells = self._wrapped(index)
            self._turn_page(index, self._height(cells), total)
            if index in groups:
                self._heading(groups[index])
            self._line(index, cells)
            total += line.amount
            if index + 1 in groups or (groups and index + 1 == len(self.cells)):
                self._sum_of_group(groups, index)
        self._end()
        return self.y + 4

    # Rows

    def _head(self) -> None:
        self.top = self.y
        if not self.look.has_head:
            return
        heads = {column: head_of(self.sheet, column) for column in self.columns}
        height = max(map(len, heads.values())) * self.pitch + 4
        if self.look.rules in {Rules.BAND, Rules.ZEBRA} or (
            self.look.rules is Rules.GRID and self.sheet.chance("grid band", 0.6)
        ):
            self.sheet.canvas.band(
                self.area.x0, self.y, self.area.x1, self.y + height, grey=self.sheet.pick("band", (0.8, 0.88, 0.93))
            )
        self._put(heads, self.y + 2, bold=self.look.bold_head)
        self.y += height
        if self.look.rules is not Rules.OPEN:
            self.sheet.canvas.rule(self.area.x0, self.area.x1, self.y)

    def _line(self, index: int, cells: dict[Column, Cell]) -> None:
        height = self._height(cells)
        if self.look.rules is Rules.ZEBRA and index % 2:
            self.sheet.canvas.band(self.area.x0, self.y, self.area.x1, self.y + height, grey=0.95)
        self._put(cells, self.y + self.gap / 2 + 1)
        self.y += height
        if self.look.rules in {Rules.LINES, Rules.GRID}:
            self.sheet.canvas.rule(self.area.x0, self.area.x1, self.y, width=0.3)

    def _wrapped(self, index: int) -> dict[Column, Cell]:
        width = self.widths[Column.DESCRIPTION]
        if self.look.stacked:
            width = self.area.width - sum(
                self.widths[column] for column in (Column.POSITION, Column.ARTICLE) if column in self.widths
            )
        cells = cells_of(self.sheet, index, self.look.columns, width=width - 2 * PAD, style=self.style)
        if not self.look.stacked:
            return cells
        above = ("",) * len(cells[Column.DESCRIPTION])
        return {column: cell if column in _UPPER else (*above, *cell) for column, cell in cells.items()}

    def _height(self, cells: dict[Column, Cell]) -> float:
        return max(map(len, cells.values())) * self.pitch + self.gap + 1

    def _put(self, cells: dict[Column, Cell], y: float, *, bold: bool = False) -> None:
        style = self.sheet.style(self.scale, bold=bold)
        x = self.area.x0
        for column in self.columns:
            width = self.widths[column]
            is_left = column in LEFT_COLUMNS
            for row, content in enumerate(cells.get(column, ())):
                own = fitted(content, style, width - 2 * PAD) if column is not Column.DESCRIPTION else style
                end = x + PAD if is_left else x + width - PAD
                align = Align.LEFT if is_left else Align.RIGHT
                if content:
                    self.sheet.write(end, y + row * self.pitch, content, own, align, continues=column is Column.DESCRIPTION)
            x += width

    def _heading(self, text: str) -> None:
        self.sheet.write(self.area.x0 + PAD, self.y + 3, text, self.sheet.style(self.scale, bold=True))
        self.y += self.pitch + 4

    def _sum(self, label: str, amount: Decimal, *, bold: bool = False) -> None:
        style = self.sheet.style(self.scale, bold=bold)
        end = self._amount_end()
        text = self.sheet.money(amount)
        self.sheet.write(end, self.y + 2, text, style, Align.RIGHT)
        self.sheet.write(end - max(width_of(text, style), 48) - 12, self.y + 2, label, style, Align.RIGHT)
        self.y += self.pitch + 3

    def _amount_end(self) -> float:
        before = self.columns[: self.columns.index(Column.AMOUNT) + 1]
        return self.area.x0 + sum(self.widths[column] for column in before) - PAD

    # Groups

    def _groups(self) -> dict[int, str]:
        """Where groups begin, with their headings."""
        count = len(self.cells)
        grouped = self.look.grouped or self.sheet.chance("groups", 0.08)
        if not grouped or count < 4:
            return {}
        starts = (0, count // 2) if count < 9 else (0, count // 3, 2 * count // 3)
        return dict(zip(starts, self.sheet.phrases.lists, strict=False))

    def _sum_of_group(self, groups: dict[int, str], last: int) -> None:
        start = max(index for index in groups if index <= last)
        amount = sum((line.amount for line in self.sheet.spec.lines[start : last + 1]), Decimal(0))
        self._sum(f"{self.sheet.word(self.sheet.words.subtotal_labels)} {groups[start]}", amount)

    # Pages

    def _turn_page(self, index: int, height: float, total: Decimal) -> None:
        reserve = 3 * self.pitch
        if self.y + height + reserve <= self.sheet.floor:
            return
        if self.look.carries and index:
            self._sum(self.sheet.word(self.sheet.phrases.carried), total)
        self._end()
        self.y = self.sheet.break_page()
        self._head()
        if self.look.carries and index:
            self._sum(self.sheet.word(self.sheet.phrases.brought), total)

    def _end(self) -> None:
        canvas, area = self.sheet.canvas, self.area
        if self.look.rules is not Rules.OPEN:
            canvas.rule(area.x0, area.x1, self.y)
        if self.look.rules is Rules.GRID:
            canvas.rule(area.x0, area.x1, self.top)
            x = area.x0
            for width in (0.0, *(self.widths[column] for column in self.columns)):
                x += width
                canvas.upright(x, self.top, self.y, width=0.4)
