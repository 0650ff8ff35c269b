"""Claiming a key, keeping its answer, and giving the key back.

The claim is committed before the work begins, under a lock that ends by itself (database time), so that a dead process
leaves a key that can be used again. The answer is kept by whoever holds the claim only: inside the transaction that does
the deed, both come or neither does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from users.idempotency.errors import IdempotencyInProgressError, IdempotencyKeyReusedError
from users.idempotency.models import IdempotencyRecord
from users.tenancy.scope import scope, unscoped
from utils.ids import new_id

KEPT = timedelta(hours=24)
BATCH, BATCHES_MAX = 1_000, 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Whose key it is, in which workspace (None: in none), at which method and path (`digest`, with the key in it)."""

    workspace_id: UUID | None
    user_id: UUID
    digest: str

    @contextmanager
    def rows(self) -> Iterator[QuerySet[IdempotencyRecord]]:
        """Its one row, or none."""
        with scope(self.workspace_id) if self.workspace_id else unscoped("a person's own keys belong to no workspace"):
            yield IdempotencyRecord.objects.filter(workspace_id=self.workspace_id, user_id=self.user_id, place=self.digest)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out the request and to keep its answer."""

    place: Place
    id: UUID


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; `body` None: it is not kept. `capabilities` are those of who asked."""

    status: int
    headers: dict[str, str]
    body: str | None
    subject: str
    capabilities: frozenset[str]


def claim_or_answer(place: Place, request_digest: str) -> Claim | Answer:
    """The claim for who comes first (or after a lock that ended, or a day), the answer for who comes again.

    Raises IdempotencyInProgressError, and IdempotencyKeyReusedError when something else is asked with the same key.
    """
    claim = Claim(place, new_id())
    with place.rows() as rows:
        _begin(claim, request_digest)
        row = rows.first()
        if row is None:  # the one who worked on it was refused in this moment, and gave it back
            raise IdempotencyInProgressError("The first request was just refused. Send yours again.")
        if row.claim == claim.id or _take_over(rows, claim, request_digest):
            return claim
    return _answer_in(row, request_digest)


def answer_keep(claim: Claim, answer: Answer) -> bool:
    """False: the claim was lost, because its lock ended and somebody else took over."""
    with claim.place.rows() as rows:
        kept = rows.filter(claim=claim.id, status=None).update(
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            subject=answer.subject,
            capabilities=sorted(answer.capabilities),
        )
    return bool(kept)


def claim_release(claim: Claim) -> None:
    """Give the key back when nothing was done: what is corrected may come with the same key."""
    with claim.place.rows() as rows:
        rows.filter(claim=claim.id, status=None).delete()


def records_delete_old() -> int:
    """Delete what is older than a day; how many are gone. In small transactions, and not without end."""
    gone = 0
    with unscoped("records of all workspaces are cleared away"):
        old = IdempotencyRecord.objects.filter(created_at__lte=Now() - KEPT)
        for _batch in range(BATCHES_MAX):
            ids = list(old.order_by("created_at").values_list("id", flat=True)[:BATCH])
            gone += old.filter(id__in=ids).delete()[0]
            if len(ids) < BATCH:
                break
    return gone


def _begin(claim: Claim, request_digest: str) -> None:
    row = IdempotencyRecord(
        workspace_id=claim.place.workspace_id,
        user_id=claim.place.user_id,
        place=claim.place.digest,
        request_digest=request_digest,
        claim=claim.id,
        locked_until=Now() + _lock(),
        created_at=Now(),
    )
    IdempotencyRecord.objects.bulk_create([row], ignore_conflicts=True)


def _take_over(rows: QuerySet[IdempotencyRecord], claim: Claim, request_digest: str) -> bool:
    is_dead = Q(status=None, locked_until__lte=Now(), request_digest=request_digest)
    taken = rows.filter(is_dead | Q(created_at__lte=Now() - KEPT)).update(
        claim=claim.id,
        request_digest=request_digest,
        locked_until=Now() + _lock(),
        created_at=Now(),
        status=None,
        body=None,
    )
    return bool(taken)


def _answer_in(row: IdempotencyRecord, request_digest: str) -> Answer:
    if row.request_digest != request_digest:
        raise IdempotencyKeyReusedError("This key was sent with another request. Take a new key for each new request.")
    if row.status is None:
        raise IdempotencyInProgressError("Wait a moment, then send the very same request again.")
    return Answer(row.status, row.headers, row.body, row.subject, frozenset(row.capabilities))


def _lock() -> timedelta:
    return timedelta(seconds=settings.IDEMPOTENCY_LOCK_SECONDS)
