"""Logging in and out of the back office, put down in the audit trail. (users/sessions tells of /api/v1/auth/.)"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from users.audit.services import instance_record, person_record
from users.audit.source import Source, present_source
from users.people.models import User


@receiver(user_logged_in)
def record_login(user: User, **_signal: Any) -> None:
    if present_source() is Source.ADMIN:
        person_record(user=user, action="session_opened")


@receiver(user_logged_out)
def record_logout(user: User | None, **_signal: Any) -> None:
    if present_source() is Source.ADMIN and user is not None:
        person_record(user=user, action="session_revoked", data={"reason": "logout"})


@receiver(user_login_failed)
def record_refusal(credentials: dict[str, Any], **_signal: Any) -> None:
    """The address itself is not kept: it may be a password that was typed into the wrong box."""
    if present_source() is not Source.ADMIN:
        return
    address = str(credentials.get("username") or credentials.get("email") or "").strip().lower()
    if known := User.objects.filter(email=address).first():
        person_record(user=known, action="session_refused")
    else:
        instance_record(action="session_refused", subject_type="person")
