"""The one shape of errors below /api/v1/auth/: django-allauth's, so that a client there needs to know one only."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

from users.sessions.errors import TokenInvalidError


def refusal(status: int, code: str, message: str, *, param: str = "", retry_after_s: int | None = None) -> JsonResponse:
    """An error in allauth's envelope: `status`, and `errors` with a code for machines and a sentence for people."""
    error = {"code": code, "message": message} | ({"param": param} if param else {})
    body: dict[str, Any] = {"status": int(status), "errors": [error]}
    if status == HTTPStatus.UNAUTHORIZED:
        body |= {"data": {"flows": [{"id": "login"}]}, "meta": {"is_authenticated": False}}
    response = JsonResponse(body, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    if retry_after_s is not None:
        response["Retry-After"] = str(retry_after_s)
    return response


def token_refused() -> JsonResponse:
    """401 token_invalid, whatever was wrong with it."""
    error = TokenInvalidError()
    return refusal(error.status, error.code, error.detail)
