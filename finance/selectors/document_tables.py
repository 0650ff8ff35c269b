"""The tables of a document, as the faces show them."""

from __future__ import annotations

from django.db.models import QuerySet

from finance.models import Document, DocumentTable
from utils.errors import NotFoundError


def table_list(document: Document) -> QuerySet[DocumentTable]:
    """Its tables in order, without their cells."""
    return DocumentTable.objects.filter(document=document).defer("content").order_by("number")


def table_get(document: Document, number: int) -> DocumentTable:
    """With its cells. Raises NotFoundError."""
    try:
        return DocumentTable.objects.get(document=document, number=number)
    except DocumentTable.DoesNotExist as error:
        raise NotFoundError("The document has no such table, or was not read yet.") from error
