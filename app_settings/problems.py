"""Every answer that is an error as problem+json (the shape: utils/problems.py), whoever raised it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse, UnreadablePostError
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response
from rest_framework.views import set_rollback

from utils.errors import QuittanceError
from utils.problems import problem, problem_of_error

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger(__name__)

# Errors of the framework that are no defects: what is answered, and in which words.
FOREIGN: tuple[tuple[type[Exception], HTTPStatus, str, str], ...] = (
    (Http404, HTTPStatus.NOT_FOUND, "not_found", "There is no such thing here."),
    (PermissionDenied, HTTPStatus.FORBIDDEN, "permission_denied", "You may not do this."),
    (TooManyFilesSent, HTTPStatus.BAD_REQUEST, "too_many_parts", "There are too many files in one request. Send fewer."),
    (TooManyFieldsSent, HTTPStatus.BAD_REQUEST, "too_many_parts", "There are too many fields in one request. Send fewer."),
    (RequestDataTooBig, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large", "The fields are too large. Send less."),
    (UnreadablePostError, HTTPStatus.BAD_REQUEST, "connection_lost", "The request broke off. Nothing was stored."),
    (SuspiciousOperation, HTTPStatus.BAD_REQUEST, "bad_request", "The request could not be understood."),
    (OperationalError, HTTPStatus.SERVICE_UNAVAILABLE, "database_unavailable", "The database is busy or away. Try again."),
    (InterfaceError, HTTPStatus.SERVICE_UNAVAILABLE, "database_unavailable", "The database is busy or away. Try again."),
)

# What Postgres says when somebody else is at the same rows: the wait for them was too long, or it had to open a circle.
AT_THE_SAME = frozenset({"55P03", "40P01", "40001"})  # lock_not_available, deadlock_detected, serialization_failure


def problem_response(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: every deliberate error as a problem; None (a defect, 500) for all others."""
    body = problem_of(error)
    if body is None:
        return None
    set_rollback()
    response = Response(body, status=body["status"], content_type=MEDIA_TYPE)
    for name, value in _headers_of(error, body["status"]).items():
        response[name] = value
    return response


def problem_of(error: Exception) -> dict[str, Any] | None:
    """The body that tells of an error, or None for a defect."""
    if isinstance(error, QuittanceError):
        return _problem_of_ours(error)
    if isinstance(error, ValidationError):
        return _problem_of_validation(error)
    if isinstance(error, APIException):
        code = error.detail.code if isinstance(error.detail, ErrorDetail) else error.default_code
        title = HTTPStatus(error.status_code).phrase
        return problem(status=error.status_code, code=str(code), title=title, detail=str(error.detail))
    if isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) in AT_THE_SAME:
        detail = "Somebody else is changing the same. Nothing was changed; try again in a moment."
        return problem(status=503, code="busy", title=HTTPStatus.SERVICE_UNAVAILABLE.phrase, detail=detail)
    for kind, status, code, detail in FOREIGN:
        if isinstance(error, kind):
            return problem(status=status.value, code=code, title=status.phrase, detail=detail)
    return None


def _problem_of_ours(error: QuittanceError) -> dict[str, Any]:
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("service_failed", code=error.code, detail=error.detail)
    return problem_of_error(error)


def _problem_of_validation(error: ValidationError) -> dict[str, Any]:
    """Where all that is wrong is wrong in one way, the problem's code says which (such as `invalid_amount`)."""
    codes = set(_codes(error.detail))
    only = codes.pop() if len(codes) == 1 else ""
    code = only if only.startswith(("invalid_", "unknown_", "repeated_")) else "invalid"
    title = "The request is not valid"
    return problem(status=400, code=code, title=title, detail="See `errors`.", errors=_field_errors(error.detail))


def _codes(detail: Any) -> Iterator[str]:
    if isinstance(detail, Mapping):
        detail = list(detail.values())
    if isinstance(detail, list):
        for inner in detail:
            yield from _codes(inner)
    elif isinstance(detail, ErrorDetail):
        yield str(detail.code)


def _field_errors(detail: Any, path: str = "") -> dict[str, Sequence[str]]:
    """DRF's nested errors as a flat map: dotted path → sentences."""
    if isinstance(detail, Mapping):
        found: dict[str, Sequence[str]] = {}
        for name, value in detail.items():
            found.update(_field_errors(value, f"{path}.{name}" if path else str(name)))
        return found
    if isinstance(detail, list) and any(isinstance(item, Mapping | list) for item in detail):
        return _field_errors({str(index): item for index, item in enumerate(detail) if item}, path)
    sentences = detail if isinstance(detail, list) else [detail]
    return {path or "non_field_errors": [str(sentence) for sentence in sentences]}


def _headers_of(error: Exception, status: int) -> dict[str, str]:
    headers: dict[str, str] = dict(getattr(error, "headers", {}))  # of our own errors that lead somewhere
    if challenge := getattr(error, "auth_header", None):  # set by DRF's view
        headers["WWW-Authenticate"] = str(challenge)
    if wait_s := getattr(error, "retry_after_s", None):  # of what has a limit (users/limits/errors.py), and of a busy service
        headers["Retry-After"] = str(wait_s)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    return headers


def _page(status: HTTPStatus, code: str, detail: str) -> JsonResponse:
    body = problem(status=status, code=code, title=status.phrase, detail=detail)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def bad_request(_request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's handler400."""
    return _page(HTTPStatus.BAD_REQUEST, "bad_request", "The request could not be understood.")


def forbidden(_request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's handler403."""
    return _page(HTTPStatus.FORBIDDEN, "permission_denied", "You may not do this.")


def not_found(_request: HttpRequest, exception: Exception) -> JsonResponse:
    """Django's handler404."""
    return _page(HTTPStatus.NOT_FOUND, "not_found", "There is no such thing here.")


def server_error(_request: HttpRequest) -> JsonResponse:
    """Django's handler500: a defect of ours, or a database that is away already for what stands before the views."""
    error = sys.exc_info()[1]
    if isinstance(error, InterfaceError | OperationalError) and (body := problem_of(error)):
        return JsonResponse(body, status=body["status"], content_type=MEDIA_TYPE, headers=_headers_of(error, body["status"]))
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", "A defect on our side. It was logged; nothing was half done.")
