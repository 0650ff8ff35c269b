"""Inviting into a workspace, by those who manage its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from users.keys.models import ApiKey
from users.limits.counters import count
from users.limits.errors import LimitReachedError
from users.people.models import User
from users.tenancy.actor import Actor
from users.workspaces.errors import (
    InvitationFieldError,
    InvitationLimitError,
    InvitationOverError,
    MemberKnownError,
)
from users.workspaces.invitation_ending import invitation_end, invitation_record, open_invitations
from users.workspaces.invitation_links import digest_of, link_of, token_make
from users.workspaces.invitation_mail import send_on_commit
from users.workspaces.models import Invitation, Membership
from users.workspaces.roles import Role
from users.workspaces.standing import members_hold, refuse_beyond

LIFETIME_DEFAULT = timedelta(days=7)
LIFETIME_MAX = timedelta(days=30)
OPEN_MAX = 100
A_DAY_MAX = 200
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class MadeInvitation:
    """An invitation with its link, which whoever is invited needs."""

    invitation: Invitation
    link: str


def invitation_create(
    *, actor: Actor, role: Role, now: datetime, email: str = "", expires_at: datetime | None = None
) -> MadeInvitation:
    """Offer a place; to an address (mail goes out if a server is configured), or to whoever has the link.

    Says nothing of whether the address has an account here; only that a member has it, which members may see anyway.
    Raises InvitationFieldError, MemberKnownError, InvitationLimitError, LimitReachedError, NotAllowedError.
    """
    address, end = _address(email), _end(expires_at, now)
    _refuse_flood(actor)
    with transaction.atomic():
        members_hold(actor)
        refuse_beyond(actor, role)
        if address and Membership.objects.filter(user__email=address).exists():
            raise MemberKnownError("A member has this address already. Change their role instead.")
        if open_invitations(now=now).count() >= OPEN_MAX:
            raise InvitationLimitError(f"{OPEN_MAX} invitations are open. Revoke those that nobody will accept.")
        made = _make(actor, address, role, end)
        send_on_commit(invitation=made.invitation, link=made.link)
    return made


def _make(actor: Actor, address: str, role: Role, expires_at: datetime) -> MadeInvitation:
    token = token_make()
    invitation = Invitation.objects.create(
        workspace_id=actor.workspace_id,
        email=address,
        role=role,
        digest=digest_of(token),
        token=token,
        invited_by_id=_answers_for(actor),
        expires_at=expires_at,
    )
    invitation_record(actor, "invitation_created", invitation)
    return MadeInvitation(invitation, link_of(token))


def _answers_for(actor: Actor) -> UUID | None:
    """With whose right the invitation ends. A key that somebody made for a program invites in the name of that somebody."""
    key = ApiKey.objects.select_related("maker").get(id=actor.key_id) if actor.key_id else None
    return key.maker.user_id if key and key.maker else actor.user_id


@transaction.atomic
def invitation_copy_link(*, actor: Actor, invitation: Invitation, now: datetime) -> str:
    """The link again. Raises InvitationOverError, NotAllowedError for a role beyond one's own."""
    held = _held(actor, invitation, now)
    invitation_record(actor, "invitation_copied", held)
    return link_of(held.token.reveal())


@transaction.atomic
def invitation_revoke(*, actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Take it back: its link is dead at once. Raises InvitationOverError, NotAllowedError for a role beyond one's own."""
    held = _held(actor, invitation, now)
    invitation_end(actor=actor, invitation=held, action="invitation_revoked", revoked_at=now)


def _held(actor: Actor, invitation: Invitation, now: datetime) -> Invitation:
    members_hold(actor)
    refuse_beyond(actor, Role(invitation.role))
    held = open_invitations(now=now).select_for_update(of=("self",)).filter(id=invitation.id).first()
    if held is None:
        raise InvitationOverError("It was accepted, refused, revoked, or its time is over. Make a new one.")
    return held


def _address(email: str) -> str:
    address = email.strip().lower()
    if not address:
        return ""
    try:
        User._meta.get_field("email").clean(address, None)
    except ValidationError as error:
        raise _odd("email", "Give an address like name@example.org, or none.") from error
    return address


def _end(expires_at: datetime | None, now: datetime) -> datetime:
    end = expires_at or now + LIFETIME_DEFAULT
    if not now < end <= now + LIFETIME_MAX:
        raise _odd("expires_at", f"Give a moment in the future, at most {LIFETIME_MAX.days} days from now.")
    return end


def _odd(field: str, sentence: str) -> InvitationFieldError:
    return InvitationFieldError("The invitation cannot be made; see `errors`.", errors={field: [sentence]})


def _refuse_flood(actor: Actor) -> None:
    """Nobody's mailbox is filled through us, also not by making and revoking again and again."""
    sent = count(f"invitations of {actor.workspace_id}", window_s=DAY_S)
    if sent.value > A_DAY_MAX:
        raise LimitReachedError(
            f"{A_DAY_MAX} invitations a day are enough. Go on tomorrow.", retry_after_s=max(1, sent.resets_in_s)
        )
