"""Doorbells of people: each wakes a use-case."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from users.idempotency.records import records_delete_old
from users.sessions.cleaning import expired_sessions_delete


@shared_task(name="users.delete_expired_sessions")
def delete_expired_sessions() -> None:
    """Deletes sessions and tokens that are long over."""
    expired_sessions_delete(now=timezone.now())


@shared_task(name="users.delete_old_answers")
def delete_old_answers() -> None:
    """Deletes what was kept for idempotency keys, after a day."""
    records_delete_old()
