"""A German till receipt: letters for the tax rates, Summe, bar gegeben and Rückgeld, table of the Mehrwertsteuer."""

from __future__ import annotations

from decimal import Decimal

from training.documents.canvas import Canvas, Span, field
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
    roll.row(("SUMME", field(spec.currency, "currency")), _amount(spec, spec.total, "total"), style=STRONG)
    roll.gap()
    _payment(roll, spec)
    roll.rule()
    _taxes(roll, spec)
    _foot(roll, spec)
    return roll.cut()


def _amount(spec: DocumentSpec, amount: Decimal, *labels: str) -> Span:
    return field(amount_text(amount, spec.language), *labels)


def _letter(spec: DocumentSpec, rate: Decimal) -> str:
    return "ABCD"[spec.rates.index(rate)]


def _head(roll: TillRoll, spec: DocumentSpec) -> None:
    seller = spec.seller
    roll.centre(field(seller.name, "vendor"), style=HEAD)
    roll.centre(seller.street)
    roll.centre(f"{seller.postcode} {seller.city}")
    roll.centre(f"Tel. {seller.phone}")
    roll.centre(("USt-IdNr.", field(seller.tax_id, "vendor_tax_id")))
    roll.gap()


def _line(roll: TillRoll, spec: DocumentSpec, index: int, line: SpecLine) -> None:
    label = f"line_items[{index}]"
    amount = (_amount(spec, line.amount, f"{label}.amount"), _letter(spec, line.tax_rate))
    roll.row(field(line.description, f"{label}.description"), amount)
    if line.quantity != 1:
        quantity = field(quantity_text(line.quantity, spec.language), f"{label}.quantity")
        times = "kg x" if line.unit == "kg" else "x"
        roll.row(("  ", quantity, times, _amount(spec, line.unit_price, f"{label}.unit_price")))


def _payment(roll: TillRoll, spec: DocumentSpec) -> None:
    payment = spec.payment
    if payment.method is PaymentMethod.CASH and payment.tendered is not None and spec.change is not None:
        roll.row(field("Bar gegeben", "payment_method"), _amount(spec, payment.tendered))
        roll.row("Rückgeld", _amount(spec, spec.change))
    else:
        roll.row(field("Kartenzahlung", "payment_method"), _amount(spec, spec.total))
        roll.row(("Karte #### #### ####", field(payment.card_last4, "card_last4")))


def _taxes(roll: TillRoll, spec: DocumentSpec) -> None:
    roll.columns(("MwSt %", "Netto", "MwSt", "Brutto"), _EDGES)
    for index, row in enumerate(spec.taxes):
        label = f"tax_lines[{index}]"
        amounts = (("net", row.net), ("tax", row.tax), ("gross", row.gross))
        rate = (_letter(spec, row.rate), field(quantity_text(row.rate, spec.language), f"{label}.rate"))
        roll.columns((rate, *(_amount(spec, amount, f"{label}.{name}") for name, amount in amounts)), _EDGES)
    sums = (_amount(spec, spec.net, "net"), _amount(spec, spec.tax, "tax"), _amount(spec, spec.total))
    roll.columns(("Gesamt", *sums), _EDGES)


def _foot(roll: TillRoll, spec: DocumentSpec) -> None:
    roll.rule()
    roll.row(field(date_text(spec.issued, spec.language), "date"), f"{spec.issued:%H:%M} Uhr")
    roll.row(("Bon-Nr.", field(spec.number, "invoice_number")))
    roll.gap()
    roll.centre("Vielen Dank für Ihren Einkauf!")
