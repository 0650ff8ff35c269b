"""Lines without a table: a paragraph for each, its numbers in a sentence of labels and values."""

from __future__ import annotations

from training.documents.canvas import Align, Content, Span, spans_of
from training.documents.layouts.invoices.cells import Column, cells_of
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted, width_of
from training.documents.wordings.base import Variants

_COLUMNS = (Column.DESCRIPTION, Column.QUANTITY, Column.PRICE, Column.DISCOUNT, Column.RATE, Column.AMOUNT)


def line_blocks(*, numbered: bool = True) -> Part:
    """The description in bold, below it "Quantity: 2 pcs  Unit price: 4.00", and the amount at the right edge."""

    def draw(sheet: Sheet, area: Area) -> float:
        for index in range(len(sheet.spec.lines)):
            area = sheet.room(area, 4 * sheet.row_height())
            area = area._replace(y=_block(sheet, area, index, numbered=numbered) + 5)
        return area.y

    return draw


def _block(sheet: Sheet, area: Area, index: int, *, numbered: bool) -> float:
    bold, plain = sheet.style(bold=True), sheet.style(0.95)
    mark = f"{index + 1}."
    tab = width_of(f"{mark}0", bold) + 4 if numbered else 0.0
    if numbered:
        sheet.write(area.x0, area.y, mark, bold)
    cells = cells_of(sheet, index, _COLUMNS, width=area.width - tab - 90, style=bold)
    for row in cells[Column.DESCRIPTION]:
        sheet.write(area.x0 + tab, area.y, row, bold, continues=True)
        area = area._replace(y=area.y + sheet.row_height())
    amount = cells[Column.AMOUNT][0]
    sheet.write(area.x1, area.y, amount, plain, Align.RIGHT)
    content = _numbers(sheet, {column: cell[0] for column, cell in cells.items()})
    sheet.write(area.x0 + tab, area.y, content, fitted(content, plain, area.width - tab - width_of(amount, plain) - 20))
    return area.y + sheet.row_height()


def _numbers(sheet: Sheet, values: dict[Column, Content]) -> Content:
    words = sheet.words
    labels: dict[Column, Variants] = {
        Column.QUANTITY: words.quantity_labels,
        Column.PRICE: words.unit_price_labels,
        Column.DISCOUNT: words.discount_labels,
        Column.RATE: words.rate_labels,
    }
    pieces: list[str | Span] = []
    for column in filter(values.__contains__, labels):
        pieces += [sheet.label(labels[column]), *spans_of(values[column])]
    return tuple(pieces)
