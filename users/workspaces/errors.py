"""Why something about a workspace was refused.

DomainError
├── WorkspaceFieldError     400 workspace_invalid
├── IdentityInvalidError    400 identity_invalid
├── IdentityKnownError      409 identity_known
├── MemberKnownError        409 member_known
└── LastOwnerError          409 last_owner
"""

from __future__ import annotations

from utils.errors import ConflictError, DomainError


class WorkspaceFieldError(DomainError):
    code = "workspace_invalid"
    title = "A workspace cannot be like this"


class IdentityInvalidError(DomainError):
    code = "identity_invalid"
    title = "This is no such number or name"


class IdentityKnownError(ConflictError):
    code = "identity_known"
    title = "The workspace has this already"


class MemberKnownError(ConflictError):
    code = "member_known"
    title = "This person is a member already"


class LastOwnerError(ConflictError):
    code = "last_owner"
    title = "A workspace keeps an owner"
