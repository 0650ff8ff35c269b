"""A person says what a document is, and which way it went. Their word stands above what was read."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from finance.errors import InvalidFieldError
from finance.models import Document, DocumentState, Finding, Origin
from finance.selectors.documents import values_in_force
from finance.services.deciding import NEVER_BOOKED
from finance.services.document_differences import differences_tell
from finance.services.document_holding import fresh_document, locked_document, require_not_in_trash
from finance.services.document_way import stored_direction
from services.parsers.direction import DOUBTFUL
from services.types import Direction, DocumentKind
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

DIRECTIONS = (Direction.INCOMING, Direction.OUTGOING)  # what a person can say
_ABOUT_KIND = ("kind_doubtful", "not_a_receipt", "never_booked", "card_slip", "card_slip_alone", "statement_not_yet_read")
_KEPT_ASIDE = NEVER_BOOKED.keys() | {DocumentKind.CARD_SLIP}


def document_classify(
    *,
    actor: Actor,
    document: Document,
    expected_version: int,
    kind: DocumentKind | None = None,
    direction: Direction | None = None,
) -> Document:
    """Set kind, direction or both, and drop the doubts that this settles. What is booked already is not touched.

    What was filed as something that is never booked, and is said to be something else, waits for its confirmation again.

    Raises InvalidFieldError where neither is given or the direction is none, StaleVersionError, DocumentStateError.
    """
    actor.require(Capability.DOCUMENT_EDIT)
    _require_something(kind, direction)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        require_not_in_trash(locked)
        changes = {**_of_kind(locked, kind), **_of_direction(direction)}
        Document.objects.filter(id=locked.id).update(**changes, version=F("version") + 1)
        _settle_findings(locked, kind, direction)
        differences_tell(Document.objects.get(id=locked.id))
        told = {name: value.value for name, value in (("kind", kind), ("direction", direction)) if value is not None}
        audit_record(actor=actor, action="document_classified", subject_type="document", subject_id=locked.id, data=told)
    return fresh_document(document)


def direction_follow(document: Document) -> None:
    """After a person said who the vendor is: the direction by that, unless somebody said it; inside the transaction that
    holds the document's row."""
    if not document.direction or document.direction_origin == Origin.USER:
        return
    direction = stored_direction(document, values_in_force(document.fields.all()))
    Document.objects.filter(id=document.id).update(direction=direction.value)
    Finding.objects.filter(document=document, code=DOUBTFUL).delete()


def _require_something(kind: DocumentKind | None, direction: Direction | None) -> None:
    if kind is None and direction is None:
        sentence = "Say what kind of document it is, or which way it went."
        raise InvalidFieldError(sentence, errors={"kind": [sentence]})
    if direction is Direction.UNCLEAR:
        sentence = "Say incoming or outgoing."
        raise InvalidFieldError(sentence, errors={"direction": [sentence]})


def _of_kind(document: Document, kind: DocumentKind | None) -> dict[str, Any]:
    if kind is None:
        return {}
    said = {"kind": kind.value, "kind_origin": Origin.USER, "kind_confidence": 1}
    if document.state == DocumentState.FILED and document.kind in _KEPT_ASIDE and kind not in _KEPT_ASIDE:
        return {**said, "state": DocumentState.NEEDS_REVIEW, "state_since": Now(), "confirmed_at": None}
    return said


def _of_direction(direction: Direction | None) -> dict[str, Any]:
    return {} if direction is None else {"direction": direction.value, "direction_origin": Origin.USER}


def _settle_findings(document: Document, kind: DocumentKind | None, direction: Direction | None) -> None:
    if kind is not None:
        Finding.objects.filter(document=document, code__in=_ABOUT_KIND, fields=[]).delete()
    if direction is not None:
        Finding.objects.filter(document=document, code=DOUBTFUL).delete()
