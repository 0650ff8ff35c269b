"""Writing the audit trail: always inside the transaction that does the deed."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from structlog.contextvars import get_contextvars

from users.audit.actions import known_action
from users.audit.models import AuditEvent
from users.audit.source import Source, present_source
from users.people.models import User
from users.tenancy.actor import Actor, ActorKind
from users.tenancy.scope import unscoped
from users.workspaces.models import Membership

Data = Mapping[str, str | int | bool | None]

_UNNAMED = {Source.COMMAND: ActorKind.COMMAND, Source.WORKER: ActorKind.MACHINE}


def audit_record(
    *,
    actor: Actor,
    action: str,
    subject_type: str,
    subject_id: UUID | None,
    data: Data | None = None,
) -> AuditEvent:
    """Append one deed in the actor's workspace. `data` holds ids, codes and counts, never the text of a document."""
    event = _event(actor.kind, actor.id, action, subject_type, subject_id, data)
    event.workspace_id = actor.workspace_id
    event.save(force_insert=True)
    return event


def person_record(*, user: User, action: str, data: Data | None = None) -> None:
    """Append a deed of the account itself (a login): in each workspace of the person, or in none for who has no workspace."""
    with unscoped("audit of an account"):
        mine = Membership.objects.filter(user=user).order_by("id").values_list("workspace_id", flat=True)
        places: list[UUID | None] = list(mine)
        events = []
        for workspace_id in places or [None]:
            event = _event(ActorKind.USER, user.id, action, "person", user.id, data)
            event.workspace_id = workspace_id
            events.append(event)
        AuditEvent.objects.bulk_create(events)


def instance_record(
    *, action: str, subject_type: str, subject_id: UUID | None = None, data: Data | None = None, user: User | None = None
) -> None:
    """Append what happened to the instance and to no workspace, by `user` if it is known who: read in the admin only."""
    kind = ActorKind.OPERATOR if user else _UNNAMED.get(present_source(), ActorKind.ANONYMOUS)
    with unscoped("audit of the instance"):
        _event(kind, user.id if user else None, action, subject_type, subject_id, data).save(force_insert=True)


def _event(
    kind: ActorKind, actor_id: UUID | None, action: str, subject_type: str, subject_id: UUID | None, data: Data | None
) -> AuditEvent:
    return AuditEvent(
        actor_kind=kind.value,
        actor_id=actor_id,
        source=present_source().value,
        action=known_action(action),
        subject_type=subject_type,
        subject_id=subject_id,
        request_id=str(get_contextvars().get("request_id", "")),
        data=dict(data or {}),
    )
