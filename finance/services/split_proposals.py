"""Splits proposed from what a document says. Nothing is written: a person takes them over, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from finance.models import Category, Document, SystemCategory, Vendor
from finance.selectors.documents import live_link, values_in_force
from finance.selectors.vendors import vendor_find, vendor_get
from finance.services.booking import Split
from finance.services.deciding import amount_to_book
from finance.services.deciding_direction import signed
from finance.services.document_way import way_in_force
from finance.services.split_figures import Figures, Line, Remark, Share, Shares, shares_of
from finance.services.vendors import compact, vendor_match_key
from services.types import FieldName

F = FieldName


@dataclass(frozen=True, slots=True)
class Proposal:
    """Splits as the simple form takes them, with the amount that they add up to; None and none where no total is known."""

    amount: Decimal | None
    currency: str | None
    splits: tuple[Split, ...]
    findings: tuple[Remark, ...]


def splits_propose(document: Document) -> Proposal:
    """How the amount of the document divides, with the vendor's usual category. Never a number that is not printed."""
    values = values_in_force(document.fields.all())
    if F.TOTAL not in values or F.CURRENCY not in values:
        return Proposal(
            None, values.get(F.CURRENCY), (), (Remark("total_missing", "No total is known. Enter total and currency."),)
        )
    found = shares_of(_figures(document, values))
    way = way_in_force(document, values)
    printed = amount_to_book(values)
    _kind, amount = signed(way, printed)
    sign = -1 if (printed < 0) != (amount < 0) else 1
    return Proposal(
        amount,
        values[F.CURRENCY],
        _splits(found, sign, _vendor(document, values, we_are_sender=way.we_are_sender)),
        found.remarks,
    )


def _figures(document: Document, values: Mapping[FieldName, str]) -> Figures:
    return Figures(
        total=Decimal(values[F.TOTAL]),
        currency=values[F.CURRENCY],
        lines=[Line(line.amount, line.tax_rate, line.description) for line in document.line_items.order_by("position")],
        tax=_number(values, F.TAX),
        tip=_number(values, F.TIP),
        rounding=_rounding_within(values),
        to_book=amount_to_book(values),
    )


def _rounding_within(values: Mapping[FieldName, str]) -> Decimal | None:
    """The rounding of a till is part of the total; that of an e-invoice stands between the total and what is due."""
    rounding, due = _number(values, F.ROUNDING), _number(values, F.AMOUNT_DUE)
    if rounding is None or due is None or amount_to_book(values) + rounding != due:
        return rounding
    return None


def _splits(found: Shares, sign: int, vendor: Vendor | None) -> tuple[Split, ...]:
    usual = vendor.default_category_id if vendor else None
    rounding = Category.objects.filter(system_code=SystemCategory.ROUNDING).values_list("id", flat=True).first()
    return tuple(_split(share, sign, rounding if share.is_rounding else usual) for share in found.shares)


def _split(share: Share, sign: int, category_id: UUID | None) -> Split:
    tax = None if share.tax_amount is None else sign * share.tax_amount
    return Split(sign * share.amount, category_id, share.memo, share.tax_rate, tax)


def _vendor(document: Document, values: Mapping[FieldName, str], *, we_are_sender: bool) -> Vendor | None:
    """Of what it proves, else whoever is known by the name on it."""
    link = live_link(document)
    if link is not None and link.transaction.vendor_id is not None:
        return vendor_get(link.transaction.vendor_id)
    name = values.get(F.CUSTOMER if we_are_sender else F.VENDOR, "")
    tax_id = "" if we_are_sender else compact(values.get(F.VENDOR_TAX_ID, ""))
    return vendor_find(match_key=vendor_match_key(name), tax_id=tax_id) if name.strip() else None


def _number(values: Mapping[FieldName, str], name: FieldName) -> Decimal | None:
    return Decimal(values[name]) if name in values else None
