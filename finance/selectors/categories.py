"""Reading categories."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import Category, SystemCategory
from utils.errors import NotFoundError


def category_list(*, include_archived: bool = False) -> QuerySet[Category]:
    """The categories of the workspace with their parents, by name."""
    categories = Category.objects.select_related("parent").order_by("name", "id")
    return categories if include_archived else categories.filter(archived_at=None)


def category_get(category_id: UUID) -> Category:
    """Raises NotFoundError."""
    try:
        return Category.objects.select_related("parent").get(id=category_id)
    except Category.DoesNotExist as error:
        raise NotFoundError("There is no such category.") from error


def category_system(code: SystemCategory) -> Category:
    """A category that the ledger itself needs. Raises NotFoundError before the ledger was opened."""
    try:
        return Category.objects.get(system_code=code)
    except Category.DoesNotExist as error:
        raise NotFoundError(f"The ledger has no category “{code.value}” yet: open it first.") from error
