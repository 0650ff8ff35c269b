"""What is true of a generated document: normalised fields, lines, taxes, and where each of them is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.types import DocumentKind, FieldName
from training.documents.canvas import Printed
from training.documents.spec import DocumentSpec, SpecLine, TaxSum


@dataclass(frozen=True, slots=True)
class Truth:
    """`fields`, `line_items` and `tax_lines` hold normalised strings; `printed` has label → verbatim text and box.

    Labels are field names, `line_items[i].<column>` and `tax_lines[i].<column>`. `vendor_names` are other names of the seller
    that a person might write as well: the legal one beside the one on the sign.
    """

    kind: DocumentKind
    fields: Mapping[FieldName, str]
    line_items: tuple[Mapping[str, str], ...]
    tax_lines: tuple[Mapping[str, str], ...]
    printed: Mapping[str, Printed]
    vendor_names: tuple[str, ...] = ()


def truth_of(spec: DocumentSpec, printed: Mapping[str, Printed]) -> Truth:
    """What a sample says: the fields that it prints, and all that is true of its lines and taxes."""
    names = tuple(filter(None, (spec.seller.brand, spec.seller.name)))
    fields = _printed_fields(spec, names, printed)
    return Truth(
        kind=spec.kind,
        fields=fields,
        line_items=tuple(_line(line) for line in spec.lines),
        tax_lines=tuple(_tax(row) for row in spec.taxes),
        printed=printed,
        vendor_names=tuple(name for name in names if name != fields.get(FieldName.VENDOR)),
    )


def printed_truth(spec: DocumentSpec, printed: Mapping[str, Printed]) -> Truth:
    """What can be read of a document: of its lines and taxes, too, only what the layout really printed.

    A line of which no amount is printed is none; of a row of taxes at least the tax is printed.
    """
    return replace(
        truth_of(spec, _with_tax(spec, printed)),
        line_items=_printed_rows("line_items", "amount", [_whole_line(line) for line in spec.lines], printed),
        tax_lines=_printed_rows("tax_lines", "tax", [_tax(row) for row in spec.taxes], printed),
    )


def _with_tax(spec: DocumentSpec, printed: Mapping[str, Printed]) -> Mapping[str, Printed]:
    """Where no sum of taxes is printed, a row of all the tax there is (the others being zero) says it as well."""
    rows = (f"tax_lines[{index}].tax" for index, row in enumerate(spec.taxes) if row.tax == spec.tax)
    places = [printed[row] for row in rows if row in printed]
    return {**printed, "tax": places[0]} if places and "tax" not in printed else printed


def _printed_fields(spec: DocumentSpec, names: Sequence[str], printed: Mapping[str, Printed]) -> Mapping[FieldName, str]:
    """The fields that have a place, and the currency, which a reader has to find out in any case."""
    fields = {name: value for name, value in _fields(spec).items() if name is FieldName.CURRENCY or name.value in printed}
    if FieldName.VENDOR in fields:
        fields[FieldName.VENDOR] = _named(names, printed["vendor"].text)
    if FieldName.VENDOR_TAX_ID in fields:
        fields[FieldName.VENDOR_TAX_ID] = _identity(spec.seller.tax_id, printed["vendor_tax_id"].text)
    return {name: value for name, value in fields.items() if value}


def _named(names: Sequence[str], text: str) -> str:
    """Which of the names the sign prints; it may be in capitals."""
    return next((name for name in names if name.casefold() == text.casefold()), text)


def _identity(number: str, text: str) -> str:
    """The number without blanks and dots; without the letters of the country where the paper has none."""
    shown = re.sub(r"[^0-9A-Z]", "", text.upper())
    return number if shown.startswith(number) else shown


def _printed_rows(
    table: str, needed: str, rows: Sequence[Mapping[str, str]], printed: Mapping[str, Printed]
) -> tuple[Mapping[str, str], ...]:
    shown = [
        {column: value for column, value in row.items() if f"{table}[{index}].{column}" in printed}
        for index, row in enumerate(rows)
    ]
    return tuple(row for row in shown if needed in row)


def _fields(spec: DocumentSpec) -> Mapping[FieldName, str]:
    """Every field, "" where there is none."""
    return {
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
        FieldName.AMOUNT_DUE: str(spec.amount_due),
        FieldName.TIP: str(spec.tip),
        FieldName.ROUNDING: str(spec.rounding),
        FieldName.PREPAID: str(spec.prepaid),
        FieldName.DUE_DATE: spec.due_date.isoformat() if spec.due_date else "",
        FieldName.SERVICE_DATE: spec.service_date.isoformat() if spec.service_date else "",
    }


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


def _whole_line(line: SpecLine) -> Mapping[str, str]:
    return {**_line(line), "unit": line.unit, "discount": str(line.discount), "tax_mark": line.tax_mark, "code": line.code}


def _tax(row: TaxSum) -> Mapping[str, str]:
    return {"rate": _plain(row.rate), "net": str(row.net), "tax": str(row.tax), "gross": str(row.gross)}
