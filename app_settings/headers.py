"""What every answer carries: what a browser may load from it, that nobody keeps what is private, and where it really is."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import SplitResult

from corsheaders.middleware import CorsMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.cache import patch_vary_headers

NOTHING = "default-src 'none'; frame-ancestors 'none'"
# Swagger UI styles itself inline and draws its icons from data: addresses. No script but our own files.
SWAGGER = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
# The admin's theme is built on Alpine, which evaluates expressions of its own templates (docs/decisions/0006). No inline script.
ADMIN = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
POLICIES = (("/admin/", ADMIN), ("/api/v1/docs/", SWAGGER))
PUBLIC = ("/static/", "/api/v1/docs/", "/api/v1/schema/")
API = "/api/"
COOKIE_PATH = "/api/v1/auth/browser/"  # the only place of the API where a cookie is looked at
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class AnswerHeadersMiddleware:
    """Adds what the view did not say itself. Stands outside of all that may answer or fail, so that errors carry it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy_of(request.path))
        if not (request.path.startswith(PUBLIC) and response.status_code == HTTPStatus.OK):
            _keep_private(request, response)
        return response


def _keep_private(request: HttpRequest, response: HttpResponseBase) -> None:
    response.headers.setdefault("Cache-Control", "no-store")
    if request.path.startswith(API):  # whatever keeps it all the same, keeps it for this workspace and this person
        patch_vary_headers(response, ("X-Workspace", "Authorization"))


class ApiCorsMiddleware(CorsMiddleware):
    """Django-cors-headers, by the list letter for letter; credentials for the one path that looks at a cookie."""

    def origin_found_in_white_lists(self, origin: str, _url: SplitResult) -> bool:
        return origin in settings.CORS_ALLOWED_ORIGINS

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answered: HttpResponseBase = super().add_response_headers(request, response)
        if request.path != COOKIE_PATH and "Access-Control-Allow-Credentials" in answered.headers:
            del answered.headers["Access-Control-Allow-Credentials"]
        return answered


class KeepingRedirect(HttpResponsePermanentRedirect):
    """308: the client sends the same method and body again. (After a 301, an upload would become a GET.)"""

    status_code = 308


class SlashMiddleware(CommonMiddleware):
    """Django's own, but what lacks its last slash is sent on as it is."""

    response_redirect_class = KeepingRedirect


def policy_of(path: str) -> str:
    """The policy of the pages below a path; where no page is, nothing may be loaded."""
    return next((policy for start, policy in POLICIES if path.startswith(start)), NOTHING)
