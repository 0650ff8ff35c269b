"""Who writes an export: claims with a lease and a fencing number, as for documents. The row is the truth, the broker a hint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from finance.errors import LostClaimError
from finance.models import MAX_ATTEMPTS, Export, ExportState
from finance.services.document_files import release_files
from finance.signals import export_overdue
from services.errors import StorageUnavailableError
from services.queue.ticker import Ticker
from users.tenancy.scope import scope, unscoped
from utils.errors import QuittanceError

log = structlog.get_logger(__name__)

OPEN = (ExportState.WAITING, ExportState.WRITING)
POSTPONE_S = 30
RENEWALS_PER_LEASE = 3
BATCH = 100
EXHAUSTED = "The file was begun three times, and each time the work on it broke down. Ask for it again, or for fewer days."


@dataclass(frozen=True, slots=True)
class ExportClaim:
    """The right to write an export, as long as nobody raised `attempt`."""

    export_id: UUID
    workspace_id: UUID
    attempt: int


def export_claim(export_id: UUID) -> ExportClaim | None:
    """Take it for one lease; None when there is nothing to do or somebody else does it."""
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    with unscoped("an export is claimed by its id"), transaction.atomic():
        mine = Export.objects.filter(free, id=export_id, state__in=OPEN, tries__lt=MAX_ATTEMPTS)
        taken = mine.update(
            state=ExportState.WRITING,
            state_since=Now(),
            attempt=F("attempt") + 1,
            tries=F("tries") + 1,
            lease_until=Now() + timedelta(seconds=settings.LEASE_SECONDS),
            next_call_at=None,
        )
        if not taken:
            log.info("claim_refused", export_id=str(export_id))
            return None
        workspace_id, attempt = Export.objects.values_list("workspace_id", "attempt").get(id=export_id)
    return ExportClaim(export_id, workspace_id, attempt)


@contextmanager
def export_held(claim: ExportClaim) -> Iterator[None]:
    """Renew the lease from a thread until the block ends, and turn what fails into the state of the export.

    Unforeseen errors pass: the lease runs out and the sweep heals.
    """
    ticker = Ticker(
        lambda: _renew(claim), interval_s=settings.LEASE_SECONDS / RENEWALS_PER_LEASE, errors=(DatabaseError, LostClaimError)
    )
    ticker.start()
    try:
        yield
    except LostClaimError as error:
        log.info("claim_lost", export_id=str(claim.export_id), detail=error.detail)
    except StorageUnavailableError as error:
        _postpone(claim, error)
    finally:
        ticker.stop()


def export_finish(claim: ExportClaim, *, rows: int, size_bytes: int, storage_name: str, keep_for: timedelta) -> None:
    """Offer the file. Raises LostClaimError: then the file belongs to nobody, and is deleted as an orphan."""
    told = {"rows": rows, "size_bytes": size_bytes, "storage_name": storage_name, "error_code": "", "error_detail": ""}
    if not _mine(claim).update(
        state=ExportState.READY, state_since=Now(), lease_until=None, tries=0, expires_at=Now() + keep_for, **told
    ):
        raise LostClaimError(f"Attempt {claim.attempt} is over: somebody else writes the export.")


def exports_sweep() -> int:
    """Ring again for what was not picked up or was left, end what was begun too often, release files whose days are over.

    Inside the sweep's transaction, in its scope. How many exports were overdue.
    """
    overdue = list(_overdue().select_for_update(skip_locked=True).order_by("state_since")[:BATCH])
    exhausted = [export.id for export in overdue if export.tries >= MAX_ATTEMPTS]
    Export.objects.filter(id__in=exhausted).update(
        state=ExportState.FAILED, state_since=Now(), lease_until=None, error_code="attempts_exhausted", error_detail=EXHAUSTED
    )
    called = [export.id for export in overdue if export.tries < MAX_ATTEMPTS]
    again = Now() + timedelta(seconds=settings.OVERDUE_AFTER_SECONDS)
    Export.objects.filter(id__in=called).update(next_call_at=again)
    for export_id in called:
        export_overdue.send(sender=Export, export_id=export_id)
    _expire()
    return len(overdue)


def _expire() -> None:
    over = Export.objects.filter(state=ExportState.READY, expires_at__lte=Now()).select_for_update(skip_locked=True)
    for export in over.order_by("expires_at")[:BATCH]:
        release_files(export.workspace_id, [export.storage_name])
        Export.objects.filter(id=export.id).update(state=ExportState.EXPIRED, state_since=Now(), storage_name="")


def _overdue() -> QuerySet[Export]:
    not_picked_up = Q(lease_until=None, state_since__lt=Now() - timedelta(seconds=settings.OVERDUE_AFTER_SECONDS))
    due = Q(next_call_at=None) | Q(next_call_at__lte=Now())
    return Export.objects.filter(due, not_picked_up | Q(lease_until__lt=Now()), state__in=OPEN)


def _renew(claim: ExportClaim) -> None:
    try:
        with scope(claim.workspace_id):
            if not _mine(claim).update(lease_until=Now() + timedelta(seconds=settings.LEASE_SECONDS)):
                raise LostClaimError(f"Attempt {claim.attempt} is over.")
    finally:
        connection.close()  # of this thread


def _postpone(claim: ExportClaim, error: QuittanceError) -> None:
    """The store is down: this try does not count."""
    _mine(claim).update(
        state=ExportState.WAITING,
        state_since=Now(),
        lease_until=None,
        tries=F("tries") - 1,
        next_call_at=Now() + timedelta(seconds=POSTPONE_S),
        error_code=error.code,
        error_detail=error.detail,
    )


def _mine(claim: ExportClaim) -> QuerySet[Export]:
    return Export.objects.filter(
        workspace_id=claim.workspace_id, id=claim.export_id, attempt=claim.attempt, state=ExportState.WRITING
    )
