"""Locking periods: nothing dated on or before the lock changes any more."""

from __future__ import annotations

import datetime

from finance.models import LedgerSettings
from finance.services.checked_writing import checked_write
from finance.services.ledger import ledger_open
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def period_lock(*, actor: Actor, through: datetime.date) -> LedgerSettings:
    """Lock all days through this one, waiting for bookings in flight. Corrections are reversals, dated later."""
    return _set_lock(actor, through, "period_locked")


def period_unlock(*, actor: Actor) -> LedgerSettings:
    """Take the lock away; the audit trail keeps who did, and what was locked."""
    return _set_lock(actor, None, "period_unlocked")


def _set_lock(actor: Actor, through: datetime.date | None, action: str) -> LedgerSettings:
    actor.require(Capability.LEDGER_LOCK)
    with checked_write():
        ledger_open(actor=actor)
        settings = LedgerSettings.objects.select_for_update().get()
        before, settings.locked_through = settings.locked_through, through
        settings.save(update_fields=["locked_through"])
        data = {"from": _text(before), "through": _text(through)}
        audit_record(actor=actor, action=action, subject_type="ledger", subject_id=settings.id, data=data)
    return settings


def _text(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
