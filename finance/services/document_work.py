"""Who works on a document: claims with a lease and a fencing number. The row is the truth, the broker a hint.

A claim is one conditional UPDATE that raises `attempt`; every later write of that worker is conditional on the number, so a
worker that was paused past its lease writes nothing. All times are the database's. A stage is begun at most three times.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Now

from finance.errors import LostClaimError
from finance.models import MAX_ATTEMPTS, Document, DocumentState
from finance.signals import document_overdue
from users.tenancy.scope import unscoped
from utils.errors import QuittanceError

log = structlog.get_logger(__name__)

READING_BEGINS = (DocumentState.RECEIVED, DocumentState.READING)
EXTRACTING_BEGINS = (DocumentState.EXTRACTING,)
POSTPONE_S = 30
GIVE_UP_AFTER = timedelta(days=1)
EXHAUSTED = (
    "The document was begun three times, and each time the work on it broke down. It is kept here so that it harms nothing else. "
    "Reprocess it after an update of Quittance, or enter its values by hand."
)

_CLAIM = """
UPDATE finance_document
SET state = %(state)s, attempt = attempt + 1, tries = tries + 1, next_call_at = NULL,
    lease_until = statement_timestamp() + %(lease_s)s * interval '1 second',
    state_since = CASE WHEN state = %(state)s THEN state_since ELSE statement_timestamp() END
WHERE id = %(id)s AND state = ANY(%(begins)s) AND tries < %(max_attempts)s AND trashed_at IS NULL
  AND (lease_until IS NULL OR lease_until < statement_timestamp())
RETURNING workspace_id, attempt, tries
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a document in one stage, as long as nobody raised `attempt`."""

    document_id: UUID
    workspace_id: UUID
    state: DocumentState
    attempt: int
    tries: int


class _Held:
    """The claims of this process, so that a worker that is told to stop can give them back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._claims: dict[UUID, Claim] = {}

    def add(self, claim: Claim) -> None:
        with self._lock:
            self._claims[claim.document_id] = claim

    def remove(self, claim: Claim) -> None:
        with self._lock:
            if self._claims.get(claim.document_id) == claim:
                del self._claims[claim.document_id]

    def all(self) -> list[Claim]:
        with self._lock:
            return list(self._claims.values())


_held = _Held()


def work_claim(*, document_id: UUID, state: DocumentState, begins: Sequence[DocumentState]) -> Claim | None:
    """Take the document into `state` for one lease; None when there is nothing to do or somebody else does it."""
    values = {
        "id": document_id,
        "state": state,
        "begins": [str(value) for value in begins],
        "lease_s": settings.LEASE_SECONDS,
        "max_attempts": MAX_ATTEMPTS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, values)
        row = cursor.fetchone()
    if row is None:
        log.info("claim_refused", document_id=str(document_id), state=state)
        return None
    claim = Claim(document_id, row[0], state, row[1], row[2])
    _held.add(claim)
    log.info("claimed", document_id=str(document_id), state=state, attempt=claim.attempt, tries=claim.tries)
    return claim


def work_renew(claim: Claim) -> None:
    """Begin the lease anew. Raises LostClaimError."""
    if not _mine(claim).update(lease_until=Now() + timedelta(seconds=settings.LEASE_SECONDS)):
        raise _lost(claim)


def work_advance(claim: Claim, *, state: DocumentState, **changes: object) -> None:
    """Leave the stage; inside the transaction that saves its result, before anything else in it. Raises LostClaimError."""
    _held.remove(claim)
    new = {"error_code": "", "error_detail": "", **changes}
    if not _mine(claim).update(state=state, state_since=Now(), lease_until=None, next_call_at=None, tries=0, **new):
        raise _lost(claim)


def work_end(claim: Claim, *, state: DocumentState, error: QuittanceError) -> None:
    """Leave the stage for good with an error in words. A lost claim is logged only."""
    try:
        work_advance(claim, state=state, error_code=error.code, error_detail=error.detail)
    except LostClaimError as lost:
        log.info("claim_lost", document_id=str(claim.document_id), detail=lost.detail)
    else:
        log.warning("document_ended", document_id=str(claim.document_id), state=state, code=error.code)


def work_release(claim: Claim, *, error: QuittanceError) -> None:
    """Give the document back after a try that broke down: to be tried again at once, or quarantined after the last try."""
    _held.remove(claim)
    with transaction.atomic():
        if claim.tries >= MAX_ATTEMPTS:
            _quarantine(_mine(claim), error.code)
        elif _mine(claim).update(lease_until=None, error_code=error.code, error_detail=error.detail):
            document_overdue.send(sender=Document, document_id=claim.document_id, state=claim.state)


def work_postpone(claim: Claim, *, error: QuittanceError) -> None:
    """Give the document back because something around it is down: this try does not count, within one day."""
    _held.remove(claim)
    waiting = _mine(claim).filter(state_since__gt=Now() - GIVE_UP_AFTER)
    later = Now() + timedelta(seconds=POSTPONE_S)
    if not waiting.update(
        lease_until=None, next_call_at=later, tries=F("tries") - 1, error_code=error.code, error_detail=error.detail
    ):
        work_end(claim, state=DocumentState.FAILED, error=error)


def work_release_held() -> int:
    """Give back what this process still works on, because it is told to stop. Its writes are refused from now on."""
    released = 0
    for claim in _held.all():
        _held.remove(claim)
        with unscoped("a worker stops"), transaction.atomic():
            if _mine(claim).update(attempt=F("attempt") + 1, tries=F("tries") - 1, lease_until=None, next_call_at=None):
                document_overdue.send(sender=Document, document_id=claim.document_id, state=claim.state)
                released += 1
    return released


def quarantine(documents: QuerySet[Document]) -> int:
    """Put away what was begun too often, with a sentence that says what can be done."""
    return _quarantine(documents, "attempts_exhausted")


def _quarantine(documents: QuerySet[Document], code: str) -> int:
    kept = Case(When(error_code="", then=Value(code)), default=F("error_code"))
    return documents.update(
        state=DocumentState.QUARANTINED,
        state_since=Now(),
        lease_until=None,
        next_call_at=None,
        error_code=kept,
        error_detail=EXHAUSTED,
    )


def _mine(claim: Claim) -> QuerySet[Document]:
    return Document.objects.filter(
        workspace_id=claim.workspace_id,
        id=claim.document_id,
        attempt=claim.attempt,
        state=claim.state,
        trashed_at=None,
    )


def _lost(claim: Claim) -> LostClaimError:
    _held.remove(claim)
    return LostClaimError(f"Attempt {claim.attempt} is over: somebody else works on the document, or it was put away.")
