"""Reads a whole sheet into a `Reading`: every field that can be found, each with evidence, confidence and doubts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from services.classifiers.artefact import shipped_model
from services.parsers.amount_fields import amount_fields, total_field
from services.parsers.candidates import Sheet
from services.parsers.currency import CurrencyFound
from services.parsers.date_fields import date_fields, date_findings, read_dates
from services.parsers.id_fields import id_fields
from services.parsers.judged import judged_direction, judged_kind
from services.parsers.labels import TOTAL_ROLES
from services.parsers.line_items import line_items
from services.parsers.number_fields import number_field, number_findings, numbers_by_page, read_number
from services.parsers.party_fields import party_fields, party_findings, read_parties
from services.parsers.ranked import Found
from services.parsers.reversal_words import reversal_findings
from services.parsers.total_ranking import TOTAL_RANKING, total_doubts
from services.parsers.totals import figures_of
from services.parsers.values import OFFLINE, field_at
from services.providers.base import OwnIdentity
from services.types import Direction, DocumentKind, FieldName, FieldValue, Finding, Reading, Severity

F = FieldName
NOBODY = OwnIdentity()


def read_sheet(sheet: Sheet, *, today: date, own: OwnIdentity = NOBODY) -> Reading:
    """Everything that the rules find. Fields that are not found are absent; each doubt is a finding."""
    direction = judged_direction(sheet, own)
    others = NOBODY if direction is Direction.OUTGOING else own  # who is not the sender
    kind, kind_confidence = judged_kind(sheet)
    figures = figures_of(sheet)
    totals = TOTAL_RANKING.read(sheet, own, today, shipped_model(F.TOTAL.value))
    total = total_field(totals)
    parties = read_parties(sheet, others)
    dates = read_dates(sheet, own, today)
    number = read_number(sheet, own, today)
    fields = [
        *([total] if total else []),
        *amount_fields(sheet, total, figures, is_receipt=kind is DocumentKind.RECEIPT),
        *party_fields(parties, sheet),
        *date_fields(dates),
        *number_field(number),
        *_currency(sheet.currency),
        *id_fields(sheet, (*others.tax_ids, *others.ibans)),
    ]
    findings = (
        *total_doubts(totals, sheet),
        *reversal_findings(sheet, kind, Decimal(total.value) if total else None),
        *date_findings(dates),
        *number_findings(number),
        *_currency_findings(sheet.currency),
        *party_findings(parties),
        *_several_findings(sheet, number),
    )
    named = {value.name: value for value in fields}
    return Reading(OFFLINE, kind, kind_confidence, named, line_items(sheet), figures.tax_lines, findings, direction)


def _several_findings(sheet: Sheet, number: Found) -> Iterator[Finding]:
    """Invoices with numbers of their own, each on pages with its own total: only one of them would be booked."""
    with_total = {amount.span.row.page.number for amount in sheet.amounts if amount.role in TOTAL_ROLES}
    by_page = numbers_by_page(number)
    numbers = list(dict.fromkeys(by_page[page] for page in sorted(with_total) if page in by_page))
    if len(numbers) > 1:
        named = ", ".join(numbers[:3])
        message = f"It looks like several invoices in one file ({named}). Send them one by one, or check the values."
        yield Finding("several_invoices", Severity.DOUBT, message, (F.TOTAL, F.INVOICE_NUMBER))


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
