"""An A4 invoice: letterhead, address, particulars, table of lines, sums, bank account."""

from __future__ import annotations

from decimal import Decimal

from training.documents.canvas import Align, Canvas, Face, Style
from training.documents.formats import amount_text, date_text, grouped, quantity_text
from training.documents.layouts.wording import WORDINGS, Wording
from training.documents.spec import DocumentSpec, Party, SpecLine

_LEFT, _RIGHT = 57.0, 538.0
_PLAIN, _BOLD = Style(), Style(Face.SANS_BOLD)
_SMALL = Style(size=8, grey=0.25)
_EDGES = (335.0, 410.0, 462.0, _RIGHT - 4)  # right edges of quantity, unit price, rate and amount
_ROW = 19.0


def draw(spec: DocumentSpec) -> Canvas:
    canvas, words = Canvas(595, 842), WORDINGS[spec.language]
    _letterhead(canvas, spec.seller)
    _particulars(canvas, spec, words)
    y = _lines(canvas, spec, words)
    y = _sums(canvas, spec, words, y)
    _bank(canvas, spec, words, y + 46)
    return canvas


def _letterhead(canvas: Canvas, seller: Party) -> None:
    canvas.text(_LEFT, 72, seller.name, Style(Face.SANS_BOLD, 17), label="vendor")
    canvas.text(_LEFT, 88, f"{seller.street}, {seller.postcode} {seller.city}", _SMALL)
    canvas.rule(_LEFT, _RIGHT, 98, width=1.2)


def _particulars(canvas: Canvas, spec: DocumentSpec, words: Wording) -> None:
    if spec.buyer:
        canvas.text(_LEFT, 140, spec.buyer.name, _PLAIN, label="customer")
        canvas.text(_LEFT, 154, spec.buyer.street, _PLAIN)
        canvas.text(_LEFT, 168, f"{spec.buyer.postcode} {spec.buyer.city}", _PLAIN)
    rows = [(words.number, spec.number, "invoice_number"), (words.date, date_text(spec.issued, spec.language), "date")]
    if spec.service_date:
        rows.append((words.service_date, date_text(spec.service_date, spec.language), "service_date"))
    if spec.due_date:
        rows.append((words.due_date, date_text(spec.due_date, spec.language), "due_date"))
    for index, (name, value, label) in enumerate(rows):
        canvas.text(350, 140 + 14 * index, name, _PLAIN)
        canvas.text(_RIGHT, 140 + 14 * index, value, _PLAIN, align=Align.RIGHT, label=label)
    canvas.text(_LEFT, 232, words.title, Style(Face.SANS_BOLD, 15))


def _lines(canvas: Canvas, spec: DocumentSpec, words: Wording) -> float:
    y = 268.0
    canvas.band(_LEFT, y - 13, _RIGHT, y + 6)
    canvas.text(_LEFT + 4, y, words.head[0], _BOLD)
    for name, edge in zip(words.head[1:], _EDGES, strict=True):
        canvas.text(edge, y, name, _BOLD, align=Align.RIGHT)
    for index, line in enumerate(spec.lines):
        y += _ROW
        _line(canvas, spec, words, index, line, y)
    canvas.rule(_LEFT, _RIGHT, y + 8)
    return y + 8


def _line(canvas: Canvas, spec: DocumentSpec, words: Wording, index: int, line: SpecLine, y: float) -> None:
    cells = (
        ("quantity", quantity_text(line.quantity, spec.language) + words.units[line.unit]),
        ("unit_price", amount_text(line.unit_price, spec.language)),
        ("tax_rate", quantity_text(line.tax_rate, spec.language)),
        ("amount", amount_text(line.amount, spec.language)),
    )
    canvas.text(_LEFT + 4, y, line.description, _PLAIN, label=f"line_items[{index}].description")
    for (name, text), edge in zip(cells, _EDGES, strict=True):
        canvas.text(edge, y, text, _PLAIN, align=Align.RIGHT, label=f"line_items[{index}].{name}")


def _sums(canvas: Canvas, spec: DocumentSpec, words: Wording, y: float) -> float:
    y = _sum(canvas, spec, y + _ROW, words.net, spec.net, "net")
    for index, row in enumerate(spec.taxes):
        name = f"{words.tax} {quantity_text(row.rate, spec.language)}% ({amount_text(row.net, spec.language)})"
        y = _sum(canvas, spec, y, name, row.tax, f"tax_lines[{index}].tax")
    if len(spec.taxes) > 1:
        y = _sum(canvas, spec, y, f"{words.tax} {words.total.lower()}", spec.tax, "tax")
    canvas.rule(330, _RIGHT, y - 12)
    return _sum(canvas, spec, y + 3, f"{words.total} {spec.currency}", spec.total, "total", _BOLD)


def _sum(canvas: Canvas, spec: DocumentSpec, y: float, name: str, amount: Decimal, label: str, style: Style = _PLAIN) -> float:
    canvas.text(334, y, name, style)
    canvas.text(_EDGES[-1], y, amount_text(amount, spec.language), style, align=Align.RIGHT, label=label)
    return y + _ROW


def _bank(canvas: Canvas, spec: DocumentSpec, words: Wording, y: float) -> None:
    seller = spec.seller
    canvas.text(_LEFT, y, words.bank, _BOLD)
    canvas.text(_LEFT, y + 15, "IBAN", _PLAIN)
    canvas.text(_LEFT + 32, y + 15, grouped(seller.iban), _PLAIN, label="vendor_iban")
    canvas.text(_LEFT, y + 30, words.reference, _PLAIN)
    canvas.rule(_LEFT, _RIGHT, 780)
    canvas.text(_LEFT, 794, words.tax_id, _SMALL)
    canvas.text(_LEFT + 70, 794, seller.tax_id, _SMALL, label="vendor_tax_id")
    canvas.text(_RIGHT, 794, f"{words.phone} {seller.phone}", _SMALL, align=Align.RIGHT)
