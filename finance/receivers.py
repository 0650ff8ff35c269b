"""The only file that enqueues: on commit, ids only, from a thread that a silent broker cannot delay the caller with."""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID

from celery import Task
from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.dispatch import receiver

from finance.models import DocumentState, ImportState
from finance.services.document_reading import close_reader
from finance.services.document_sweep import work_sweep_if_beat_is_silent
from finance.services.document_work import work_release_held
from finance.signals import (
    document_overdue,
    document_read,
    document_received,
    export_overdue,
    export_requested,
    files_released,
    import_waits,
    transaction_booked,
)
from finance.tasks import (
    book_import,
    delete_files,
    extract_document,
    find_twins,
    read_document,
    read_import,
    take_back_import,
    write_export,
)
from services.queue.publisher import Doorbell, Publisher
from services.queue.ticker import Ticker

PUBLISHER = Publisher()
INTERVALS_FOR_STARTING = 5  # what is started together with this worker is not silent yet


def ring_on_commit(task: Task, *arguments: str) -> None:
    """Ring after the commit; after a rollback, never. One attempt: the sweep is the retry."""

    def ring() -> None:
        PUBLISHER.offer(Doorbell(task.name, lambda: task.apply_async(args=arguments, retry=False)))

    transaction.on_commit(ring, robust=True)


@receiver(document_received)
def ring_reading(document_id: UUID, **_kwargs: Any) -> None:
    """A new document waits to be read."""
    ring_on_commit(read_document, str(document_id))


@receiver(document_read)
def ring_extraction(document_id: UUID, **_kwargs: Any) -> None:
    """A read document waits to be extracted."""
    ring_on_commit(extract_document, str(document_id))


@receiver(document_overdue)
def ring_again(document_id: UUID, state: str, **_kwargs: Any) -> None:
    """Nobody picked it up, or a worker died: the stage it waits for is rung again."""
    ring_on_commit(extract_document if state == DocumentState.EXTRACTING else read_document, str(document_id))


@receiver(transaction_booked)
def ring_finding(workspace_id: UUID, transaction_id: UUID, **_kwargs: Any) -> None:
    """What was booked may have been booked before."""
    ring_on_commit(find_twins, str(workspace_id), str(transaction_id))


@receiver(files_released)
def ring_deletion(**_kwargs: Any) -> None:
    """Files that no row names any more wait to be deleted."""
    ring_on_commit(delete_files)


@receiver(import_waits)
def ring_import(import_id: UUID, state: str, **_kwargs: Any) -> None:
    """A file waits to be read, booked or taken back."""
    by_state = {ImportState.APPLYING: book_import, ImportState.UNDOING: take_back_import}
    ring_on_commit(by_state.get(ImportState(state), read_import), str(import_id))


@receiver(export_requested)
@receiver(export_overdue)
def ring_export(export_id: UUID, **_kwargs: Any) -> None:
    """A file waits to be written."""
    ring_on_commit(write_export, str(export_id))


@worker_ready.connect
def begin_watching_beat(**_kwargs: Any) -> None:
    """Each worker sweeps by itself while beat is silent."""
    interval_s = settings.SWEEP_INTERVAL_SECONDS
    patience_s = INTERVALS_FOR_STARTING * interval_s
    Ticker(_watch_beat, interval_s=interval_s, errors=(DatabaseError,), patience_s=patience_s).start()


@worker_shutting_down.connect
def give_back_after_grace(**_kwargs: Any) -> None:
    """A worker that is told to stop gives its documents back after SHUTDOWN_GRACE_SECONDS."""
    timer = threading.Timer(settings.SHUTDOWN_GRACE_SECONDS, _give_back)
    timer.daemon = True
    timer.start()


def _watch_beat() -> None:
    close_old_connections()
    work_sweep_if_beat_is_silent()


def _give_back() -> None:
    """The work that did not end in time goes to another worker; ending the reading children ends the waiting here."""
    close_old_connections()
    work_release_held()
    close_reader()
