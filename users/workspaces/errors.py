"""Why something about a workspace was refused.

DomainError
├── WorkspaceFieldError     400 workspace_invalid
├── WorkspaceLimitError     409 workspace_limit_reached
├── BaseCurrencyBookedError 409 base_currency_booked
├── IdentityInvalidError    400 identity_invalid
├── IdentityKnownError      409 identity_known
├── MemberKnownError        409 member_known
├── LastOwnerError          409 last_owner
├── InvitationFieldError    400 invitation_invalid
├── InvitationLimitError    409 invitation_limit_reached
└── InvitationOverError     409 invitation_over
"""

from __future__ import annotations

from utils.errors import ConflictError, DomainError


class WorkspaceFieldError(DomainError):
    code = "workspace_invalid"
    title = "A workspace cannot be like this"


class WorkspaceLimitError(ConflictError):
    code = "workspace_limit_reached"
    title = "Too many workspaces"


class BaseCurrencyBookedError(ConflictError):
    code = "base_currency_booked"
    title = "The base currency stays"


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


class InvitationFieldError(DomainError):
    code = "invitation_invalid"
    title = "Nobody can be invited like this"


class InvitationLimitError(ConflictError):
    code = "invitation_limit_reached"
    title = "Too many open invitations"


class InvitationOverError(ConflictError):
    """Said to the members who look after it. Strangers learn only that there is none for them (NotFoundError)."""

    code = "invitation_over"
    title = "The invitation is over"
