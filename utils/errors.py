"""The root of every error that Quittance raises on purpose.

QuittanceError
├── DomainError            a rule of the ledger, the documents or the people said no   (users, finance)
└── services.errors.*      the world outside said no                                   (services)

Each class carries a stable `code` (machines), a `status` (what the REST face answers) and a `title`.
`detail` is a sentence for a person and names the remedy. Anything that is not a QuittanceError is a defect.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

FieldErrors = Mapping[str, Sequence[str]]


class QuittanceError(Exception):
    """Base of all deliberate errors: `code` for machines, `detail` (with the remedy) for people."""

    code: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"
    status: ClassVar[int] = 500

    def __init__(self, detail: str, *, errors: FieldErrors | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors: FieldErrors = errors or {}


class DomainError(QuittanceError):
    """A rule said no. The caller can do something about it; nothing was changed."""

    code = "refused"
    title = "The request breaks a rule"
    status = 400


class NotFoundError(DomainError):
    """There is no such thing in this workspace (also said of things of other workspaces)."""

    code = "not_found"
    title = "Not found"
    status = 404


class ConflictError(DomainError):
    """The thing is not in a state in which this can be done, or somebody else changed it first."""

    code = "conflict"
    title = "In conflict with the present state"
    status = 409


class NotAllowedError(DomainError):
    """The actor's role or key does not allow this."""

    code = "permission_denied"
    title = "Not allowed"
    status = 403
