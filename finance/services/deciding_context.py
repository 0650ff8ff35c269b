"""What deciding knows beside the record: the workspace, what people said, and what is booked already. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from finance.models import BookingPolicy
from finance.services.deciding_direction import direction_in_force
from services.parsers.direction import DOUBTFUL
from services.parsers.reading_findings import STATEMENT
from services.providers.base import OwnIdentity
from services.types import Direction, DocumentKind, FieldName, Finding, Record, Severity


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account against which a document may be booked: `method` is the payment method that it alone stands for."""

    id: UUID
    currency: str
    last4: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    """What a transaction that this document proves already says. `amount` is without sign."""

    amount: Decimal
    currency: str
    date: datetime.date
    money_came_in: bool | None = None  # None: not known


@dataclass(frozen=True, slots=True)
class Context:
    """All that deciding knows beside the record."""

    document_id: UUID
    today: datetime.date
    own: OwnIdentity = field(default_factory=OwnIdentity)
    policy: BookingPolicy = BookingPolicy.WHEN_IN_DOUBT
    accounts: tuple[KnownAccount, ...] = ()
    fixed: Mapping[FieldName, str] = field(default_factory=dict)
    names_seller: bool = False  # its vendor is the seller by an e-invoice, whoever wrote it
    has_receipt_beside: bool = False  # another document of the same total and day is a receipt or an invoice
    booked: Booked | None = None
    twin: str = ""  # by what it seems to be again a document that is here already; "" where a person confirmed it
    has_copy_that_counts: bool = False  # another document is this one as well, and is booked or the original
    kind: DocumentKind | None = None  # what a person says it is
    direction: Direction | None = None  # which way a person says it went


def obeyed(record: Record, values: Mapping[FieldName, str], context: Context) -> Record:
    """The record with kind and direction in force, without the doubts that a person's word about them settles."""
    is_vendor_said = FieldName.VENDOR in context.fixed
    direction = direction_in_force(context.direction, record.direction, values, context.own, is_vendor_said=is_vendor_said)
    settled = {DOUBTFUL} if direction is not Direction.UNCLEAR and record.direction is Direction.UNCLEAR else set()
    settled |= {STATEMENT} if context.kind not in (None, DocumentKind.BANK_STATEMENT) else set()
    findings = tuple(finding for finding in record.findings if finding.code not in settled)
    return replace(
        record,
        kind=context.kind or record.kind,
        kind_confidence=1.0 if context.kind else record.kind_confidence,
        direction=direction,
        findings=findings,
        review=record.review if findings == record.findings else _still_doubted(record, findings),
    )


def _still_doubted(record: Record, findings: tuple[Finding, ...]) -> tuple[FieldName, ...]:
    doubted = {name for finding in findings if finding.severity is not Severity.INFO for name in finding.fields}
    return tuple(name for name in record.review if name in doubted)
