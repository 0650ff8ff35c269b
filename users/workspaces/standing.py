"""What somebody may do to others in a workspace, held until their deed is done."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from users.keys.models import ApiKey
from users.tenancy.actor import Actor, ActorKind
from users.workspaces.models import Membership
from users.workspaces.roles import CAPABILITIES, Capability, Role
from utils.errors import NotAllowedError, NotFoundError

_OF_MEMBERS = (ActorKind.USER, ActorKind.API_KEY)


def members_hold(actor: Actor, *wanted: UUID) -> list[Membership]:
    """The wanted memberships as they are now. They, the actor's own and those of all owners are locked to the end.

    So of two who do something to members at once, the second sees what the first has done: its own fall too.
    Raises NotFoundError.
    """
    concerned = Q(role=Role.OWNER) | Q(id__in=wanted) | Q(user_id=actor.user_id)
    rows = Membership.objects.select_related("user").select_for_update(of=("self",), no_key=True).filter(concerned).order_by("id")
    found = {row.id: row for row in rows}
    if not found.keys() >= set(wanted):
        raise NotFoundError("There is no such member.")
    return [found[one] for one in wanted]


def refuse_beyond(actor: Actor, *roles: Role, needed: Capability = Capability.MEMBER_MANAGE) -> None:
    """Nobody gives, changes or takes a role that can do more than they themselves can now. Raises NotAllowedError.

    To be asked under `members_hold`. Keys count by their scopes; who runs the instance may do everything.
    """
    present = _present(actor)
    if needed not in present:
        raise NotAllowedError(f"This needs the right “{needed.value}”. Ask an owner of the workspace for it.")
    if not all(CAPABILITIES[role] <= present for role in roles):
        raise NotAllowedError("This concerns a role that can do more than you can. Ask an owner of the workspace.")


def _present(actor: Actor) -> frozenset[Capability]:
    if actor.kind not in _OF_MEMBERS:
        return actor.capabilities
    if actor.key_id and not ApiKey.objects.filter(id=actor.key_id, revoked_at=None).exists():
        return frozenset()
    mine = Membership.objects.filter(user=actor.user_id).first()
    return actor.capabilities & CAPABILITIES[Role(mine.role)] if mine else frozenset()
