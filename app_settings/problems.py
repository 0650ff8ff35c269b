"""The one error shape (RFC 9457 problem+json): type, title, status, code, detail, errors, request_id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response
from rest_framework.views import set_rollback
from structlog.contextvars import get_contextvars

from utils.errors import QuittanceError

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger(__name__)


def problem(*, status: int, code: str, title: str, detail: str, errors: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": f"urn:quittance:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": dict(errors or {}),
        "request_id": str(get_contextvars().get("request_id", "")),
    }


def problem_response(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: every deliberate error as a problem; None (a defect, 500) for all others."""
    body = _problem_of(error)
    if body is None:
        return None
    set_rollback()
    response = Response(body, status=body["status"], content_type=MEDIA_TYPE)
    for name, value in _headers_of(error).items():
        response[name] = value
    return response


def _problem_of(error: Exception) -> dict[str, Any] | None:
    if isinstance(error, QuittanceError):
        if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.warning("service_failed", code=error.code, detail=error.detail)
        return problem(status=error.status, code=error.code, title=error.title, detail=error.detail, errors=error.errors)
    if isinstance(error, Http404):
        return problem(status=404, code="not_found", title="Not found", detail="There is no such thing here.")
    if isinstance(error, PermissionDenied):
        return problem(status=403, code="permission_denied", title="Not allowed", detail="You may not do this.")
    if isinstance(error, ValidationError):
        return problem(
            status=400,
            code="invalid",
            title="The request is not valid",
            detail="See `errors`.",
            errors=_field_errors(error.detail),
        )
    if isinstance(error, APIException):
        return _problem_of_api_exception(error)
    return None


def _problem_of_api_exception(error: APIException) -> dict[str, Any]:
    code = error.detail.code if isinstance(error.detail, ErrorDetail) else error.default_code
    title = HTTPStatus(error.status_code).phrase
    return problem(status=error.status_code, code=str(code), title=title, detail=str(error.detail))


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


def _headers_of(error: Exception) -> dict[str, str]:
    headers: dict[str, str] = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(error.auth_header)  # type: ignore[attr-defined]  # set by DRF's view
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]  # set by DRF's Throttled
    if isinstance(error, QuittanceError) and error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    return headers


def _page(status: HTTPStatus, code: str, detail: str) -> JsonResponse:
    body = problem(status=status, code=code, title=status.phrase, detail=detail)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def bad_request(_request: HttpRequest, exception: Exception) -> JsonResponse:
    return _page(HTTPStatus.BAD_REQUEST, "bad_request", "The request could not be understood.")


def forbidden(_request: HttpRequest, exception: Exception) -> JsonResponse:
    return _page(HTTPStatus.FORBIDDEN, "permission_denied", "You may not do this.")


def not_found(_request: HttpRequest, exception: Exception) -> JsonResponse:
    return _page(HTTPStatus.NOT_FOUND, "not_found", "There is no such thing here.")


def server_error(_request: HttpRequest) -> JsonResponse:
    return _page(HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", "A defect on our side. It was logged; nothing was half done.")
