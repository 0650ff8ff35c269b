"""Accounts past allauth: changed by an operator's hand, or begun by somebody who never proved their address."""

from __future__ import annotations

from collections.abc import Collection

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet

from users.audit.services import person_record
from users.people.models import User
from users.sessions.services import sessions_revoke


@transaction.atomic
def address_vouch(*, user: User) -> None:
    """The person's address, and no other, counts as verified: an operator vouches for it."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def account_follow(*, user: User, changed: Collection[str]) -> None:
    """After an operator changed fields of an account: who is disabled, or has another address, is logged out everywhere."""
    if "email" in changed:
        address_vouch(user=user)
        person_record(user=user, action="email_changed")
    if not user.is_active:
        sessions_revoke(user=user, reason="disabled")
    elif "email" in changed:
        sessions_revoke(user=user, reason="email_changed")


def unproven_accounts() -> QuerySet[User]:
    """Signed up for, but never logged in with, by nobody who proved the address; in no workspace."""
    begun = User.objects.filter(last_login=None, memberships=None, emailaddress__verified=False, is_staff=False)
    return begun.exclude(id__in=EmailAddress.objects.filter(verified=True).values("user_id"))


def address_free(*, email: str, for_user: User) -> None:
    """Whoever proves an address gets it, though somebody else began an account with it and proved nothing."""
    unproven_accounts().filter(email=email).exclude(id=for_user.id).delete()
