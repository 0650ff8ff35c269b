"""What proved who a request comes from, and in which workspace it therefore may act."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from users.people.models import User
from users.tenancy.actor import Actor, ActorKind
from users.tenancy.errors import NoWorkspaceError, WorkspaceRequiredError
from users.workspaces.models import Membership
from users.workspaces.roles import CAPABILITIES, Role
from utils.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Credential:
    """A person's session, or an API key: `request.auth` of every view. Exactly one of `session_id` and `key_id` is set.

    `memberships` are those that it reaches, oldest first: all of the person's for a session, one for a key.
    """

    user: User
    memberships: tuple[Membership, ...]
    session_id: UUID | None = None
    key_id: UUID | None = None
    scopes: frozenset[str] | None = None

    def actor(self, *, asked: str | None, writes: bool) -> Actor:
        """The actor in the workspace asked for by X-Workspace, else in the only one; reads may fall back to the default one.

        Raises NotFoundError (also for workspaces of others), NoWorkspaceError, WorkspaceRequiredError.
        """
        if asked is not None:
            return self._actor_in(_named(asked, self.memberships))
        if not self.memberships:
            raise NoWorkspaceError("You belong to no workspace yet. Open one, or accept an invitation.")
        if len(self.memberships) > 1 and writes:
            raise WorkspaceRequiredError("You belong to several workspaces. Name one by the header X-Workspace.")
        return self._actor_in(self._default())

    def _default(self) -> Membership:
        wished = self.user.default_workspace_id
        return next((one for one in self.memberships if one.workspace_id == wished), self.memberships[0])

    def _actor_in(self, membership: Membership) -> Actor:
        held = CAPABILITIES[Role(membership.role)]
        if self.scopes is not None:
            held = frozenset(capability for capability in held if capability.value in self.scopes)
        kind = ActorKind.USER if self.key_id is None else ActorKind.API_KEY
        return Actor(kind, membership.workspace_id, held, user_id=self.user.id, key_id=self.key_id)


def _named(asked: str, memberships: tuple[Membership, ...]) -> Membership:
    for membership in memberships:
        if str(membership.workspace_id) == asked:
            return membership
    raise NotFoundError("There is no such workspace, or you do not reach it.")
