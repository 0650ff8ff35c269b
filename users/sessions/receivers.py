"""What allauth announces, put down: in the audit trail, and on the session."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from django.dispatch import receiver
from django.http import HttpRequest

from users.audit.services import person_record
from users.people.models import User
from users.sessions.adapter import keep_session
from users.sessions.services import back_office_end, sessions_revoke
from users.sessions.strategy import session_id_of


@receiver([signals.password_changed, signals.password_set])
def keep_the_session_that_changed_the_password(request: HttpRequest, user: User, **_signal: Any) -> None:
    keep_session(request, user)


@receiver(signals.password_reset)
def prove_the_address(user: User, **_signal: Any) -> None:
    """The link was in a mail to this address, and dies with it: whoever began to sign up can come in this way, too."""
    if EmailAddress.objects.filter(user=user, email=user.email, verified=False).update(verified=True, primary=True):
        person_record(user=user, action="email_verified")


@receiver(signals.user_signed_up)
def record_signup(user: User, **_signal: Any) -> None:
    person_record(user=user, action="person_signed_up")


@receiver(signals.email_changed)
def end_other_sessions(request: HttpRequest, user: User, from_email_address: EmailAddress | None, **_signal: Any) -> None:
    """Whoever has an old session may have had the old mailbox. (Without an old one it is the address of a sign-up.)"""
    if from_email_address is None:
        return
    person_record(user=user, action="email_changed")
    sessions_revoke(user=user, reason="email_changed", except_id=session_id_of(request))
    back_office_end(user=user)


@receiver(signals.email_confirmed)
def record_verification(email_address: EmailAddress, **_signal: Any) -> None:
    person_record(user=email_address.user, action="email_verified")
