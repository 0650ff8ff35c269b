"""How a workspace keeps its ledger: what is booked at once, who approves, how long things are kept."""

from __future__ import annotations

from typing import TypedDict, Unpack

from finance.models import Approval, BookingPolicy, LedgerSettings
from finance.services.checked_writing import checked_write
from finance.services.ledger import ledger_open
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


class SettingsChanges(TypedDict, total=False):
    """What `ledger_settings_update` may change. Years are kept after the end of the year; None: no rule."""

    booking_policy: BookingPolicy
    approval: Approval
    retention_years: int | None


def ledger_settings_update(*, actor: Actor, **changes: Unpack[SettingsChanges]) -> LedgerSettings:
    """Change what is given, opening the ledger where it is not open. What is booked already stays as it is."""
    actor.require(Capability.WORKSPACE_MANAGE)
    with checked_write():
        ledger_open(actor=actor)
        settings = LedgerSettings.objects.select_for_update().get()
        before = {name: getattr(settings, name) for name in changes}
        for name, value in changes.items():
            setattr(settings, name, value)
        if changes:
            settings.save(update_fields=[*changes])
        data = {name: f"{before[name]} → {getattr(settings, name)}" for name in changes}
        audit_record(actor=actor, action="ledger_settings_changed", subject_type="ledger", subject_id=settings.id, data=data)
    return settings
