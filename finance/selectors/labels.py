"""Reading projects and tags."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import Project, Tag
from utils.errors import NotFoundError


def project_list(*, include_archived: bool = False) -> QuerySet[Project]:
    """The projects of the workspace, by name."""
    projects = Project.objects.order_by("name", "id")
    return projects if include_archived else projects.filter(archived_at=None)


def project_get(project_id: UUID) -> Project:
    """Raises NotFoundError."""
    try:
        return Project.objects.get(id=project_id)
    except Project.DoesNotExist as error:
        raise NotFoundError("There is no such project.") from error


def tag_list() -> QuerySet[Tag]:
    """The tags of the workspace, by name."""
    return Tag.objects.order_by("name", "id")


def tag_get(tag_id: UUID) -> Tag:
    """Raises NotFoundError."""
    try:
        return Tag.objects.get(id=tag_id)
    except Tag.DoesNotExist as error:
        raise NotFoundError("There is no such tag.") from error
