"""The throttle of every view of the API: per person and key, or per address where nobody is known; and of uploads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from users.limits.address import client_address, network_of
from users.limits.budgets import Limited, Use, use
from users.limits.errors import UploadLimitError
from users.tenancy.credential import Credential

MEGABYTE = 1_000_000


class HouseThrottle(BaseThrottle):
    """Raises LimitReachedError by itself, so that the answer names what is used up."""

    def allow_request(self, request: Request, view: Any) -> bool:
        plain, credential = plain_request(request), request.auth
        if not isinstance(credential, Credential):
            use(plain, Use(Limited.ANONYMOUS, network_of(client_address(plain))))
            return True
        use(plain, *_uses_of(credential))
        if getattr(view, "action", None) in getattr(view, "uploading", ()):
            megabytes = -(-int(request.META.get("CONTENT_LENGTH") or 0) // MEGABYTE)
            use(plain, Use(Limited.UPLOAD_MB, str(credential.user.id), by=megabytes), error=UploadLimitError)
        return True


def _uses_of(credential: Credential) -> list[Use]:
    uses = [Use(Limited.PERSON, str(credential.user.id))]
    return [*uses, Use(Limited.KEY, str(credential.key_id))] if credential.key_id else uses


def upload_counted(request: Request) -> None:
    """Count one document of the person. Raises UploadLimitError."""
    use(plain_request(request), Use(Limited.UPLOADS, str(request.auth.user.id)), error=UploadLimitError)


def plain_request(request: Request) -> HttpRequest:
    """Django's request inside of DRF's: what the middleware sees."""
    return request._request  # noqa: SLF001  (DRF has no other way to it)
