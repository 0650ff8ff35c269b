"""Invitations end with the right of whoever sent them or was shown their link, so that nobody's word outlives their role.

Who was shown a link stands in the audit trail.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from users.audit.models import AuditEvent
from users.audit.services import audit_record
from users.keys.models import ApiKey
from users.people.models import User, UserKind
from users.tenancy.actor import Actor
from users.workspaces.models import Invitation
from users.workspaces.roles import CAPABILITIES, Capability, Role


def open_invitations(*, now: datetime) -> QuerySet[Invitation]:
    """Those that can still be accepted, of the scope in force. An inviter who was disabled invites nobody."""
    stands = Q(invited_by=None) | Q(invited_by__is_active=True) | Q(invited_by__kind=UserKind.SERVICE)
    return Invitation.objects.filter(stands, accepted_at=None, refused_at=None, revoked_at=None, expires_at__gt=now)


def invitations_revoke_of(*, actor: Actor, inviter: User, now: datetime, beyond: Role | None = None) -> None:
    """Take back what a member sent, or has the link of: all of it, or only what the role `beyond` could not send."""
    keys = ApiKey.objects.filter(Q(membership__user=inviter) | Q(maker__user=inviter)).values("id")
    known = Q(invited_by=inviter) | _shown_to(Q(actor_id=inviter.id) | Q(actor_id__in=keys))
    for invitation in _held(known, now):
        if beyond is None or not _may_send(beyond, Role(invitation.role)):
            invitation_end(actor=actor, invitation=invitation, action="invitation_revoked", revoked_at=now)


def invitations_revoke_shown_to(*, actor: Actor, keys: Collection[UUID], now: datetime) -> None:
    """Take back all of which a key that is ended got the link: whoever stole it comes in by none of them."""
    for invitation in _held(_shown_to(Q(actor_id__in=keys)), now):
        invitation_end(actor=actor, invitation=invitation, action="invitation_revoked", revoked_at=now)


def _held(wanted: Q, now: datetime) -> QuerySet[Invitation]:
    return open_invitations(now=now).select_for_update(of=("self",)).filter(wanted).order_by("id")


def _shown_to(who: Q) -> Q:
    shown = AuditEvent.objects.filter(who, action__in=["invitation_created", "invitation_copied"])
    return Q(id__in=shown.values("subject_id"))


def _may_send(role: Role, offered: Role) -> bool:
    held = CAPABILITIES[role]
    return Capability.MEMBER_MANAGE in held and CAPABILITIES[offered] <= held


def invitation_end(*, actor: Actor, invitation: Invitation, action: str, **ended: object) -> None:
    """Put down how a locked invitation ended, and forget its link."""
    for name, value in ended.items():
        setattr(invitation, name, value)
    invitation.token = ""
    invitation.save(update_fields=[*ended, "token"])
    invitation_record(actor, action, invitation)


def invitation_record(actor: Actor, action: str, invitation: Invitation) -> None:
    """Put down what was done with an invitation."""
    audit_record(
        actor=actor,
        action=action,
        subject_type="invitation",
        subject_id=invitation.id,
        data={"role": str(Role(invitation.role).value)},
    )
