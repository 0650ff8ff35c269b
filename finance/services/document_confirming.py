"""A person says that the values of a document are right: it is booked with them, whatever machines thought."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from finance.errors import DocumentStateError, MissingFieldsError
from finance.models import Document, DocumentState, Transaction
from finance.selectors.documents import live_link, values_in_force, values_of_people
from finance.services.booking import booking_write
from finance.services.deciding import NEEDED, NEVER_BOOKED, amount_to_book, booking_plan, is_said_to_count
from finance.services.document_context import context_of, kind_said
from finance.services.document_differences import differences_tell
from finance.services.document_holding import AT_WORK, fresh_document, locked_document, require_not_in_trash
from finance.services.document_way import kind_in_force, stored_direction
from finance.services.duplicate_finding import document_twins_mark
from finance.services.transactions import transaction_update
from finance.services.vendors import vendor_get_or_create
from finance.signals import document_processed
from services.types import Direction, FieldName, Record
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def document_confirm(*, actor: Actor, document: Document, expected_version: int, now: datetime) -> Document:
    """Book with the values in force; one that is booked or filed already is marked as confirmed.

    Raises StaleVersionError, DocumentStateError (at work, or in the trash), MissingFieldsError, and what booking raises.
    """
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        require_not_in_trash(locked)
        if locked.state in AT_WORK:
            raise DocumentStateError("It is still being read. Wait until that is over.")
        document_twins_mark(document=locked, kind=kind_in_force(locked), values=values_in_force(locked.fields.all()))
        state = _settle(actor, locked, now)
        differences_tell(locked)
        Document.objects.filter(id=locked.id).update(
            state=state, state_since=Now(), confirmed_at=now, version=F("version") + 1, error_code="", error_detail=""
        )
        audit_record(actor=actor, action="document_confirmed", subject_type="document", subject_id=locked.id)
        document_processed.send(sender=Document, document_id=locked.id)
    return fresh_document(document)


def _settle(actor: Actor, document: Document, now: datetime) -> DocumentState:
    """Book what is not booked yet, and give the state that the document has from now on."""
    link = live_link(document)
    if link is not None:
        _correct_vendor(actor, document, link.transaction)
        return DocumentState.BOOKED
    if document.state == DocumentState.FILED:
        return DocumentState.FILED
    values = values_in_force(document.fields.all())
    record = _record(document, values)
    if record.kind in NEVER_BOOKED and (kind_said(document) or not is_said_to_count(values_of_people(document))):
        return DocumentState.FILED
    _require_needed(values)
    if amount_to_book(values) == 0:
        return DocumentState.FILED
    _require_direction(record)
    context = context_of(document, record, today=now.date())
    booking_write(actor=actor, plan=booking_plan(record, values, (), context))
    return DocumentState.BOOKED


def _correct_vendor(actor: Actor, document: Document, booked: Transaction) -> None:
    """A doubtful vendor was booked, to be confirmed later: this is the moment. Amounts are corrected in the transaction."""
    name = values_of_people(document).get(FieldName.VENDOR)
    if name is None:
        return
    vendor = vendor_get_or_create(actor=actor, name=name)
    if vendor.id != booked.vendor_id:
        transaction_update(actor=actor, transaction=booked, expected_version=booked.version, vendor=vendor)


def _require_needed(values: Mapping[FieldName, str]) -> None:
    missing = {name.value: ["Needed for booking. Enter it."] for name in NEEDED if name not in values}
    if missing:
        raise MissingFieldsError(f"Booking needs more: {', '.join(missing)}.", errors=missing)


def _require_direction(record: Record) -> None:
    if record.direction is Direction.UNCLEAR:
        needed = "Your own name or number stands on it: say whether it came in or went out."
        raise MissingFieldsError(f"Booking needs more: direction. {needed}", errors={"direction": [needed]})


def _record(document: Document, values: Mapping[FieldName, str]) -> Record:
    """What is known of the document beside its values; tables of taxes are not kept, so it is booked as one split."""
    return Record(
        kind=kind_in_force(document),
        kind_confidence=1.0,
        fields={},
        line_items=(),
        tax_lines=(),
        findings=(),
        review=(),
        provider="user",
        proven=document.proven,
        direction=stored_direction(document, values),
    )
