"""How a middleware refuses: in the shape of the tree that was asked."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from users.sessions.envelope import refusal
from utils.errors import DomainError
from utils.problems import problem_of_error

AUTH = "/api/v1/auth/"  # allauth's envelope below it, problem+json elsewhere


def refused(request: HttpRequest, error: DomainError) -> JsonResponse:
    """The answer that tells of an error which no view raised."""
    wait_s: int | None = getattr(error, "retry_after_s", None)
    if request.path.startswith(AUTH):
        return refusal(error.status, error.code, error.detail, retry_after_s=wait_s)
    response = JsonResponse(problem_of_error(error), status=error.status, content_type="application/problem+json")
    if wait_s is not None:
        response["Retry-After"] = str(wait_s)
    return response
