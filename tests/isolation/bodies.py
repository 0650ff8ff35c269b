"""The serializer of a route's body, wherever the view keeps it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from app_settings.routes import ServedRoute


def body_of(served: ServedRoute) -> Any:
    """The serializer of the body: the view's own for the action, else what it tells OpenAPI. None: it reads none."""
    found = getattr(served.view, "serializers", {}).get(served.action)
    if found is None and not hasattr(served.view, "serializers"):
        found = _told_openapi(served)
    if isinstance(found, type) and issubclass(found, serializers.BaseSerializer):
        return found(context={"workspaces": [], "notifications": []})
    return found if isinstance(found, serializers.BaseSerializer) else None


def _told_openapi(served: ServedRoute) -> Any:
    kind = getattr(getattr(served.view, served.action, None), "kwargs", {}).get("schema")
    if kind is None or served.method == "GET":
        return None
    view, schema = served.view(), kind()
    view.request, view.kwargs, view.format_kwarg = None, {}, None
    schema.view, schema.method, schema.path = view, served.method, served.path  # view: kept alive, the schema holds it weakly
    return schema.get_request_serializer()
