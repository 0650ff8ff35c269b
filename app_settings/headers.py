"""What every answer carries: what a browser may load from it, that nobody keeps what is private, and where it really is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.common import CommonMiddleware

NOTHING = "default-src 'none'; frame-ancestors 'none'"
# Swagger UI styles itself inline and draws its icons from data: addresses. No script but our own files.
SWAGGER = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
# The admin's theme is built on Alpine, which evaluates expressions of its own templates.
ADMIN = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
POLICIES = (("/admin/", ADMIN), ("/api/v1/docs/", SWAGGER))
PUBLIC = ("/static/", "/api/v1/docs/", "/api/v1/schema/")


class AnswerHeadersMiddleware:
    """Adds Content-Security-Policy and Cache-Control where the view did not say its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_of(request.path))
        if not request.path.startswith(PUBLIC):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class KeepingRedirect(HttpResponsePermanentRedirect):
    """308: the client sends the same method and body again. (After a 301, an upload would become a GET.)"""

    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Django's own, but what lacks its last slash is sent on as it is."""

    response_redirect_class = KeepingRedirect


def policy_of(path: str) -> str:
    """The policy of the pages below a path; where no page is, nothing may be loaded."""
    return next((policy for start, policy in POLICIES if path.startswith(start)), NOTHING)
