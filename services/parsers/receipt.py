"""Reads a whole sheet into a `Reading`: every field that can be found, each with evidence, confidence and doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from services.classifiers.artefact import shipped_model
from services.parsers.amount_fields import amount_fields, total_field
from services.parsers.candidates import Sheet
from services.parsers.currency import CurrencyFound
from services.parsers.date_fields import date_fields, date_findings, read_dates
from services.parsers.identifiers import IdFound, card_last4, ibans, invoice_number, tax_ids
from services.parsers.invoice import customer, sender
from services.parsers.kind import find_kind
from services.parsers.labels import TOTAL_ROLES
from services.parsers.line_items import line_items
from services.parsers.own_side import OF_SIDE, OwnSide, own_side
from services.parsers.payment import find_payment
from services.parsers.reversal_words import reversal_findings
from services.parsers.total_ranking import TOTAL_RANKING, total_doubts
from services.parsers.totals import figures_of
from services.parsers.values import OFFLINE, field_at, field_over
from services.parsers.vendor import VendorChoice, rank_vendors
from services.providers.base import OwnIdentity
from services.types import DocumentKind, FieldName, FieldValue, Finding, Reading, Severity

F = FieldName
NOBODY = OwnIdentity()
_SURE_VENDOR_SCORE = 3.5
_SURE_VENDOR_LEAD = 0.8


def read_sheet(sheet: Sheet, *, today: date, own: OwnIdentity = NOBODY) -> Reading:
    """Everything that the rules find. Fields that are not found are absent; each doubt is a finding."""
    side = own_side(sheet, own)
    others = NOBODY if side is OwnSide.SENDER else own  # who is not the sender
    kind, kind_confidence = find_kind(sheet)
    figures = figures_of(sheet)
    totals = TOTAL_RANKING.read(sheet, own, today, shipped_model(F.TOTAL.value))
    total = total_field(totals)
    vendors = rank_vendors(sheet, others.names)
    if kind is not DocumentKind.RECEIPT or side is OwnSide.SENDER:
        vendors = sender(sheet, vendors, others.names)
    dates = read_dates(sheet, own, today)
    fields = [
        *([total] if total else []),
        *amount_fields(sheet, total, figures, is_receipt=kind is DocumentKind.RECEIPT),
        *_vendor(vendors),
        *date_fields(dates),
        *_currency(sheet.currency),
        *_others(sheet, (*others.tax_ids, *others.ibans)),
    ]
    findings = (
        *total_doubts(totals, sheet),
        *reversal_findings(sheet, kind, Decimal(total.value) if total else None),
        *date_findings(dates),
        *_currency_findings(sheet.currency),
        *_vendor_findings(vendors),
        *_several_findings(sheet),
    )
    named = {value.name: value for value in fields}
    direction = OF_SIDE[side]
    return Reading(OFFLINE, kind, kind_confidence, named, line_items(sheet), figures.tax_lines, findings, direction)


def _several_findings(sheet: Sheet) -> Iterator[Finding]:
    """Invoices with numbers of their own, each on pages with its own total: only one of them would be booked."""
    with_total = {amount.span.row.page.number for amount in sheet.amounts if amount.role in TOTAL_ROLES}
    found = (invoice_number([row for row in sheet.rows if row.page.number == page]) for page in sorted(with_total))
    numbers = list(dict.fromkeys(number.value.upper() for number in found if number is not None))
    if len(numbers) > 1:
        named = ", ".join(numbers[:3])
        message = f"It looks like several invoices in one file ({named}). Send them one by one, or check the values."
        yield Finding("several_invoices", Severity.DOUBT, message, (F.TOTAL, F.INVOICE_NUMBER))


def _vendor(ranked: Sequence[VendorChoice]) -> Iterator[FieldValue]:
    if ranked and ranked[0].score > -1:
        best = ranked[0]
        yield field_over(F.VENDOR, best.name, best.spans, _vendor_confidence(ranked))


def _vendor_confidence(ranked: Sequence[VendorChoice]) -> float:
    best = ranked[0]
    confidence = 0.45 + 0.06 * max(min(best.score, 8.0), 0.0)
    if not _has_lead(ranked):
        confidence -= 0.15
    return max(min(confidence, 0.97), 0.05)


def _has_lead(ranked: Sequence[VendorChoice]) -> bool:
    """Whether the best name is well ahead of the next one that is not a part of it."""
    others = [c for c in ranked[1:] if not {s.row.index for s in c.spans} & {s.row.index for s in ranked[0].spans}]
    return not others or ranked[0].score - others[0].score >= _SURE_VENDOR_LEAD


def _vendor_findings(ranked: Sequence[VendorChoice]) -> Iterator[Finding]:
    if ranked and ranked[0].score > -1 and not (ranked[0].score >= _SURE_VENDOR_SCORE and _has_lead(ranked)):
        message = f"“{ranked[0].name}” is only probably the seller. Confirm or correct the name."
        yield Finding("vendor_doubtful", Severity.DOUBT, message, (F.VENDOR,))


def _currency(found: CurrencyFound | None) -> Iterator[FieldValue]:
    """The evidence of an inferred currency is the cue that it was inferred from; a finding says that it is not printed."""
    if found is None:
        return
    confidence = 0.5 if not found.sure else 0.97 if found.is_printed else 0.9
    if found.span is not None:
        yield field_at(F.CURRENCY, found.code, found.span, confidence)
    else:
        yield FieldValue(F.CURRENCY, found.code, "", confidence, OFFLINE)


def _currency_findings(found: CurrencyFound | None) -> Iterator[Finding]:
    if found is None:
        return
    if not found.sure:
        message = f"The currency {found.code} is only a guess ({found.why}). Confirm or correct it."
        yield Finding("currency_guessed", Severity.DOUBT, message, (F.CURRENCY,))
    elif not found.is_printed:
        message = f"The currency {found.code} is not printed; it was {found.why}."
        yield Finding("currency_inferred", Severity.INFO, message, (F.CURRENCY,))


def _others(sheet: Sheet, own_ids: Sequence[str]) -> Iterator[FieldValue]:
    own = {"".join(c for c in number if c.isalnum()).upper() for number in own_ids}
    yield from _id_field(F.VENDOR_TAX_ID, next((x for x in tax_ids(sheet.rows) if x.value not in own), None))
    yield from _id_field(F.VENDOR_IBAN, next((x for x in ibans(sheet.rows) if x.value not in own), None))
    yield from _id_field(F.INVOICE_NUMBER, invoice_number(sheet.rows))
    yield from _id_field(F.CARD_LAST4, card_last4(sheet.rows))
    payment = find_payment(sheet)
    if payment is not None:
        yield field_at(F.PAYMENT_METHOD, payment.method, payment.span, 0.9 if payment.beside_amount else 0.7)
    recipient = customer(sheet)
    if recipient is not None:
        yield field_at(F.CUSTOMER, recipient.text.strip(), recipient, 0.6)


def _id_field(name: FieldName, found: IdFound | None) -> Iterator[FieldValue]:
    if found is not None:
        yield field_at(name, found.value, found.span, 0.97 if found.checked else 0.8)
