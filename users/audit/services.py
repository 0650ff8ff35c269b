"""Writing the audit trail: always inside the transaction that does the deed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from structlog.contextvars import get_contextvars

from users.audit.models import AuditEvent
from users.tenancy.actor import Actor


def audit_record(
    *,
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID | None,
    data: Mapping[str, str | int | bool | None] | None = None,
) -> AuditEvent:
    """Append one deed. `data` holds ids, codes and counts, never the text of a document."""
    return AuditEvent.objects.create(
        workspace_id=actor.workspace_id,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        request_id=str(get_contextvars().get("request_id", "")),
        data=dict(data or {}),
    )
