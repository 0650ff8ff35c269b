"""Forgetting what is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from users.sessions.accounts import unproven_accounts
from users.sessions.models import LoginSession
from users.tenancy.scope import unscoped

UNPROVEN_KEPT = timedelta(days=7)
KEPT = timedelta(days=30)  # so that somebody can look up where an account was used


@transaction.atomic
def expired_sessions_delete(*, now: datetime) -> int:
    """Delete sessions that ended a month ago, of simplejwt and Django what has expired, and sign-ups that nobody finished.

    Answers how many sessions it were.
    """
    over = Q(expires_at__lt=now - KEPT) | Q(revoked_at__lt=now - KEPT)
    count, _ = LoginSession.objects.filter(over).delete()
    OutstandingToken.objects.filter(expires_at__lt=now).delete()  # the blacklist goes with them
    Session.objects.filter(expire_date__lt=now).delete()
    with unscoped("deleting accounts that nobody ever used"):
        unproven_accounts().filter(date_joined__lt=now - UNPROVEN_KEPT).delete()
    return count
