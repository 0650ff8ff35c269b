"""What follows when an operator makes or changes an account by hand, past allauth."""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db import transaction

from users.audit.services import person_record
from users.people.models import User
from users.sessions.services import sessions_revoke


@transaction.atomic
def account_follow(*, user: User, changed: Collection[str]) -> None:
    """The address counts as verified, for the operator vouches for it; who is disabled, or has another address, is logged out.

    `changed` names the fields that were changed. (A new password ends the sessions by itself: `password_mark`.)
    """
    if "email" in changed:
        EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        person_record(user=user, action="email_changed")
    if not user.is_active:
        sessions_revoke(user=user, reason="disabled")
    elif "email" in changed:
        sessions_revoke(user=user, reason="email_changed")
