"""Too much, too fast.

DomainError
└── LimitReachedError     429 throttled              (with Retry-After)
    ├── LoginLockedError  429 login_locked
    └── UploadLimitError  429 upload_limit_reached
"""

from __future__ import annotations

from utils.errors import DomainError


class LimitReachedError(DomainError):
    """Too many requests. `retry_after_s` is how long to wait, in whole seconds, at least one."""

    code = "throttled"
    title = "Too many requests"
    status = 429

    def __init__(self, detail: str, *, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class LoginLockedError(LimitReachedError):
    """Too many tries at this account, or from this address. Said the same of accounts that do not exist."""

    code = "login_locked"
    title = "Too many tries to log in"


class UploadLimitError(LimitReachedError):
    """Too many documents or bytes in the last hour."""

    code = "upload_limit_reached"
    title = "Too many uploads"
