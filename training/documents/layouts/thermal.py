"""A thermal receipt of an Irish shop, in English."""

from __future__ import annotations

from decimal import Decimal

from training.documents.canvas import Canvas, Span, field
from training.documents.formats import amount_text, date_text, quantity_text
from training.documents.layouts.till import HEAD, STRONG, TillRoll
from training.documents.spec import DocumentSpec, PaymentMethod, SpecLine

_EDGES = (0.22, 0.48, 0.72, 1.0)


def draw(spec: DocumentSpec) -> Canvas:
    roll = TillRoll()
    _head(roll, spec)
    for index, line in enumerate(spec.lines):
        _line(roll, spec, index, line)
    roll.rule()
    roll.row(("TOTAL", field(spec.currency, "currency")), _amount(spec, spec.total, "total"), style=STRONG)
    roll.gap()
    _payment(roll, spec)
    _taxes(roll, spec)
    roll.gap()
    roll.centre("Thank you for your custom")
    return roll.cut()


def _amount(spec: DocumentSpec, amount: Decimal, *labels: str) -> Span:
    return field(amount_text(amount, spec.language), *labels)


def _head(roll: TillRoll, spec: DocumentSpec) -> None:
    seller = spec.seller
    roll.centre(field(seller.name, "vendor"), style=HEAD)
    roll.centre(seller.street)
    roll.centre(f"{seller.city}, {seller.postcode}")
    roll.centre(f"Tel {seller.phone}")
    roll.centre(("VAT No", field(seller.tax_id, "vendor_tax_id")))
    roll.rule()
    roll.row("Receipt", field(spec.number, "invoice_number"))
    roll.row(field(date_text(spec.issued, spec.language), "date"), f"{spec.issued:%H:%M}")
    roll.rule()


def _line(roll: TillRoll, spec: DocumentSpec, index: int, line: SpecLine) -> None:
    label = f"line_items[{index}]"
    roll.row(field(line.description, f"{label}.description"), _amount(spec, line.amount, f"{label}.amount"))
    if line.quantity != 1:
        quantity = field(quantity_text(line.quantity, spec.language), f"{label}.quantity")
        roll.row((" ", quantity, "x", _amount(spec, line.unit_price, f"{label}.unit_price")))


def _payment(roll: TillRoll, spec: DocumentSpec) -> None:
    payment = spec.payment
    if payment.method is PaymentMethod.CASH and payment.tendered is not None and spec.change is not None:
        roll.row(field("CASH", "payment_method"), _amount(spec, payment.tendered))
        roll.row("CHANGE", _amount(spec, spec.change))
    else:
        roll.row(field("CARD", "payment_method"), _amount(spec, spec.total))
        roll.row(("Card no. **** **** ****", field(payment.card_last4, "card_last4")))


def _taxes(roll: TillRoll, spec: DocumentSpec) -> None:
    roll.rule()
    roll.columns(("VAT %", "NET", "VAT", "GROSS"), _EDGES)
    for index, row in enumerate(spec.taxes):
        label = f"tax_lines[{index}]"
        amounts = (("net", row.net), ("tax", row.tax), ("gross", row.gross))
        rate = field(quantity_text(row.rate, spec.language), f"{label}.rate")
        roll.columns((rate, *(_amount(spec, amount, f"{label}.{name}") for name, amount in amounts)), _EDGES)
    sums = (_amount(spec, spec.net, "net"), _amount(spec, spec.tax, "tax"), _amount(spec, spec.total))
    roll.columns(("Sum", *sums), _EDGES)
