"""Why a request with an Idempotency-Key was not carried out.

DomainError
├── InvalidIdempotencyKeyError  400 invalid_idempotency_key
├── AnswerNotForYouError        403 permission_denied
├── IdempotencyInProgressError  409 idempotency_in_progress, Retry-After
├── AlreadyCreatedError         409 already_created, Location
└── IdempotencyKeyReusedError   422 idempotency_key_reused
"""

from __future__ import annotations

from collections.abc import Mapping

from utils.errors import ConflictError, DomainError, NotAllowedError

RETRY_AFTER_S = 2


class InvalidIdempotencyKeyError(DomainError):
    code = "invalid_idempotency_key"
    title = "Not a key"


class AnswerNotForYouError(NotAllowedError):
    """The answer was given to somebody who might do more: the same person before the role was lowered, or by another key."""


class IdempotencyInProgressError(ConflictError):
    """The first request is not answered yet, or died; its lock ends by itself."""

    code = "idempotency_in_progress"
    title = "The first request with this key is still at work"
    retry_after_s = RETRY_AFTER_S


class AlreadyCreatedError(ConflictError):
    """It was carried out, and its answer is not kept: it carried a secret, or was too large. `headers` says where it is."""

    code = "already_created"
    title = "This was done before"

    def __init__(self, detail: str, *, headers: Mapping[str, str]) -> None:
        super().__init__(detail)
        self.headers = headers


class IdempotencyKeyReusedError(DomainError):
    code = "idempotency_key_reused"
    title = "The key belongs to another request"
    status = 422
