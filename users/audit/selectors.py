"""Reading the audit trail of a workspace, and who its actors are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from users.audit.models import AuditEvent
from users.keys.models import ApiKey
from users.people.models import User
from users.tenancy.actor import ActorKind
from utils.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class ActorTold:
    """An actor as the members of a workspace may know it. Who runs the instance, and machines, stay without a name."""

    kind: str
    id: UUID | None = None
    name: str | None = None
    email: str | None = None


def event_list() -> QuerySet[AuditEvent]:
    """The events of the workspace in scope, newest first; those of the instance are in no scope."""
    return AuditEvent.objects.order_by("-id")


def event_get(event_id: UUID) -> AuditEvent:
    """Raises NotFoundError."""
    try:
        return AuditEvent.objects.get(id=event_id)
    except AuditEvent.DoesNotExist as error:
        raise NotFoundError("There is no such event.") from error


def actors_told(
    named: Iterable[tuple[str, UUID | None]], *, are_named: bool = True
) -> Mapping[tuple[str, UUID | None], ActorTold]:
    """Of each (kind, id) in the history of the workspace in scope, who that is: two queries, however many they are.

    People are named who are members or were: nobody else acts here as a `user`. A key has its holder's address. Unless they
    `are_named`, kinds alone are told.
    """
    asked = set(named)
    if not are_named:
        return {(kind, one): ActorTold(kind) for kind, one in asked}
    people = _people({one for kind, one in asked if kind == ActorKind.USER and one})
    keys = _keys({one for kind, one in asked if kind == ActorKind.API_KEY and one})
    known = {**people, **keys}
    return {(kind, one): known.get((kind, one)) or _nameless(kind, one) for kind, one in asked}


def _nameless(kind: str, one: UUID | None) -> ActorTold:
    return ActorTold(kind, one if kind in (ActorKind.USER, ActorKind.API_KEY) else None)


def _people(ids: set[UUID]) -> dict[tuple[str, UUID | None], ActorTold]:
    kind = ActorKind.USER.value
    found = User.objects.filter(id__in=ids).only("id", "name", "email")
    return {(kind, user.id): ActorTold(kind, user.id, user.name, user.email) for user in found}


def _keys(ids: set[UUID]) -> dict[tuple[str, UUID | None], ActorTold]:
    kind = ActorKind.API_KEY.value
    found = ApiKey.objects.filter(id__in=ids).select_related("membership__user")
    return {(kind, key.id): ActorTold(kind, key.id, key.name, _address(key.membership.user)) for key in found}


def _address(user: User) -> str | None:
    return None if user.is_service else user.email
