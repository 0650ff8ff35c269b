"""Invitations end with the right of whoever sent them, so that nobody's word outlives their role."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from users.audit.services import audit_record
from users.people.models import User, UserKind
from users.tenancy.actor import Actor
from users.workspaces.models import Invitation
from users.workspaces.roles import CAPABILITIES, Capability, Role


def open_invitations(*, now: datetime) -> QuerySet[Invitation]:
    """Those that can still be accepted, of the scope in force. An inviter who was disabled invites nobody."""
    stands = Q(invited_by=None) | Q(invited_by__is_active=True) | Q(invited_by__kind=UserKind.SERVICE)
    return Invitation.objects.filter(stands, accepted_at=None, refused_at=None, revoked_at=None, expires_at__gt=now)


def invitations_revoke_of(*, actor: Actor, inviter: User, now: datetime, beyond: Role | None = None) -> None:
    """Take back what a member sent: all of it, or only what the role `beyond` could not send."""
    for invitation in open_invitations(now=now).select_for_update(of=("self",)).filter(invited_by=inviter).order_by("id"):
        if beyond is None or not _may_send(beyond, Role(invitation.role)):
            invitation_end(actor=actor, invitation=invitation, action="invitation_revoked", revoked_at=now)


def _may_send(role: Role, offered: Role) -> bool:
    held = CAPABILITIES[role]
    return Capability.MEMBER_MANAGE in held and CAPABILITIES[offered] <= held


def invitation_end(*, actor: Actor, invitation: Invitation, action: str, **ended: object) -> None:
    """Put down how a locked invitation ended, and forget its link."""
    for name, value in ended.items():
        setattr(invitation, name, value)
    invitation.token = ""
    invitation.save(update_fields=[*ended, "token"])
    audit_record(
        actor=actor,
        action=action,
        subject_type="invitation",
        subject_id=invitation.id,
        data={"role": str(Role(invitation.role).value)},
    )
