"""The passwords that people gave for locked files, without what they say."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import DocumentPassword
from utils.errors import NotFoundError


def document_password_list() -> QuerySet[DocumentPassword]:
    """Those of the workspace, newest first."""
    return DocumentPassword.objects.defer("password").order_by("-given_at", "-id")


def document_password_get(password_id: UUID) -> DocumentPassword:
    """Raises NotFoundError."""
    found = document_password_list().filter(id=password_id).first()
    if found is None:
        raise NotFoundError("There is no such password.")
    return found
