"""The one error shape (RFC 9457 problem+json): type, title, status, code, detail, errors, request_id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from structlog.contextvars import get_contextvars

from utils.errors import QuittanceError


def problem(*, status: int, code: str, title: str, detail: str, errors: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The body of an answer that is an error; `errors` maps dotted paths to sentences."""
    return {
        "type": f"urn:quittance:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": dict(errors or {}),
        "request_id": str(get_contextvars().get("request_id", "")),
    }


def problem_of_error(error: QuittanceError) -> dict[str, Any]:
    """The body that tells of one of our own errors."""
    return problem(status=error.status, code=error.code, title=error.title, detail=error.detail, errors=error.errors)
