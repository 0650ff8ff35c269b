"""How a workspace keeps its ledger: what is booked at once, who approves, how long things are kept."""

from __future__ import annotations

from typing import TypedDict, Unpack

from django.db.models.functions import Now

from finance.errors import InvalidFieldError
from finance.models import Approval, BookingPolicy, LedgerSettings, OcrPolicyChoice
from finance.services.checked_writing import checked_write
from finance.services.ledger import ledger_open
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.languages import LANGUAGES

OCR_LANGUAGES_MAX = 5


class SettingsChanges(TypedDict, total=False):
    """What `ledger_settings_update` may change. Years are kept after the end of the year; None: no rule.

    OCR languages are ISO 639-1, the likeliest first; none: by the document. With `training_consent`, confirmed documents may be
    added to what readers are trained on (docs/training.md): that is an owner's to say.
    """

    booking_policy: BookingPolicy
    approval: Approval
    retention_years: int | None
    ocr_policy: OcrPolicyChoice
    ocr_languages: list[str]
    training_consent: bool


def ledger_settings_update(*, actor: Actor, **changes: Unpack[SettingsChanges]) -> LedgerSettings:
    """Change what is given, opening the ledger where it is not open. What is booked or read already stays as it is.

    Raises InvalidFieldError for languages that there are not, that come twice, or that are too many.
    """
    actor.require(Capability.OWNER_MANAGE if "training_consent" in changes else Capability.WORKSPACE_MANAGE)
    _require_languages(changes.get("ocr_languages", []))
    with checked_write():
        ledger_open(actor=actor)
        settings = LedgerSettings.objects.select_for_update().get()
        before = {name: getattr(settings, name) for name in changes}
        _change(settings, actor, changes)
        data = {name: f"{_told(before[name])} → {_told(getattr(settings, name))}" for name in changes}
        audit_record(actor=actor, action="ledger_settings_changed", subject_type="ledger", subject_id=settings.id, data=data)
    return settings


def _change(settings: LedgerSettings, actor: Actor, changes: SettingsChanges) -> None:
    columns: dict[str, object] = {name: value for name, value in changes.items() if name != "training_consent"}
    granted = changes.get("training_consent")
    if granted is not None and granted != settings.training_consent:
        columns |= {
            "training_consent_at": Now() if granted else None,
            "training_consent_by_id": actor.user_id if granted else None,
        }
    if columns:
        LedgerSettings.objects.filter(id=settings.id).update(**columns)
        settings.refresh_from_db()


def _require_languages(codes: list[str]) -> None:
    if len(codes) > OCR_LANGUAGES_MAX or len(set(codes)) < len(codes) or not LANGUAGES.issuperset(codes):
        sentence = f"Give at most {OCR_LANGUAGES_MAX} different codes of ISO 639-1, such as en or de, the likeliest first."
        raise InvalidFieldError(sentence, errors={"ocr_languages": [sentence]})


def _told(value: object) -> str:
    return (" ".join(value) or "None") if isinstance(value, list) else str(value)
