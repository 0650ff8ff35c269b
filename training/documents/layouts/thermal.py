"""A thermal receipt of an Irish shop, in English."""

from __future__ import annotations

from training.documents.canvas import Canvas
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
    roll.row("TOTAL EUR", _amount(spec, "total"), style=STRONG, label="total")
    roll.gap()
    _payment(roll, spec)
    _taxes(roll, spec)
    roll.gap()
    roll.centre("Thank you for your custom")
    return roll.cut()


def _amount(spec: DocumentSpec, name: str) -> str:
    return amount_text({"total": spec.total, "tax": spec.tax, "net": spec.net}[name], spec.language)


def _head(roll: TillRoll, spec: DocumentSpec) -> None:
    seller = spec.seller
    roll.centre(seller.name, style=HEAD, label="vendor")
    roll.centre(seller.street)
    roll.centre(f"{seller.city}, {seller.postcode}")
    roll.centre(f"Tel {seller.phone}")
    roll.centre(f"VAT No {seller.tax_id}", label="vendor_tax_id")
    roll.rule()
    roll.row("Receipt", spec.number, label="invoice_number")
    roll.row(date_text(spec.issued, spec.language), f"{spec.issued:%H:%M}", left_label="date")
    roll.rule()


def _line(roll: TillRoll, spec: DocumentSpec, index: int, line: SpecLine) -> None:
    label = f"line_items[{index}]"
    amount = amount_text(line.amount, spec.language)
    roll.row(line.description, amount, label=f"{label}.amount", left_label=f"{label}.description")
    if line.quantity != 1:
        price = amount_text(line.unit_price, spec.language)
        roll.row(f"  {quantity_text(line.quantity, spec.language)} x {price}", left_label=f"{label}.quantity")


def _payment(roll: TillRoll, spec: DocumentSpec) -> None:
    payment = spec.payment
    if payment.method is PaymentMethod.CASH and payment.tendered is not None and spec.change is not None:
        roll.row("CASH", amount_text(payment.tendered, spec.language), left_label="payment_method")
        roll.row("CHANGE", amount_text(spec.change, spec.language))
    else:
        roll.row("CARD", _amount(spec, "total"), left_label="payment_method")
        roll.named("Card no.", f"**** **** **** {payment.card_last4}", "card_last4")


def _taxes(roll: TillRoll, spec: DocumentSpec) -> None:
    roll.rule()
    roll.columns((("VAT %", ""), ("NET", ""), ("VAT", ""), ("GROSS", "")), _EDGES)
    for index, row in enumerate(spec.taxes):
        label = f"tax_lines[{index}]"
        amounts = (("net", row.net), ("tax", row.tax), ("gross", row.gross))
        cells = tuple((amount_text(amount, spec.language), f"{label}.{name}") for name, amount in amounts)
        rate = (quantity_text(row.rate, spec.language), f"{label}.rate")
        roll.columns((rate, *cells), _EDGES)
    sums = ((_amount(spec, "net"), "net"), (_amount(spec, "tax"), "tax"), (_amount(spec, "total"), ""))
    roll.columns((("Sum", ""), *sums), _EDGES)
