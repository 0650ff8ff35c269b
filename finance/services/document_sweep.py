"""Finds what was not picked up and what a dead worker left, every few seconds, from beat or from a worker when beat is dead."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from finance.models import MAX_ATTEMPTS, Document, DocumentState, Heartbeat, PendingDeletion
from finance.services.document_work import quarantine
from finance.services.export_work import exports_sweep
from finance.services.import_work import imports_sweep
from finance.signals import document_overdue, files_released
from users.tenancy.scope import unscoped

log = structlog.get_logger(__name__)

LOCK = 7_311_900_001  # of the sweep: any constant of ours
BATCH = 100
SWEEP = "sweep"
SILENT_AFTER_INTERVALS = 3
OPEN = (DocumentState.RECEIVED, DocumentState.READING, DocumentState.EXTRACTING)


def work_sweep() -> int:
    """Send `document_overdue` for overdue work and quarantine what was begun too often; how many documents it found.

    Two at once do not double anything: the second finds the lock taken, or nothing due.
    """
    with unscoped("the sweep looks after all workspaces"), transaction.atomic():
        if not _is_alone():
            return 0
        _beat()
        overdue = list(_overdue().select_for_update(skip_locked=True).order_by("state_since")[:BATCH])
        _call(overdue)
        exports_sweep()
        imports_sweep()
        if PendingDeletion.objects.filter(next_try_at__lte=Now()).exists():
            files_released.send(sender=PendingDeletion)
    return len(overdue)


def work_sweep_if_beat_is_silent() -> int:
    """The same, called by every worker: only when no sweep was called for over three intervals, which is logged as an alert."""
    silence = timedelta(seconds=SILENT_AFTER_INTERVALS * settings.SWEEP_INTERVAL_SECONDS)
    if Heartbeat.objects.filter(name=SWEEP, beaten_at__gt=Now() - silence).exists():
        return 0
    log.error("beat_is_silent", remedy="Start the beat process again; until then the workers sweep.")
    return work_sweep()


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _beat() -> None:
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=SWEEP, beaten_at=Now())],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["beaten_at"],
    )


def _overdue() -> QuerySet[Document]:
    not_picked_up = Q(lease_until=None, state_since__lt=Now() - timedelta(seconds=settings.OVERDUE_AFTER_SECONDS))
    given_back = Q(lease_until=None, tries__gt=0)
    left = Q(lease_until__lt=Now())
    due = Q(next_call_at=None) | Q(next_call_at__lte=Now())
    return Document.objects.filter(due, not_picked_up | given_back | left, state__in=OPEN, trashed_at=None)


def _call(overdue: list[Document]) -> None:
    exhausted = [document.id for document in overdue if document.tries >= MAX_ATTEMPTS]
    if exhausted:
        log.error("documents_quarantined", document_ids=[str(document_id) for document_id in exhausted])
        quarantine(Document.objects.filter(id__in=exhausted))
    called = [document for document in overdue if document.tries < MAX_ATTEMPTS]
    again = Now() + timedelta(seconds=settings.OVERDUE_AFTER_SECONDS)
    Document.objects.filter(id__in=[document.id for document in called]).update(next_call_at=again)
    for document in called:
        document_overdue.send(sender=Document, document_id=document.id, state=document.state)
