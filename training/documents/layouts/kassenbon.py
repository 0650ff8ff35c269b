"""A German till receipt: letters for the tax rates, Summe, bar gegeben and Rückgeld, table of the Mehrwertsteuer."""

from __future__ import annotations

from decimal import Decimal

from training.documents.canvas import Canvas
from training.documents.formats import amount_text, date_text, quantity_text
from training.documents.layouts.till import HEAD, STRONG, TillRoll
from training.documents.spec import DocumentSpec, PaymentMethod, SpecLine

_EDGES = (0.26, 0.50, 0.74, 1.0)


def draw(spec: DocumentSpec) -> Canvas:
    roll = TillRoll()
    _head(roll, spec)
    roll.row("", "EUR")
    for index, line in enumerate(spec.lines):
        _line(roll, spec, index, line)
    roll.rule()
    roll.row("SUMME EUR", _text(spec, spec.total), style=STRONG, label="total")
    roll.gap()
    _payment(roll, spec)
    roll.rule()
    _taxes(roll, spec)
    _foot(roll, spec)
    return roll.cut()


def _text(spec: DocumentSpec, amount: Decimal) -> str:
    return amount_text(amount, spec.language)


def _letter(spec: DocumentSpec, rate: Decimal) -> str:
    return "ABCD"[spec.rates.index(rate)]


def _head(roll: TillRoll, spec: DocumentSpec) -> None:
    seller = spec.seller
    roll.centre(seller.name, style=HEAD, label="vendor")
    roll.centre(seller.street)
    roll.centre(f"{seller.postcode} {seller.city}")
    roll.centre(f"Tel. {seller.phone}")
    roll.centre(f"USt-IdNr. {seller.tax_id}", label="vendor_tax_id")
    roll.gap()


def _line(roll: TillRoll, spec: DocumentSpec, index: int, line: SpecLine) -> None:
    label = f"line_items[{index}]"
    amount = f"{_text(spec, line.amount)} {_letter(spec, line.tax_rate)}"
    roll.row(line.description, amount, label=f"{label}.amount", left_label=f"{label}.description")
    if line.quantity != 1:
        unit = f" {line.unit}" if line.unit == "kg" else ""
        price = f"{quantity_text(line.quantity, spec.language)}{unit} x {_text(spec, line.unit_price)}"
        roll.row(f"   {price}", left_label=f"{label}.quantity")


def _payment(roll: TillRoll, spec: DocumentSpec) -> None:
    payment = spec.payment
    if payment.method is PaymentMethod.CASH and payment.tendered is not None and spec.change is not None:
        roll.row("Bar gegeben", _text(spec, payment.tendered), left_label="payment_method")
        roll.row("Rückgeld", _text(spec, spec.change))
    else:
        roll.row("Kartenzahlung", _text(spec, spec.total), left_label="payment_method")
        roll.named("Karte", f"############{payment.card_last4}", "card_last4")


def _taxes(roll: TillRoll, spec: DocumentSpec) -> None:
    roll.columns((("MwSt %", ""), ("Netto", ""), ("MwSt", ""), ("Brutto", "")), _EDGES)
    for index, row in enumerate(spec.taxes):
        label = f"tax_lines[{index}]"
        amounts = (("net", row.net), ("tax", row.tax), ("gross", row.gross))
        cells = tuple((_text(spec, amount), f"{label}.{name}") for name, amount in amounts)
        rate = f"{_letter(spec, row.rate)} {quantity_text(row.rate, spec.language)}"
        roll.columns(((rate, f"{label}.rate"), *cells), _EDGES)
    sums = ((_text(spec, spec.net), "net"), (_text(spec, spec.tax), "tax"), (_text(spec, spec.total), ""))
    roll.columns((("Gesamt", ""), *sums), _EDGES)


def _foot(roll: TillRoll, spec: DocumentSpec) -> None:
    roll.rule()
    roll.row(date_text(spec.issued, spec.language), f"{spec.issued:%H:%M} Uhr", left_label="date")
    roll.named("Bon-Nr.", spec.number, "invoice_number")
    roll.gap()
    roll.centre("Vielen Dank für Ihren Einkauf!")
