"""Who works on an import: claims with a lease and a fencing number, by the rules of `document_work`.

A stage that ends in an error rests where a person can go on: reading in `failed`, booking in `ready` (nothing was booked),
taking back in `applied` (nothing was taken back).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from finance.errors import LostClaimError
from finance.models import MAX_ATTEMPTS, ImportState, StatementImport
from finance.signals import import_waits
from services.errors import ReaderCrashedError, StorageUnavailableError
from services.queue.ticker import Ticker
from users.tenancy.scope import scope
from utils.errors import QuittanceError

log = structlog.get_logger(__name__)

AT_WORK = (ImportState.RECEIVED, ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
RESTS_IN = {
    ImportState.READING: ImportState.FAILED,
    ImportState.APPLYING: ImportState.READY,
    ImportState.UNDOING: ImportState.APPLIED,
}
BEGINS = {
    ImportState.READING: (ImportState.RECEIVED, ImportState.READING),
    ImportState.APPLYING: (ImportState.APPLYING,),
    ImportState.UNDOING: (ImportState.UNDOING,),
}
PROGRESS_INTERVAL_S = 1.0
POSTPONE_S = 30
BATCH = 100
EXHAUSTED = (
    "The work on this import broke down three times, and nothing was booked by it. Try again after an update of Quittance."
)

_CLAIM = """
UPDATE finance_statementimport
SET state = %(state)s, attempt = attempt + 1, tries = tries + 1, next_call_at = NULL, rows_done = 0,
    lease_until = statement_timestamp() + %(lease_s)s * interval '1 second',
    state_since = CASE WHEN state = %(state)s THEN state_since ELSE statement_timestamp() END
WHERE id = %(id)s AND state = ANY(%(begins)s) AND tries < %(max_attempts)s
  AND (lease_until IS NULL OR lease_until < statement_timestamp())
RETURNING workspace_id, attempt, tries
"""


@dataclass(slots=True)
class ImportClaim:
    """The right to work on an import in one stage, as long as nobody raised `attempt`. `rows_done` is told while it lasts."""

    import_id: UUID
    workspace_id: UUID
    state: ImportState
    attempt: int
    tries: int
    rows_done: int = 0


def import_claim(import_id: UUID, state: ImportState) -> ImportClaim | None:
    """Take the import into `state` for one lease; None when there is nothing to do or somebody else does it."""
    values = {
        "id": import_id,
        "state": state,
        "begins": [str(value) for value in BEGINS[state]],
        "lease_s": settings.LEASE_SECONDS,
        "max_attempts": MAX_ATTEMPTS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        row = cursor.fetchone()
    if row is None:
        log.info("import_claim_refused", import_id=str(import_id), state=state)
        return None
    log.info("import_claimed", import_id=str(import_id), state=state, attempt=row[1], tries=row[2])
    return ImportClaim(import_id, row[0], state, row[1], row[2])


def import_renew(claim: ImportClaim) -> None:
    """Begin the lease anew, and tell how far it is. Raises LostClaimError."""
    lease = Now() + timedelta(seconds=settings.LEASE_SECONDS)
    if not _mine(claim).update(lease_until=lease, rows_done=claim.rows_done):
        raise _lost(claim)


def import_advance(claim: ImportClaim, *, state: ImportState, **changes: object) -> None:
    """Leave the stage, inside the transaction that saves its result. Raises LostClaimError, which takes all of it back."""
    new = {"error_code": "", "error_detail": "", **changes}
    left = _mine(claim).update(
        state=state, state_since=Now(), lease_until=None, next_call_at=None, tries=0, version=F("version") + 1, **new
    )
    if not left:
        raise _lost(claim)


def wait_patiently() -> None:
    """Until the transaction ends, wait for locks as long as another import on the account may take: a worker has the time."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5min'")


@contextmanager
def import_lease_kept(claim: ImportClaim) -> Iterator[None]:
    """Renew the lease and tell the progress from a thread, on a connection of its own, while one long transaction goes on.

    That transaction leaves the import's own row alone until its end. The thread dies with the process.
    """

    def renew() -> None:
        try:
            with scope(claim.workspace_id), suppress(LostClaimError):  # the work's own end, or seen there
                import_renew(claim)
        finally:
            connection.close()  # of this thread

    ticker = Ticker(renew, interval_s=PROGRESS_INTERVAL_S, errors=(DatabaseError,))
    ticker.start()
    try:
        yield
    finally:
        ticker.stop()


@contextmanager
def import_failures_end(claim: ImportClaim) -> Iterator[None]:
    """Turn what a stage raises into the state of its import. Unforeseen errors pass: the lease runs out and the sweep heals."""
    try:
        yield
    except LostClaimError as error:
        log.info("import_claim_lost", import_id=str(claim.import_id), detail=error.detail)
    except StorageUnavailableError as error:
        _give_back(claim, error, tries=claim.tries - 1, later_s=POSTPONE_S)
    except ReaderCrashedError as error:
        _give_back(claim, error, tries=claim.tries, later_s=0)
    except QuittanceError as error:
        log.warning("import_ended", import_id=str(claim.import_id), state=claim.state, code=error.code)
        _rest(_mine(claim), claim.state, code=error.code, detail=error.detail)


def imports_sweep() -> int:
    """Send `import_waits` for work that nobody does, and put to rest what was begun too often; how many imports it found.

    Called by the sweep of all work, in its scope and transaction.
    """
    overdue = list(_overdue().select_for_update(skip_locked=True).order_by("state_since")[:BATCH])
    again = Now() + timedelta(seconds=settings.OVERDUE_AFTER_SECONDS)
    for statement in overdue:
        mine = StatementImport.objects.filter(id=statement.id)
        if statement.tries >= MAX_ATTEMPTS:
            _rest(mine, ImportState(statement.state), code="attempts_exhausted", detail=EXHAUSTED)
        else:
            mine.update(next_call_at=again)
            import_waits.send(StatementImport, import_id=statement.id, state=statement.state)
    return len(overdue)


def _overdue() -> QuerySet[StatementImport]:
    late = timedelta(seconds=settings.OVERDUE_AFTER_SECONDS)
    idle = Q(lease_until=None) & (Q(state_since__lt=Now() - late) | Q(tries__gt=0))
    due = Q(next_call_at=None) | Q(next_call_at__lte=Now())
    return StatementImport.objects.filter(due, idle | Q(lease_until__lt=Now()), state__in=AT_WORK)


def _give_back(claim: ImportClaim, error: QuittanceError, *, tries: int, later_s: int) -> None:
    if claim.tries >= MAX_ATTEMPTS and not later_s:
        _rest(_mine(claim), claim.state, code=error.code, detail=error.detail)
        return
    later = Now() + timedelta(seconds=later_s)
    with transaction.atomic():
        _mine(claim).update(lease_until=None, next_call_at=later, tries=tries, error_code=error.code, error_detail=error.detail)
        if not later_s:
            import_waits.send(StatementImport, import_id=claim.import_id, state=claim.state)


def _rest(mine: QuerySet[StatementImport], state: ImportState, *, code: str, detail: str) -> None:
    mine.update(
        state=RESTS_IN.get(state, ImportState.FAILED),
        state_since=Now(),
        lease_until=None,
        next_call_at=None,
        tries=0,
        error_code=code,
        error_detail=detail,
        version=F("version") + 1,
    )


def _mine(claim: ImportClaim) -> QuerySet[StatementImport]:
    return StatementImport.objects.filter(
        workspace_id=claim.workspace_id, id=claim.import_id, attempt=claim.attempt, state=claim.state
    )


def _lost(claim: ImportClaim) -> LostClaimError:
    return LostClaimError(f"Attempt {claim.attempt} is over: somebody else works on the import, or it was changed meanwhile.")
