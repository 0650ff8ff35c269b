"""The XML of an e-invoice outranks its pages; where they say something else, a person is told.

Pages that were set from the XML prove nothing against it: only a file's own pages are compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from services.parsers.amounts import find_amounts, readings
from services.parsers.candidates import Sheet
from services.parsers.comparing import comparable, malformed, spoken
from services.parsers.evidence import text_in_box
from services.parsers.folding import fold, letters_and_digits, plain
from services.parsers.locating import locate
from services.parsers.names import name_likeness
from services.parsers.proof import AMOUNTS, DATES, is_proof
from services.parsers.total_findings import total_findings
from services.parsers.totals import figures_of
from services.parsers.twins import SAME_NAME
from services.parsers.values import OFFLINE
from services.parsers.vendor_words import LEGAL_FORM
from services.parsers.well_formed import is_well_formed
from services.types import FieldName, FieldValue, Finding, Page, Reading, Severity, WordSource

F = FieldName
SECOND_READER = "second_reader"
_COMPARED = (F.VENDOR, F.DATE, F.TOTAL, F.CURRENCY, F.INVOICE_NUMBER, F.AMOUNT_DUE)
_CLEAR = 0.75  # confidence from which a page says something, and not only perhaps
_CLEAR_AMOUNT = 0.4  # enough where the amount of the XML is nowhere on the page, not even in another role
_LONG_WORD = 4  # letters: shorter ones are articles and initials


def fields_by_xml(readings: Sequence[Reading], sheet: Sheet) -> tuple[dict[FieldName, FieldValue], list[Finding]]:
    """The fields of the XML, placed on the file's own pages where they stand there, and of others what the XML lacks.

    `sheet` is that of `own_pages`. Amounts but the total come from the XML alone: a wrong one beside a right one misleads.
    """
    xml, others = readings[0], readings[1:]
    fields: dict[FieldName, FieldValue] = {}
    findings = [malformed(value) for value in xml.fields.values() if not is_well_formed(value)]
    for name, value in xml.fields.items():
        if is_well_formed(value):
            fields[name] = _confirmed(_placed(value, sheet), others)
    for other in others:
        taken = {name: value for name, value in other.fields.items() if name not in fields and _may_stand_in(value)}
        fields |= taken
        findings += [finding for finding in other.findings if not taken.keys().isdisjoint(finding.fields)]
        findings += total_findings(fields, figures_of(sheet)) if F.TOTAL in taken else ()
    return fields, [*findings, *_mismatches(fields, others, sheet)]


def stands_in_xml(value: FieldValue, page: Page) -> bool:
    """Tell whether a value of the XML is shown, letter by letter, where its evidence says."""
    evidence = value.evidence
    if evidence is None or not evidence.path or page.source is not WordSource.XML:
        return False
    return letters_and_digits(text_in_box(page, evidence.box)) == letters_and_digits(evidence.text)


def _may_stand_in(value: FieldValue) -> bool:
    return is_well_formed(value) and (value.name is F.TOTAL or value.name not in AMOUNTS)


def _placed(value: FieldValue, sheet: Sheet) -> FieldValue:
    """The page that people know is shown rather than the one set from the XML."""
    seen = locate(value.name, value.value, sheet)
    page = next((page for page in sheet.document.pages if seen is not None and page.number == seen.page), None)
    if seen is None or page is None or page.source is WordSource.XML:
        return value
    path = value.evidence.path if value.evidence else ""
    placed = replace(value, evidence=replace(seen, path=path))
    return placed if is_proof(placed, page) else value


def _confirmed(value: FieldValue, others: Sequence[Reading]) -> FieldValue:
    said = (other.fields[value.name] for other in others if value.name in other.fields)
    if any(is_well_formed(other) and comparable(other) == comparable(value) for other in said):
        return replace(value, confirmed_by=(*value.confirmed_by, SECOND_READER))
    return value


def _mismatches(fields: Mapping[FieldName, FieldValue], others: Sequence[Reading], sheet: Sheet) -> Iterator[Finding]:
    """A value of the XML that stands nowhere on the file's own pages, while these clearly say another.

    That an amount stands there as another (a net, a line) is no excuse for a total that the page proves to be another. What
    names no total is a letter beside the invoice: a name on it is nobody's claim to be the seller.
    """
    seen_on_page = next((other.fields for other in others if other.provider == OFFLINE), {})
    for name in _COMPARED:
        value, seen = fields.get(name), _seen(name, fields, seen_on_page)
        if value is None or seen is None or value.source == seen.source or (name is F.VENDOR and F.TOTAL not in seen_on_page):
            continue
        clear = _CLEAR_AMOUNT if name in AMOUNTS else _CLEAR
        is_other = _is_other(value, seen) and seen.confidence >= clear
        if is_other and (_is_proven_otherwise(seen, fields) or not _is_visible(value, sheet)):
            message = (
                f"The e-invoice says {spoken(name)} “{value.value}”, but the page shows “{seen.value}”. "
                "Ask the sender which is right; the e-invoice counts."
            )
            doubted = (name, F.PREPAID) if name is F.AMOUNT_DUE and F.PREPAID in fields else (name,)
            yield Finding("einvoice_page_mismatch", Severity.DOUBT, message, doubted)


def _is_other(value: FieldValue, seen: FieldValue) -> bool:
    if not is_well_formed(seen) or comparable(seen) == comparable(value):
        return False
    likeness = name_likeness(seen.value, [value.value]) if value.name is F.VENDOR else None
    return likeness is None or likeness < SAME_NAME


def _is_proven_otherwise(seen: FieldValue, fields: Mapping[FieldName, FieldValue]) -> bool:
    """The arithmetic of the page leads to a total that is none of the amounts that the XML has for what is paid."""
    if seen.name is not F.TOTAL or seen.confidence < _CLEAR or not seen.confirmed_by:
        return False
    known = {Decimal(fields[name].value) for name in (F.TOTAL, F.NET, F.AMOUNT_DUE) if name in fields}
    return abs(Decimal(seen.value)) not in {abs(amount) for amount in known}


def _seen(
    name: FieldName, fields: Mapping[FieldName, FieldValue], seen_on_page: Mapping[FieldName, FieldValue]
) -> FieldValue | None:
    """What the page says. One that names no amount due but its total wants that, unless nothing is left to pay."""
    seen, total = seen_on_page.get(name), seen_on_page.get(F.TOTAL)
    if name is not F.AMOUNT_DUE or name not in fields or (seen and total and comparable(seen) != comparable(total)):
        return seen
    return total if Decimal(fields[name].value) else None


def _is_visible(value: FieldValue, sheet: Sheet) -> bool:
    if value.name in AMOUNTS:
        return _is_amount_visible(abs(Decimal(value.value)), sheet)
    if value.name in DATES:
        return any(value.value in {day.isoformat() for day in found.match.values} for found in sheet.dates)
    if value.name is F.CURRENCY:
        return locate(value.name, value.value, sheet) is not None
    everything = letters_and_digits(" ".join(row.text for row in sheet.rows))
    if value.name is F.VENDOR:
        name = LEGAL_FORM.sub(" ", plain(value.value))
        words = [key for word in name.split() if len(key := letters_and_digits(word)) >= _LONG_WORD]
        found = sum(word in everything for word in words)
        return 2 * found > len(words) if words else letters_and_digits(value.value) in everything
    return letters_and_digits(value.value) in everything


def _is_amount_visible(amount: Decimal, sheet: Sheet) -> bool:
    for row in sheet.rows:
        for match in find_amounts(fold(row.text)):
            if any(amount in readings(match.text, decimals=decimals) for decimals in (2, 3)):
                return True
    return False
