"""The mail that brings an invitation. Without a mail server the link is copied instead."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from users.people.models import User
from users.workspaces.models import Invitation
from utils.mail_queue import mail_queue

UNWANTED = ("invitation:email",)


def send_on_commit(*, invitation: Invitation, link: str) -> None:
    """Send it as soon as the invitation is committed; how long the answer takes does not tell whether anybody got it."""
    if not (invitation.email and settings.HAS_MAIL):
        return
    message = _message(invitation, link)
    if _is_unwanted(invitation.email):
        return

    def send() -> None:
        mail_queue.put(message)

    transaction.on_commit(send, robust=True)


def _is_unwanted(email: str) -> bool:
    """By somebody who has an account here, and chose to hear of no invitations by mail."""
    return User.objects.filter(email=email).exclude(notifications__contains=list(UNWANTED)).exists()


def _message(invitation: Invitation, link: str) -> EmailMessage:
    inviter = invitation.invited_by
    told = {
        "workspace": " ".join(invitation.workspace.name.split()),
        "inviter": " ".join((inviter.name or inviter.email).split()) if inviter and not inviter.is_service else "",
        "role": invitation.role,
        "expires_at": invitation.expires_at,
        "link": link,
        "public_url": settings.PUBLIC_URL,
    }
    subject = " ".join(render_to_string("users/mail/invitation_subject.txt", told).split())
    body = render_to_string("users/mail/invitation_message.txt", told).strip() + "\n"
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [invitation.email])
