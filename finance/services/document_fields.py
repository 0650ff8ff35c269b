"""Correcting what was read: the value of a person stands above all machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

from finance.errors import InvalidFieldError
from finance.models import Document, ExtractedField, Finding, Origin
from finance.selectors.documents import values_of_people
from finance.services.document_classifying import direction_follow
from finance.services.document_differences import differences_tell
from finance.services.document_holding import locked_document, require_not_in_trash
from finance.services.document_places import Place, pointed_at, printed_at
from finance.services.document_record import evidence_columns
from services.reading.codec import storable
from services.types import Evidence, FieldName
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.money import currencies, parse_amount

F_ = FieldName
WHOLE_DIGITS = 15
FRACTION_DIGITS = 4
TEXT_MAX = 500
EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)


def field_correct(
    *,
    actor: Actor,
    document: Document,
    expected_version: int,
    name: FieldName,
    value: str | None = None,
    place: Place | None = None,
) -> ExtractedField:
    """Set one field by a person's word: a value, a box on a page, or both; and drop the doubts that this settles.

    Where the value stands is kept as its evidence: the box, else where a value alone is found printed, else nothing. What is
    booked already is not touched: a finding says where the transaction differs from now on.

    Raises InvalidFieldError when the value has not the form of the field, BoxError when the box does not say it,
    StaleVersionError, DocumentStateError.
    """
    actor.require(Capability.DOCUMENT_EDIT)
    said = _said(document, name, value, place)
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        require_not_in_trash(locked)
        field = _write(locked, name, said)
        _settle_findings(locked)
        if name is F_.VENDOR:
            direction_follow(locked)
        differences_tell(locked)
        Document.objects.filter(id=locked.id).update(version=F("version") + 1)
        data = {"field": name.value} | ({"page": said.evidence.page} if place and said.evidence else {})
        audit_record(actor=actor, action="field_corrected", subject_type="document", subject_id=locked.id, data=data)
    return field


@dataclass(frozen=True, slots=True)
class _Said:
    """A value in its normal form, and where it stands (None: nowhere that is known)."""

    value: str
    evidence: Evidence | None


def _said(document: Document, name: FieldName, value: str | None, place: Place | None) -> _Said:
    normal = None if value is None else normalised(name, value)
    if place is not None:
        pointed = pointed_at(document, name, place, value=normal)
        return _Said(normalised(name, pointed.value), pointed.evidence)
    if normal is None:
        sentence = "Give a value, or a page and a box on it."
        raise InvalidFieldError(sentence, errors={name.value: [sentence]})
    return _Said(normal, printed_at(document, name, normal))


def normalised(name: FieldName, value: str) -> str:
    """The value in the form in which fields are kept. Raises InvalidFieldError."""
    folded = " ".join(storable(value).split())
    try:
        return FORMS.get(name, _text)(folded)
    except ValueError as error:
        sentence = str(error)
        raise InvalidFieldError(sentence, errors={name.value: [sentence]}) from error


def _write(document: Document, name: FieldName, said: _Said) -> ExtractedField:
    evidence = said.evidence
    field, _is_new = ExtractedField.objects.update_or_create(
        workspace_id=document.workspace_id,
        document=document,
        name=name.value,
        defaults={
            "extraction": None,
            "value": said.value,
            "printed": evidence.text if evidence else "",
            "origin": Origin.USER,
            "source": "user",
            "doubtful": False,
            "confidence": None,
            "confirmed_by": [],
            **evidence_columns(evidence),
        },
    )
    return field


def _settle_findings(document: Document) -> None:
    fixed = [name.value for name in values_of_people(document)]
    Finding.objects.filter(document=document, severity="doubt", fields__contained_by=fixed).exclude(fields=[]).delete()


def _amount(text: str) -> str:
    amount = parse_amount(text)
    if abs(amount) >= 10**WHOLE_DIGITS or -int(amount.as_tuple().exponent) > FRACTION_DIGITS:
        raise ValueError(f"An amount has at most {WHOLE_DIGITS} digits before the point and {FRACTION_DIGITS} after it.")
    return format(amount, "f")


def _date(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("A date is written as YYYY-MM-DD.") from error
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"A date lies between {EARLIEST} and {LATEST}.")
    return day.isoformat()


def _currency(text: str) -> str:
    code = text.upper()
    if code not in currencies():
        raise ValueError("A currency is a code of ISO 4217, such as EUR.")
    return code


def _last4(text: str) -> str:
    if len(text) != len("0000") or not (text.isascii() and text.isdigit()):
        raise ValueError("These are the last four digits of a card.")
    return text


def _compact(text: str) -> str:
    return _text("".join(text.split()).upper())


def _text(text: str) -> str:
    if not text or len(text) > TEXT_MAX:
        raise ValueError(f"A text has 1 to {TEXT_MAX} characters.")
    return text


_AMOUNTS = (F_.TOTAL, F_.TAX, F_.NET, F_.TIP, F_.ROUNDING, F_.AMOUNT_DUE, F_.PREPAID)
_DATES = (F_.DATE, F_.DUE_DATE, F_.SERVICE_DATE)
FORMS: Mapping[FieldName, Callable[[str], str]] = {
    **dict.fromkeys(_AMOUNTS, _amount),
    **dict.fromkeys(_DATES, _date),
    F_.CURRENCY: _currency,
    F_.CARD_LAST4: _last4,
    F_.VENDOR_IBAN: _compact,
    F_.VENDOR_TAX_ID: _compact,
}
