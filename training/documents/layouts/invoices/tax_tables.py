"""The table of taxes: a row for each rate."""

from __future__ import annotations

from training.documents.canvas import Align, Content, field
from training.documents.layouts.invoices.cells import rate_text
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted
from training.documents.spec import TaxSum


def tax_table(*, ruled: bool = True, share: float = 0.6, align: Align = Align.RIGHT, with_sums: float = 0.5) -> Part:
    """A row for each rate: rate, net, tax and gross, and a row of sums on some documents."""

    def draw(sheet: Sheet, area: Area) -> float:
        width = share * area.width
        x0 = area.x0 if align is Align.LEFT else area.x1 - width
        own = Area(x0, x0 + width, area.y)
        words = sheet.words
        heads = tuple(sheet.head(name) for name in (words.rate_labels, words.net_labels, words.tax_labels, words.gross_labels))
        own = own._replace(y=_tax_row(sheet, own, heads, bold=sheet.chance("bold tax heads", 0.6)))
        for index, row in enumerate(sheet.spec.taxes):
            if ruled:
                sheet.canvas.rule(own.x0, own.x1, own.y, width=0.3)
            own = own._replace(y=_tax_row(sheet, own, _tax_cells(sheet, index, row)))
        if len(sheet.spec.taxes) > 1 and sheet.chance("sums of tax table", with_sums):
            sheet.canvas.rule(own.x0, own.x1, own.y)
            own = own._replace(y=_tax_row(sheet, own, _sum_cells(sheet), bold=True))
        return own.y + 4

    return draw


def _tax_cells(sheet: Sheet, index: int, row: TaxSum) -> tuple[Content, ...]:
    label, alone = f"tax_lines[{index}]", len(sheet.spec.taxes) == 1
    return (
        field(rate_text(sheet, row.rate), f"{label}.rate"),
        sheet.money(row.net, f"{label}.net", *(("net",) if alone else ())),
        sheet.money(row.tax, f"{label}.tax", *(("tax",) if alone else ())),
        sheet.money(row.gross, f"{label}.gross"),
    )


def _sum_cells(sheet: Sheet) -> tuple[Content, ...]:
    spec = sheet.spec
    label = sheet.pick("sum mark", ("Σ", "=", "")) if sheet.chance("sum sign", 0.2) else sheet.word(sheet.words.subtotal_labels)
    return label, sheet.money(spec.net, "net"), sheet.money(spec.tax, "tax"), sheet.money(spec.net + spec.tax)


def _tax_row(sheet: Sheet, area: Area, cells: tuple[Content, ...], *, bold: bool = False) -> float:
    style, step = sheet.style(0.95, bold=bold), area.width / len(cells)
    for index, cell in enumerate(cells):
        sheet.write(area.x0 + (index + 1) * step - 4, area.y + 2, cell, fitted(cell, style, step - 8), Align.RIGHT)
    return area.y + style.size * 1.38 + 3
