"""Which sessions a person has."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from users.people.models import User
from users.sessions.models import LoginSession


def sessions_list(*, user: User, now: datetime) -> QuerySet[LoginSession]:
    """The person's living sessions, the last used first."""
    return LoginSession.objects.filter(user=user, revoked_at=None, expires_at__gt=now).order_by("-last_used_at", "-id")
