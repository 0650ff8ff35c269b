"""What OpenAPI says beyond the views: that errors are problems, and of which routes it speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Endpoint = tuple[str, str, str, Callable[..., Any]]

PROBLEM = {
    "type": "object",
    "description": "RFC 9457: every answer that is an error.",
    "required": ["type", "title", "status", "code", "detail", "errors", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "Stable, for machines"},
        "detail": {"type": "string", "description": "For people; names the remedy"},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "Dotted path of a field → sentences",
        },
        "request_id": {"type": "string", "description": "The same as in the logs"},
    },
}


IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "1 to 255 visible ASCII characters, such as a UUID. The same request with the same key is carried out once, "
    "and answered for 24 hours with what was answered first (`Idempotency-Replayed: true`).",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}


def own_routes(endpoints: list[Endpoint]) -> list[Endpoint]:
    """The API's own routes only (drf-spectacular's preprocessing hook)."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def add_problems(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Every operation may answer with a problem (drf-spectacular's postprocessing hook)."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = {"description": "An error", "content": content}
    return result


def add_idempotency_keys(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Every POST of somebody known takes a key (drf-spectacular's postprocessing hook); see users/idempotency/views.py."""
    for operations in result["paths"].values():
        operation = operations.get("post", {})
        if operation.get("security"):
            operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    return result
