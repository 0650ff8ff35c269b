"""What no view needs to look at: bodies that are packed, and bare error pages of what is not a view of ours."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from app_settings.problems import MEDIA_TYPE
from users.limits.refusals import AUTH, refused
from utils.errors import DomainError
from utils.problems import problem

OWN_SHAPE = ("/admin/", AUTH)  # pages for browsers, and allauth's envelope


class PackedBodyError(DomainError):
    code = "unsupported_media_type"
    title = "Bodies are sent as they are"
    status = 415


class StrictRequestMiddleware:
    """Refuses bodies with a Content-Encoding (nothing here unpacks, so no bomb goes off), and gives each error the one shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            return refused(request, PackedBodyError("Send the body without a Content-Encoding."))
        response = self.get_response(request)
        if _is_bare(request, response):
            return _with_a_body(response)
        return response


def _is_bare(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it is an error without a problem: of Django's decorators (405), of the CSRF check, of a file that is not there."""
    is_error = response.status_code >= HTTPStatus.BAD_REQUEST
    is_json = response.headers.get("Content-Type", "").startswith((MEDIA_TYPE, "application/json"))
    return is_error and not is_json and not request.path.startswith(OWN_SHAPE)


def _with_a_body(bare: HttpResponse) -> HttpResponse:
    status = HTTPStatus(bare.status_code)
    code = status.name.lower()
    told = problem(status=status, code=code, title=status.phrase, detail=f"{status.description or status.phrase}.")
    response = JsonResponse(told, status=status, content_type=MEDIA_TYPE)
    for name, value in bare.headers.items():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    response.cookies = bare.cookies
    return response
