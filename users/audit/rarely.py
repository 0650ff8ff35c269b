"""Deeds that come in floods (refusals, downloads) are told once per window of time: a loop cannot fill the audit trail."""

from __future__ import annotations

from uuid import UUID

from users.audit.services import Data, audit_record, instance_record
from users.limits.counters import count
from users.people.models import User
from users.tenancy.actor import Actor, acting

REFUSALS_WINDOW_S = 60
EXPORTS_WINDOW_S = 3600


def refusal_record(*, actor: Actor, method: str, route: str, capability: str | None, code: str) -> None:
    """Somebody asked for what they may not do: once a minute per actor, method and route (its template, without ids).

    Called after the transaction of the request was rolled back. `capability` is what was lacked, if it was that.
    """
    if _is_first(f"{actor.workspace_id} {actor.id} {method} {route}", REFUSALS_WINDOW_S):
        told = {"method": method, "route": route, "capability": capability, "code": code}
        with acting(actor):
            audit_record(actor=actor, action="access_refused", subject_type="route", subject_id=None, data=told)


def operator_refusal_record(*, user: User, method: str, route: str) -> None:
    """The same of the back office, which is of no workspace."""
    if _is_first(f"{user.id} {method} {route}", REFUSALS_WINDOW_S):
        instance_record(action="access_refused", subject_type="route", user=user, data={"method": method, "route": route})


def export_record(
    *, actor: Actor, action: str = "data_exported", subject_type: str, subject_id: UUID | None, data: Data | None = None
) -> None:
    """Data left the house as a file (a document's original, the rows of a list): once an hour per actor and subject."""
    if _is_first(f"{action} {actor.workspace_id} {actor.id} {subject_type} {subject_id} {data}", EXPORTS_WINDOW_S):
        audit_record(actor=actor, action=action, subject_type=subject_type, subject_id=subject_id, data=data)


def _is_first(what: str, window_s: int) -> bool:
    return count(f"audit {what}", window_s=window_s).value == 1
