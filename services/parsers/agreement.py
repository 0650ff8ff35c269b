"""Several readings of one document become one record: evidence, arithmetic and agreement decide; doubts become findings.

A value without evidence on the page is never accepted. The review list is exactly the fields that findings put in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from services.einvoice.reader import EINVOICE
from services.parsers.arithmetic import Figures, confirmations
from services.parsers.candidates import Sheet
from services.parsers.comparing import comparable, malformed, spoken
from services.parsers.direction import direction_findings, direction_of
from services.parsers.einvoice_agreement import SECOND_READER, fields_by_xml, stands_in_xml
from services.parsers.known_vendors import KnownAs, known_as, known_vendor_findings
from services.parsers.locating import locate
from services.parsers.proof import is_proof
from services.parsers.reading_findings import kind_findings, reading_findings
from services.parsers.total_findings import prepaid_findings, told_once, total_findings
from services.parsers.totals import figures_of
from services.parsers.well_formed import is_well_formed
from services.providers.base import ExtractionRequest
from services.types import DocumentKind, FieldName, FieldValue, Finding, ReadDocument, Reading, Record, Severity

F = FieldName
_REQUIRED = (F.VENDOR, F.DATE, F.TOTAL, F.CURRENCY)
_MISSING = {
    F.VENDOR: "No name of a seller was found. Enter it.",
    F.DATE: "No date was found. Enter it.",
    F.TOTAL: "No total was found. Enter it.",
    F.CURRENCY: "No currency was found. Choose it.",
}
_WORKSPACE = "workspace"
_TOLD_BY_SIGNS = frozenset(  # doubts that are among the signs of a model's confidence
    {
        "total_doubtful",
        "totals_disagree",
        "total_contradicted",
        "total_not_rounded",
        "total_unconfirmed",
        "vendor_doubtful",
        "date_doubtful",
        "dates_disagree",
    }
)


def reconcile(readings: Sequence[Reading], request: ExtractionRequest, *, findings: Sequence[Finding] = ()) -> Record:
    """One record of at least one reading. `findings` are those of the way here, such as providers that failed."""
    told = (*findings, *reading_findings(request.document))
    leader = readings[0]
    if (request.kind or leader.kind) is DocumentKind.BANK_STATEMENT:
        return _statement(leader, told)
    sheet = request.sheet
    if leader.provider == EINVOICE:
        fields, doubts = fields_by_xml(readings, sheet)
        doubts += leader.findings
    else:
        fields, doubts = _judged(readings, sheet)
    _fall_back_on_own_currency(fields, request)
    direction = direction_of(readings, fields, request.own)
    doubts += [*_missing(fields), *_unproven(fields, request.document), *prepaid_findings(fields), *direction_findings(direction)]
    known = known_as(fields, request.known_vendors)
    doubts += known_vendor_findings(known, fields.get(F.VENDOR))
    kept = tuple(dict.fromkeys(f for f in (*told, *doubts) if not _is_settled(f, fields, known)))
    return Record(
        kind=leader.kind,
        kind_confidence=leader.kind_confidence,
        fields=_calibrated(fields, kept),
        line_items=next((r.line_items for r in readings if r.line_items), ()),
        tax_lines=next((r.tax_lines for r in readings if r.tax_lines and all(line.evidence for line in r.tax_lines)), ()),
        findings=kept,
        review=_in_doubt(kept),
        provider=leader.provider,
        proven=_is_total_proven(fields, kept, request.document),
        direction=direction,
        known_vendor=known.vendor.name if known else "",
    )


def _statement(leader: Reading, told: tuple[Finding, ...]) -> Record:
    """It has movements, and no total, date or vendor that could be right or wrong."""
    findings = tuple(dict.fromkeys((*told, *kind_findings(DocumentKind.BANK_STATEMENT))))
    return Record(leader.kind, leader.kind_confidence, {}, (), (), findings, (), leader.provider)


def _judged(readings: Sequence[Reading], sheet: Sheet) -> tuple[dict[FieldName, FieldValue], list[Finding]]:
    """What the readers agree on, with the total under the arithmetic of the page."""
    figures = figures_of(sheet)
    fields, doubts = _gathered(readings, sheet)
    _confirm_total(fields, figures)
    return fields, told_once([*_own_findings(readings), *doubts, *total_findings(fields, figures)])


def _gathered(readings: Sequence[Reading], sheet: Sheet) -> tuple[dict[FieldName, FieldValue], list[Finding]]:
    """The value of each field that the readers give, with what is wrong with those that they gave."""
    fields: dict[FieldName, FieldValue] = {}
    doubts: list[Finding] = []
    for name in FieldName:
        given = [reading.fields[name] for reading in readings if name in reading.fields]
        said = [_with_evidence(value, sheet) for value in given if is_well_formed(value)]
        doubts += [malformed(value) for value in given if not is_well_formed(value)]
        if said:
            fields[name] = _agreed(said)
            doubts += _disagreement(said)
    return fields, doubts


def _is_total_proven(fields: Mapping[FieldName, FieldValue], findings: Sequence[Finding], document: ReadDocument) -> bool:
    total = fields.get(F.TOTAL)
    if total is None or F.TOTAL in _in_doubt(findings):
        return False
    return bool(total.confirmed_by) and _has_proof(total, document)


def _own_findings(readings: Sequence[Reading]) -> Iterator[Finding]:
    for reading in readings:
        yield from reading.findings


def _with_evidence(said: FieldValue, sheet: Sheet) -> FieldValue:
    """A reader that gives a value without a place (an LLM) gets the place looked up."""
    if said.evidence is not None:
        return said
    evidence = locate(said.name, said.value, sheet)
    return replace(said, evidence=evidence, printed=evidence.text) if evidence else said


def _agreed(said: Sequence[FieldValue]) -> FieldValue:
    """The value that most readers give; evidence first, then confidence, break ties. Agreement takes half of the doubt."""
    groups: dict[str, list[FieldValue]] = {}
    for value in said:
        groups.setdefault(comparable(value), []).append(value)
    group = max(groups.values(), key=lambda g: (any(v.evidence for v in g), len(g), max(v.confidence for v in g)))
    best = max(group, key=lambda value: (value.evidence is not None, value.confidence))
    if len({value.source for value in group}) < 2:
        return best
    confirmed = tuple(dict.fromkeys((*best.confirmed_by, SECOND_READER)))
    return replace(best, confidence=round(1 - (1 - best.confidence) / 2, 3), confirmed_by=confirmed)


def _disagreement(said: Sequence[FieldValue]) -> Iterator[Finding]:
    values = list(dict.fromkeys(value.value for value in said))
    if len({comparable(value) for value in said}) > 1 and said[0].name in {*_REQUIRED, F.AMOUNT_DUE, F.TAX}:
        message = f"The readers disagree about the {spoken(said[0].name)}: {' or '.join(values[:3])}. Choose one."
        yield Finding("readers_disagree", Severity.DOUBT, message, (said[0].name,))


def _confirm_total(fields: dict[FieldName, FieldValue], figures: Figures) -> None:
    total = fields.get(F.TOTAL)
    if total is not None:
        reader = tuple(name for name in total.confirmed_by if name == SECOND_READER)
        fields[F.TOTAL] = replace(total, confirmed_by=(*confirmations(Decimal(total.value), figures), *reader))


def _fall_back_on_own_currency(fields: dict[FieldName, FieldValue], request: ExtractionRequest) -> None:
    """The workspace's own currency is the last resort; `_unproven` says so."""
    if F.CURRENCY not in fields and request.currency:
        fields[F.CURRENCY] = FieldValue(F.CURRENCY, request.currency, "", 0.4, _WORKSPACE)


def _missing(fields: Mapping[FieldName, FieldValue]) -> Iterator[Finding]:
    for name in _REQUIRED:
        if name not in fields:
            yield Finding(f"{name}_missing", Severity.DOUBT, _MISSING[name], (name,))


def _unproven(fields: Mapping[FieldName, FieldValue], document: ReadDocument) -> Iterator[Finding]:
    """Values that do not stand on the page as they were given, and a currency that nothing on the page shows."""
    for name, value in fields.items():
        if name is F.CURRENCY and value.source == _WORKSPACE:
            message = f"No currency is printed; {value.value} is that of the workspace. Confirm or correct it."
            yield Finding("currency_guessed", Severity.DOUBT, message, (name,))
        elif not _has_proof(value, document):
            message = f"The {spoken(name)} “{value.value}” was not found on the page in these words. Check it."
            yield Finding("not_on_document", Severity.DOUBT, message, (name,))


def _has_proof(value: FieldValue, document: ReadDocument) -> bool:
    if value.evidence is None:
        return False
    page = next((page for page in document.pages if page.number == value.evidence.page), None)
    return page is not None and (is_proof(value, page) or stands_in_xml(value, page))


def _is_settled(finding: Finding, fields: Mapping[FieldName, FieldValue], known: KnownAs | None) -> bool:
    """A doubt of one reader about a value that a second reader gives as well, or about a name that the workspace knows."""
    if finding.code == "vendor_doubtful" and known is not None:
        return True
    return (
        finding.code
        in {"date_ambiguous", "vendor_doubtful", "total_unconfirmed", "total_doubtful", "currency_guessed", "date_doubtful"}
        and bool(finding.fields)
        and all(name in fields and SECOND_READER in fields[name].confirmed_by for name in finding.fields)
    )


def _calibrated(fields: Mapping[FieldName, FieldValue], findings: Sequence[Finding]) -> dict[FieldName, FieldValue]:
    """Confidence as the models have it, who know of their own doubts; a field in doubt for anything else is not given as sure."""
    doubted = set(_in_doubt([finding for finding in findings if finding.code not in _TOLD_BY_SIGNS]))
    return {
        name: replace(value, confidence=min(value.confidence, 0.75)) if name in doubted else value
        for name, value in fields.items()
    }


def _in_doubt(findings: Sequence[Finding]) -> tuple[FieldName, ...]:
    named = {name for f in findings if f.severity is not Severity.INFO for name in f.fields}
    return tuple(name for name in FieldName if name in named)
