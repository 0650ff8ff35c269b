"""From words on pages to a booking: the stage `extracting` (queue `default`). The score of the piece, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from time import monotonic
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from finance.models import Document, DocumentState
from finance.services.booking import booking_write
from finance.services.deciding import Decision, decide, values_in_force
from finance.services.deciding_context import Context, obeyed
from finance.services.document_context import context_of
from finance.services.document_crops import CropReader, looked_at_again
from finance.services.document_failures import failures_end
from finance.services.document_files import BLOBS
from finance.services.document_lease import lease_kept
from finance.services.document_reading import READER
from finance.services.document_reading_record import pages_of, read_document_of, reading_wish
from finance.services.document_record import record_write
from finance.services.document_work import EXTRACTING_BEGINS, Claim, work_advance, work_claim, work_renew
from finance.services.duplicate_finding import document_twins_mark
from finance.services.extraction_request import extraction_request
from finance.services.known_passwords import passwords_for, passwords_learn_sender
from finance.signals import document_processed
from services.einvoice.reader import EINVOICE
from services.providers.base import ExtractionProvider, ExtractionRequest
from services.providers.chain import extract
from services.storage.blobs import BlobStore
from services.types import FieldName, ReadDocument, Record
from users.tenancy.actor import Actor, acting, machine
from utils.errors import DomainError

log = structlog.get_logger(__name__)


def document_extract(
    *,
    document_id: UUID,
    providers: Sequence[ExtractionProvider] = (),
    reader: CropReader = READER,
    store: BlobStore = BLOBS,
) -> None:
    """Extract, decide and book the document if it waits for that; whatever comes of it stands in its row."""
    claim = work_claim(document_id=document_id, state=DocumentState.EXTRACTING, begins=EXTRACTING_BEGINS)
    if claim is None:
        return
    actor = machine(claim.workspace_id)
    with acting(actor), failures_end(claim):
        started = monotonic()
        request = _request(claim, today=timezone.now().date())
        with lease_kept(claim):
            record = _looked_at_again(claim, extract(request, providers), request.document, reader, store)
        shown_to = _shown_to(record, providers)
        _save(claim, actor, record, request.today, shown_to, seconds=monotonic() - started)


def _request(claim: Claim, *, today: date) -> ExtractionRequest:
    document = Document.objects.select_related("blob").get(id=claim.document_id)
    return extraction_request(read_document_of(document, pages_of(document)), document=document, today=today)


def _looked_at_again(claim: Claim, record: Record, read: ReadDocument, reader: CropReader, store: BlobStore) -> Record:
    document = Document.objects.select_related("blob").get(id=claim.document_id)
    return looked_at_again(
        record,
        read,
        content=lambda: store.read(document.blob.storage_name, sha256=document.blob.sha256),
        reader=reader,
        workspace=str(claim.workspace_id),
        wish=replace(reading_wish(), passwords=tuple(known.text for known in passwords_for(document))),
    )


def _shown_to(record: Record, providers: Sequence[ExtractionProvider]) -> list[str]:
    """The providers that saw the document: all up to the one that answered, and the offline one, which sees each.

    An e-invoice is shown to none of the others.
    """
    names = [provider.name for provider in providers if record.provider != EINVOICE]
    asked = names[: names.index(record.provider) + 1] if record.provider in names else names
    return list(dict.fromkeys([*asked, "offline"]))


def _save(claim: Claim, actor: Actor, record: Record, today: date, shown_to: list[str], *, seconds: float) -> None:
    with transaction.atomic():
        work_renew(claim)  # holds the row: what people enter from here on waits, what they entered before counts
        document = Document.objects.get(id=claim.document_id)
        context = context_of(document, record, today=today)
        ruled = obeyed(record, values_in_force(record, context), context)
        context = _with_twins(document, ruled, context)
        decision = _booked(actor, decide(ruled, context))
        record_write(claim, record, decision, context.fixed, shown_to, seconds=seconds)
        vendor = record.fields.get(FieldName.VENDOR)
        passwords_learn_sender(document, vendor.value if vendor else "")
        work_advance(
            claim,
            state=decision.state,
            kind=ruled.kind.value,
            kind_confidence=round(ruled.kind_confidence, 3),
            direction=ruled.direction.value,
            proven=record.proven,
            version=F("version") + 1,
        )
        document_processed.send(sender=Document, document_id=claim.document_id)
    log.info("document_processed", document_id=str(claim.document_id), state=decision.state, provider=record.provider)


def _with_twins(document: Document, record: Record, context: Context) -> Context:
    """What it seems to be again keeps it from being booked, until a person confirmed it or decided to keep both."""
    beside = document_twins_mark(document=document, kind=record.kind, values=values_in_force(record, context))
    twin = "" if document.confirmed_at else beside.twin
    return replace(context, twin=twin, has_copy_that_counts=beside.has_copy_that_counts)


def _booked(actor: Actor, decision: Decision) -> Decision:
    """Book what was decided; where the ledger refuses (a locked period, say), it becomes a review that tells why."""
    if decision.booking is None:
        return decision
    try:
        booking_write(actor=actor, plan=decision.booking)
    except DomainError as error:
        return decision.refused(error)
    return decision
