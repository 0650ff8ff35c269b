"""Why a person cannot be added or changed, or is none.

DomainError
├── EmailInvalidError     400 email_invalid
├── EmailTakenError       409 email_taken
├── ProfileFieldError     400 profile_invalid
└── ServiceAccountError   409 service_account
"""

from __future__ import annotations

from utils.errors import ConflictError, DomainError


class EmailInvalidError(DomainError):
    code = "email_invalid"
    title = "This is not an e-mail address"


class EmailTakenError(ConflictError):
    code = "email_taken"
    title = "There is such a person already"


class ProfileFieldError(DomainError):
    code = "profile_invalid"
    title = "A profile cannot be like this"


class ServiceAccountError(ConflictError):
    code = "service_account"
    title = "This is a service account, not a person"
