"""Who belongs to a workspace: letting in, other roles, putting out, leaving, handing over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from users.audit.services import audit_record
from users.people.models import User
from users.people.services import require_person
from users.tenancy.actor import Actor
from users.workspaces.errors import LastOwnerError, MemberKnownError
from users.workspaces.invitation_ending import invitations_revoke_of
from users.workspaces.models import Membership
from users.workspaces.roles import Capability, Role
from users.workspaces.selectors import refuse_too_many_workspaces
from users.workspaces.standing import members_hold, refuse_beyond
from utils.errors import NotAllowedError, NotFoundError


@transaction.atomic
def membership_add(*, actor: Actor, user: User, role: Role) -> Membership:
    """Let a person into the actor's workspace.

    Raises MemberKnownError, WorkspaceLimitError, NotAllowedError, ServiceAccountError.
    """
    members_hold(actor)
    refuse_beyond(actor, role)
    membership = member_let_in(user=user, role=role, workspace_id=actor.workspace_id)
    member_record(actor, "member_added", membership)
    return membership


def member_let_in(*, user: User, role: Role, workspace_id: UUID) -> Membership:
    """The row itself, for whoever was found to be entitled. Raises MemberKnownError, WorkspaceLimitError."""
    require_person(user)
    User.objects.select_for_update(no_key=True).get(id=user.id)
    if Membership.objects.filter(user=user).exists():
        raise MemberKnownError("This person belongs to the workspace already. Change their role instead.")
    refuse_too_many_workspaces(user)
    return Membership.objects.create(workspace_id=workspace_id, user=user, role=role)


@transaction.atomic
def membership_change_role(*, actor: Actor, membership: Membership, role: Role) -> Membership:
    """Give a member another role; their keys and open invitations follow at once.

    Raises LastOwnerError, ServiceAccountError, NotAllowedError.
    """
    (held,) = members_hold(actor, membership.id)
    refuse_beyond(actor, Role(held.role), role)
    _set_role(actor, held, role)
    return held


@transaction.atomic
def membership_remove(*, actor: Actor, membership: Membership) -> None:
    """Put a member out; their keys and open invitations end with it. Raises LastOwnerError, NotAllowedError."""
    (held,) = members_hold(actor, membership.id)
    refuse_beyond(actor, Role(held.role))
    _end(actor, "member_removed", held)


@transaction.atomic
def membership_leave(*, actor: Actor) -> None:
    """Go. Keys and open invitations end with it. Raises LastOwnerError."""
    (held,) = members_hold(actor, _own(actor).id)
    _end(actor, "member_left", held)


@transaction.atomic
def workspace_hand_over(*, actor: Actor, membership: Membership) -> Membership:
    """Make another member an owner and step down to admin, both or neither.

    Raises NotAllowedError for whoever is no owner, and for a hand-over to oneself; ServiceAccountError.
    """
    mine = _own(actor)
    if mine.id == membership.id:
        raise NotAllowedError("You own the workspace already. Name the member who shall own it.")
    held, own = members_hold(actor, membership.id, mine.id)
    refuse_beyond(actor, Role.OWNER, needed=Capability.OWNER_MANAGE)
    _set_role(actor, held, Role.OWNER)
    _set_role(actor, own, Role.ADMIN)
    member_record(actor, "workspace_handed_over", held)
    return held


def _own(actor: Actor) -> Membership:
    mine = Membership.objects.filter(user=actor.user_id).first()
    if mine is None:
        raise NotFoundError("You do not belong to this workspace.")
    return mine


def _set_role(actor: Actor, held: Membership, role: Role) -> None:
    if held.role == role:
        return
    if role is Role.OWNER:
        require_person(held.user)
    _keep_an_owner(held)
    held.role = role
    held.save(update_fields=["role"])
    member_record(actor, "member_role_changed", held)
    invitations_revoke_of(actor=actor, inviter=held.user, beyond=role, now=timezone.now())


def _end(actor: Actor, action: str, held: Membership) -> None:
    _keep_an_owner(held)
    invitations_revoke_of(actor=actor, inviter=held.user, now=timezone.now())
    member_record(actor, action, held)
    User.objects.filter(id=held.user_id, default_workspace_id=held.workspace_id).update(default_workspace=None)
    held.delete()


def _keep_an_owner(membership: Membership) -> None:
    """The owners are locked by `members_hold`, so that two cannot go at once."""
    others = Membership.objects.filter(role=Role.OWNER, user__is_active=True).exclude(id=membership.id)
    if membership.role == Role.OWNER and not others.exists():
        raise LastOwnerError("This is the last owner. First make somebody an owner who can log in.")


def member_record(actor: Actor, action: str, membership: Membership) -> None:
    """Into the audit trail: who, and in which role."""
    audit_record(
        actor=actor,
        action=action,
        subject_type="membership",
        subject_id=membership.id,
        data={"user": str(membership.user_id), "role": str(Role(membership.role).value)},
    )
