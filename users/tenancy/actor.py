"""Who acts: the first argument of every use-case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import pghistory
from structlog.contextvars import get_contextvars

from users.tenancy.scope import scope
from users.workspaces.roles import CAPABILITIES, Capability, Role
from utils.errors import NotAllowedError


class ActorKind(StrEnum):
    """Who or what acts, as the audit trail names it."""

    USER = "user"
    API_KEY = "api_key"
    MACHINE = "machine"  # the reading and extracting workers
    COMMAND = "command"  # somebody at the server's shell
    OPERATOR = "operator"  # instance staff in the admin
    ANONYMOUS = "anonymous"  # nobody that is known: in events of the instance; in a workspace, who turned it down


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts in one workspace, with what it may do there."""

    kind: ActorKind
    workspace_id: UUID
    capabilities: frozenset[Capability]
    user_id: UUID | None = None
    key_id: UUID | None = None

    @property
    def id(self) -> UUID | None:
        """What the audit trail names: the key if one was used, else the person."""
        return self.key_id or self.user_id

    def can(self, capability: Capability) -> bool:
        return capability in self.capabilities

    def require(self, capability: Capability) -> None:
        """Raises NotAllowedError unless the actor has the capability."""
        if capability not in self.capabilities:
            raise NotAllowedError(f"This needs the right “{capability.value}”. Ask an owner of the workspace for it.")


def person(*, workspace_id: UUID, user_id: UUID, role: Role) -> Actor:
    """A member acting with the rights of their role."""
    return Actor(ActorKind.USER, workspace_id, CAPABILITIES[role], user_id=user_id)


def machine(workspace_id: UUID) -> Actor:
    """The workers. They may do everything that the pipeline does, and are named as a machine in the history."""
    return Actor(ActorKind.MACHINE, workspace_id, frozenset(Capability))


def command(workspace_id: UUID) -> Actor:
    """A management command, run by somebody with a shell on the server."""
    return Actor(ActorKind.COMMAND, workspace_id, frozenset(Capability))


def operator(*, workspace_id: UUID, user_id: UUID) -> Actor:
    """Instance staff acting in a workspace through the admin."""
    return Actor(ActorKind.OPERATOR, workspace_id, frozenset(Capability), user_id=user_id)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Scope to the actor's workspace, and name actor and request in the change history of every row that is written."""
    who = str(actor.id) if actor.id else None
    request = get_contextvars().get("request_id")
    with scope(actor.workspace_id), _history_of(actor_kind=actor.kind.value, actor=who, request=request):
        yield


@contextmanager
def _history_of(**named: str | None) -> Iterator[None]:
    """Give back what an outer actor was named when this one is done: pghistory itself would leave the inner one's name."""
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(named)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)
