"""Writes a record into the rows of its document. What a person or a rule said of a field stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from finance.models import ExtractedField, Extraction, Finding, LineItem, Origin
from finance.services.deciding import Decision
from finance.services.document_work import Claim
from services.types import Box, Evidence, FieldName, FieldValue, Record
from services.types import Finding as Told
from services.types import LineItem as ReadLine

THOUSANDTH = Decimal("0.001")
BOX_STEP = Decimal("0.00001")


def record_write(
    claim: Claim, record: Record, decision: Decision, fixed: Mapping[FieldName, str], shown_to: list[str], *, seconds: float
) -> None:
    """Replace what machines said before; inside the transaction that holds the document's row."""
    extraction = Extraction.objects.create(
        workspace_id=claim.workspace_id,
        document_id=claim.document_id,
        attempt=claim.attempt,
        provider=record.provider,
        seen_by=shown_to,
        kind=record.kind.value,
        kind_confidence=_share(record.kind_confidence),
        direction=record.direction.value,
        proven=record.proven,
        review=[name.value for name in decision.review],
        seconds=Decimal(str(round(seconds, 3))),
    )
    _replace_fields(claim, extraction, record, decision, fixed)
    _replace_line_items(claim, record)
    _replace_findings(claim, decision)


def _replace_fields(
    claim: Claim, extraction: Extraction, record: Record, decision: Decision, fixed: Mapping[FieldName, str]
) -> None:
    ExtractedField.objects.filter(document_id=claim.document_id, origin=Origin.MACHINE).delete()
    ExtractedField.objects.bulk_create(
        _field(claim, extraction, value, is_doubtful=value.name in decision.review)
        for value in record.fields.values()
        if value.name not in fixed and value.value
    )


def _field(claim: Claim, extraction: Extraction, value: FieldValue, *, is_doubtful: bool) -> ExtractedField:
    """A value without a place on the page (an inferred currency) is never kept as sure."""
    evidence = value.evidence
    return ExtractedField(
        workspace_id=claim.workspace_id,
        document_id=claim.document_id,
        extraction=extraction,
        name=value.name.value,
        value=value.value,
        printed=value.printed,
        origin=Origin.MACHINE,
        source=value.source,
        doubtful=is_doubtful or evidence is None or not evidence.text,
        confidence=_share(value.confidence),
        confirmed_by=list(value.confirmed_by),
        **evidence_columns(evidence),
    )


def evidence_columns(evidence: Evidence | None) -> dict[str, Any]:
    """The columns of a field that tell where its value stands."""
    return {
        "page": evidence.page if evidence else None,
        "box": _box(evidence),
        "evidence_text": evidence.text if evidence else "",
        "evidence_source": evidence.source.value if evidence else "",
        "evidence_path": evidence.path if evidence else "",
    }


def _replace_line_items(claim: Claim, record: Record) -> None:
    LineItem.objects.filter(document_id=claim.document_id).delete()
    LineItem.objects.bulk_create(_line(claim, position, line) for position, line in enumerate(record.line_items, start=1))


def _line(claim: Claim, position: int, line: ReadLine) -> LineItem:
    return LineItem(
        workspace_id=claim.workspace_id,
        document_id=claim.document_id,
        position=position,
        description=line.description,
        quantity=_fitting(line.quantity, 14),
        unit=(line.unit or "")[:16],
        unit_price=_fitting(line.unit_price, 14),
        discount=_fitting(line.discount, 15),
        tax_rate=_fitting(line.tax_rate, 3),
        tax_mark=(line.tax_mark or "")[:16],
        amount=_fitting(line.amount, 15),
        page=line.evidence.page if line.evidence else None,
        box=_box(line.evidence),
    )


def _replace_findings(claim: Claim, decision: Decision) -> None:
    Finding.objects.filter(document_id=claim.document_id).delete()
    findings_write(claim.workspace_id, claim.document_id, decision.findings)


def findings_write(workspace_id: UUID, document_id: UUID, findings: Iterable[Told]) -> None:
    """Add findings to those of the document."""
    Finding.objects.bulk_create(
        Finding(
            workspace_id=workspace_id,
            document_id=document_id,
            code=finding.code,
            severity=finding.severity.value,
            message=finding.message,
            fields=[name.value for name in finding.fields],
        )
        for finding in findings
    )


def _box(evidence: Evidence | None) -> list[Decimal] | None:
    return [_step(side) for side in Box(*evidence.box)] if evidence else None


def _step(side: float) -> Decimal:
    return Decimal(str(side)).quantize(BOX_STEP)


def _share(confidence: float) -> Decimal:
    return Decimal(str(confidence)).quantize(THOUSANDTH)


def _fitting(number: Decimal | None, digits: int) -> Decimal | None:
    """The number if it has at most so many digits before the point; what a misread line claims beyond that is not kept."""
    return number if number is not None and abs(number) < Decimal(10) ** digits else None
