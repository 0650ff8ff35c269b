"""What is true of a generated document: normalised fields, lines, taxes, and where each of them is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from services.types import DocumentKind, FieldName
from training.documents.canvas import Printed
from training.documents.spec import DocumentSpec, PaymentMethod, SpecLine, TaxSum


@dataclass(frozen=True, slots=True)
class Truth:
    """`fields`, `line_items` and `tax_lines` hold normalised strings; `printed` has label → verbatim text and box.

    Labels are field names, `line_items[i].<column>` and `tax_lines[i].<column>`.
    """

    kind: DocumentKind
    fields: Mapping[FieldName, str]
    line_items: tuple[Mapping[str, str], ...]
    tax_lines: tuple[Mapping[str, str], ...]
    printed: Mapping[str, Printed]

    def with_printed(self, printed: Mapping[str, Printed]) -> Truth:
        return replace(self, printed=printed)


def truth_of(spec: DocumentSpec, printed: Mapping[str, Printed]) -> Truth:
    """The values that a sample shows, as the manifest tells them."""
    return Truth(
        kind=spec.kind,
        fields=_fields(spec),
        line_items=tuple(_line(line) for line in spec.lines),
        tax_lines=tuple(_tax(row) for row in spec.taxes),
        printed=printed,
    )


def _fields(spec: DocumentSpec) -> Mapping[FieldName, str]:
    values = {
        FieldName.VENDOR: spec.seller.name,
        FieldName.DATE: spec.issued.date().isoformat(),
        FieldName.TOTAL: str(spec.total),
        FieldName.CURRENCY: spec.currency,
        FieldName.TAX: str(spec.tax),
        FieldName.NET: str(spec.net),
        FieldName.INVOICE_NUMBER: spec.number,
        FieldName.VENDOR_TAX_ID: spec.seller.tax_id,
        FieldName.VENDOR_IBAN: spec.seller.iban,
        FieldName.PAYMENT_METHOD: spec.payment.method.value,
        FieldName.CARD_LAST4: spec.payment.card_last4,
        FieldName.CUSTOMER: spec.buyer.name if spec.buyer else "",
        FieldName.AMOUNT_DUE: str(spec.total) if spec.payment.method is PaymentMethod.TRANSFER else "",
        FieldName.DUE_DATE: spec.due_date.isoformat() if spec.due_date else "",
        FieldName.SERVICE_DATE: spec.service_date.isoformat() if spec.service_date else "",
    }
    return {name: value for name, value in values.items() if value}


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _line(line: SpecLine) -> Mapping[str, str]:
    return {
        "description": line.description,
        "quantity": _plain(line.quantity),
        "unit_price": str(line.unit_price),
        "amount": str(line.amount),
        "tax_rate": _plain(line.tax_rate),
    }


def _tax(row: TaxSum) -> Mapping[str, str]:
    return {"rate": _plain(row.rate), "net": str(row.net), "tax": str(row.tax), "gross": str(row.gross)}
