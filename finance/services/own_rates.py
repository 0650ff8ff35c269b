"""Writing a workspace's own rates. Postings keep the rates by which they were valued; what had none can be completed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TypedDict, Unpack

from finance.errors import InvalidMoneyError
from finance.models import OwnRate
from finance.selectors.rates import base_currency
from finance.services.checked_writing import checked_write
from finance.services.version_holding import row_hold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.money import MoneyError, minor_digits

RATE_MAX = Decimal(10) ** 9
RATE_SCALE = 12


class OwnRateChanges(TypedDict, total=False):
    """What `own_rate_update` may change."""

    date: datetime.date
    currency: str
    base: str
    rate: Decimal
    note: str


def own_rate_create(
    *, actor: Actor, date: datetime.date, currency: str, rate: Decimal, base: str | None = None, note: str = ""
) -> OwnRate:
    """One unit of `currency` cost `rate` units of `base` (None: the base currency of the workspace) on that day.

    Raises RateKnownError, InvalidMoneyError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        own = OwnRate(workspace_id=actor.workspace_id)
        _fill(own, {"date": date, "currency": currency, "base": base or base_currency(), "rate": rate, "note": note})
        own.save(force_insert=True)
        audit_record(actor=actor, action="own_rate_created", subject_type="own_rate", subject_id=own.id)
    return own


def own_rate_update(
    *, actor: Actor, own_rate: OwnRate, expected_version: int | None = None, **changes: Unpack[OwnRateChanges]
) -> OwnRate:
    """Change some of date, currency, base, rate, note. Raises RateKnownError, InvalidMoneyError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(own_rate, expected_version=expected_version)
        _fill(held, changes)
        held.save(update_fields=["date", "currency", "base", "rate", "note", "version"])
        audit_record(actor=actor, action="own_rate_updated", subject_type="own_rate", subject_id=held.id)
    return held


def own_rate_remove(*, actor: Actor, own_rate: OwnRate, expected_version: int | None = None) -> None:
    """Take it away; postings that were valued by it keep it. Raises StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(own_rate, expected_version=expected_version)
        audit_record(actor=actor, action="own_rate_removed", subject_type="own_rate", subject_id=held.id)
        held.delete()


def _fill(own: OwnRate, changes: OwnRateChanges) -> None:
    for name, value in changes.items():
        setattr(own, name, value)
    for field in ("currency", "base"):
        _refuse_unknown(field, getattr(own, field))
    if not own.rate.is_finite() or not 0 < own.rate < RATE_MAX or own.rate != round(own.rate, RATE_SCALE):
        sentence = f"A rate is greater than 0, below {RATE_MAX:f}, with at most {RATE_SCALE} digits after the point."
        raise InvalidMoneyError(sentence, errors={"rate": [sentence]})


def _refuse_unknown(field: str, currency: str) -> None:
    try:
        minor_digits(currency)
    except MoneyError as error:
        raise InvalidMoneyError(str(error), errors={field: [str(error)]}) from error
