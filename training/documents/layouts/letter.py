"""An A4 invoice: letterhead, address, particulars, table of lines, sums, bank account."""

from __future__ import annotations

from decimal import Decimal

from training.documents.canvas import Align, Canvas, Content, Face, Span, Style, field
from training.documents.formats import amount_text, date_text, grouped, quantity_text
from training.documents.layouts.wording import WORDINGS, Wording
from training.documents.spec import DocumentSpec, Party, SpecLine

_LEFT, _RIGHT = 57.0, 538.0
_PLAIN, _BOLD = Style(), Style(Face.SANS_BOLD)
_SMALL = Style(size=8, grey=0.25)
_EDGES = (335.0, 410.0, 462.0, _RIGHT - 4)  # right edges of quantity, unit price, rate and amount
_SUMS, _ROW = 320.0, 19.0


def draw(spec: DocumentSpec) -> Canvas:
    canvas, words = Canvas(595, 842), WORDINGS[spec.language]
    _letterhead(canvas, spec.seller)
    _particulars(canvas, spec, words)
    y = _lines(canvas, spec, words)
    y = _sums(canvas, spec, words, y)
    _bank(canvas, spec, words, y + 56)
    return canvas


def _amount(spec: DocumentSpec, amount: Decimal, *labels: str) -> Span:
    return field(amount_text(amount, spec.language), *labels)


def _letterhead(canvas: Canvas, seller: Party) -> None:
    canvas.text(_LEFT, 72, field(seller.name, "vendor"), Style(Face.SANS_BOLD, 17))
    canvas.text(_LEFT, 88, f"{seller.street}, {seller.postcode} {seller.city}", _SMALL)
    canvas.rule(_LEFT, _RIGHT, 98, width=1.2)


def _particulars(canvas: Canvas, spec: DocumentSpec, words: Wording) -> None:
    if spec.buyer:
        canvas.text(_LEFT, 140, field(spec.buyer.name, "customer"), _PLAIN)
        canvas.text(_LEFT, 154, spec.buyer.street, _PLAIN)
        canvas.text(_LEFT, 168, f"{spec.buyer.postcode} {spec.buyer.city}", _PLAIN)
    days = (
        (words.date, "date", spec.issued.date()),
        (words.service_date, "service_date", spec.service_date),
        (words.due_date, "due_date", spec.due_date),
    )
    rows = [(words.number, field(spec.number, "invoice_number"))]
    rows += [(name, field(date_text(day, spec.language), label)) for name, label, day in days if day]
    for index, (name, value) in enumerate(rows):
        canvas.text(350, 140 + 14 * index, name, _PLAIN)
        canvas.text(_RIGHT, 140 + 14 * index, value, _PLAIN, align=Align.RIGHT)
    canvas.text(_LEFT, 232, words.title, Style(Face.SANS_BOLD, 15))


def _lines(canvas: Canvas, spec: DocumentSpec, words: Wording) -> float:
    y = 268.0
    canvas.band(_LEFT, y - 13, _RIGHT, y + 6)
    canvas.text(_LEFT + 4, y, words.head[0], _BOLD)
    _cells(canvas, y, words.head[1:], _BOLD)
    for index, line in enumerate(spec.lines):
        y += _ROW
        _line(canvas, spec, words, index, line, y)
    canvas.rule(_LEFT, _RIGHT, y + 8)
    return y + 8


def _line(canvas: Canvas, spec: DocumentSpec, words: Wording, index: int, line: SpecLine, y: float) -> None:
    label, unit = f"line_items[{index}]", words.units[line.unit]
    quantity = field(quantity_text(line.quantity, spec.language), f"{label}.quantity")
    cells: tuple[Content, ...] = (
        (quantity, unit) if unit else quantity,
        _amount(spec, line.unit_price, f"{label}.unit_price"),
        field(quantity_text(line.tax_rate, spec.language), f"{label}.tax_rate"),
        _amount(spec, line.amount, f"{label}.amount"),
    )
    canvas.text(_LEFT + 4, y, field(line.description, f"{label}.description"), _PLAIN)
    _cells(canvas, y, cells, _PLAIN)


def _cells(canvas: Canvas, y: float, cells: tuple[Content, ...], style: Style) -> None:
    for cell, edge in zip(cells, _EDGES, strict=True):
        canvas.text(edge, y, cell, style, align=Align.RIGHT)


def _sums(canvas: Canvas, spec: DocumentSpec, words: Wording, y: float) -> float:
    rows: list[tuple[Content, Span]] = [(words.net, _amount(spec, spec.net, "net"))]
    for index, row in enumerate(spec.taxes):
        label = f"tax_lines[{index}]"
        rate = field(f"{quantity_text(row.rate, spec.language)}%", f"{label}.rate")
        name = (words.tax, rate, words.tax_base, _amount(spec, row.net, f"{label}.net"))
        alone = ("tax",) if len(spec.taxes) == 1 else ()
        rows.append((name, _amount(spec, row.tax, f"{label}.tax", *alone)))
    if len(spec.taxes) > 1:
        rows.append((words.tax_total, _amount(spec, spec.tax, "tax")))
    for name_of_sum, amount in rows:
        y += _ROW
        _sum(canvas, y, name_of_sum, amount, _PLAIN)
    canvas.rule(_SUMS, _RIGHT, y + 7)
    total = _amount(spec, spec.total, "total", "amount_due")
    _sum(canvas, y + 22, (words.total, field(spec.currency, "currency")), total, _BOLD)
    return y + 22


def _sum(canvas: Canvas, y: float, name: Content, amount: Span, style: Style) -> None:
    canvas.text(_SUMS + 4, y, name, style)
    canvas.text(_EDGES[-1], y, amount, style, align=Align.RIGHT)


def _bank(canvas: Canvas, spec: DocumentSpec, words: Wording, y: float) -> None:
    seller = spec.seller
    canvas.text(_LEFT, y, field(words.bank, "payment_method"), _BOLD)
    canvas.text(_LEFT, y + 15, ("IBAN", field(grouped(seller.iban), "vendor_iban")), _PLAIN)
    canvas.text(_LEFT, y + 30, words.reference, _PLAIN)
    canvas.rule(_LEFT, _RIGHT, 780)
    canvas.text(_LEFT, 794, (words.tax_id, field(seller.tax_id, "vendor_tax_id")), _SMALL)
    canvas.text(_RIGHT, 794, f"{words.phone} {seller.phone}", _SMALL, align=Align.RIGHT)
