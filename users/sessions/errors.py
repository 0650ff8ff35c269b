"""Why somebody is not logged in, or may not come in this way.

DomainError
├── TokenInvalidError      401 token_invalid
└── OriginRefusedError     403 origin_refused
"""

from __future__ import annotations

from utils.errors import DomainError, NotAllowedError


class TokenInvalidError(DomainError):
    """An access or refresh token that cannot be used, whatever the reason: the answer does not tell which."""

    code = "token_invalid"
    title = "Not logged in"
    status = 401

    def __init__(self) -> None:
        super().__init__("The token is invalid, expired or revoked. Refresh it, or log in again.")


class OriginRefusedError(NotAllowedError):
    """A page of somebody else asks for the session that lies in the browser's cookie."""

    code = "origin_refused"
    title = "Not from there"
