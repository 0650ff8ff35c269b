"""Reading exports."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import Export
from utils.errors import NotFoundError


def export_list() -> QuerySet[Export]:
    """The exports of the workspace, newest first."""
    return Export.objects.order_by("-created_at", "-id")


def export_get(export_id: UUID) -> Export:
    """Raises NotFoundError."""
    try:
        return Export.objects.get(id=export_id)
    except Export.DoesNotExist as error:
        raise NotFoundError("There is no such export.") from error
