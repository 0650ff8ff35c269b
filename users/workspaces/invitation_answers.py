"""Answering an invitation, by the person who has its link.

Whatever is wrong with a link (unknown, over, for another address) is answered in the same words.
"""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from users.people.models import User
from users.tenancy.actor import Actor, ActorKind, acting, person
from users.workspaces.invitation_ending import invitation_end
from users.workspaces.invitation_links import invitation_find
from users.workspaces.models import Invitation, Membership
from users.workspaces.roles import Role
from users.workspaces.services import member_let_in, member_record
from utils.errors import NotFoundError


def invitation_open_for(*, token: str, now: datetime) -> Invitation | None:
    """The open invitation with this token, for somebody who has no account yet: with it one may sign up."""
    return invitation_find(token=token, now=now)


def invitation_look(*, user: User, token: str, now: datetime) -> Invitation:
    """What is offered to the person. Raises NotFoundError."""
    return _for(user, invitation_find(token=token, now=now))


@transaction.atomic
def invitation_accept(*, user: User, token: str, now: datetime) -> Membership:
    """Become a member; of several at once exactly one does. Raises NotFoundError, MemberKnownError, WorkspaceLimitError."""
    held = _for(user, invitation_find(token=token, now=now, hold=True))
    actor = person(workspace_id=held.workspace_id, user_id=user.id, role=Role(held.role))
    with acting(actor):
        membership = member_let_in(user=user, role=Role(held.role), workspace_id=held.workspace_id)
        invitation_end(actor=actor, invitation=held, action="invitation_accepted", accepted_at=now, accepted_by=user)
        member_record(actor, "member_added", membership)
    return membership


@transaction.atomic
def invitation_refuse(*, user: User, token: str, now: datetime) -> None:
    """Say no: the link is dead, and its workspace does not learn who said so. Raises NotFoundError."""
    held = _for(user, invitation_find(token=token, now=now, hold=True))
    actor = Actor(ActorKind.ANONYMOUS, held.workspace_id, frozenset(), user_id=user.id)
    with acting(actor):
        invitation_end(actor=actor, invitation=held, action="invitation_refused", refused_at=now)


def _for(user: User, invitation: Invitation | None) -> Invitation:
    if invitation is None or not _is_addressed(user, invitation):
        raise NotFoundError("There is no invitation for you by this link, or it is over. Ask for a new one.")
    return invitation


def _is_addressed(user: User, invitation: Invitation) -> bool:
    """An address counts when it is proven that the person reads its mail."""
    if not invitation.email:
        return True
    proven = EmailAddress.objects.filter(user=user, email=invitation.email, verified=True)
    return bool(proven.exists())
