"""Why a key or a service account cannot be as it was asked for.

DomainError
├── KeyExpiryError              400 key_expiry_invalid
├── KeyTooStrongError           403 key_too_strong
├── KeyOfAnotherError           403 key_of_another
├── KeyLimitError               409 key_limit_reached
└── ServiceAccountLimitError    409 service_account_limit_reached
"""

from __future__ import annotations

from utils.errors import ConflictError, DomainError, NotAllowedError


class KeyExpiryError(DomainError):
    code = "key_expiry_invalid"
    title = "A key cannot end at this moment"


class KeyTooStrongError(NotAllowedError):
    code = "key_too_strong"
    title = "A key cannot do more than its maker"


class KeyOfAnotherError(NotAllowedError):
    code = "key_of_another"
    title = "People make their keys themselves"


class KeyLimitError(ConflictError):
    code = "key_limit_reached"
    title = "There are too many living keys"


class ServiceAccountLimitError(ConflictError):
    code = "service_account_limit_reached"
    title = "There are too many service accounts"
