"""Reading imports, their rows and the remembered mappings."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import ImportMapping, ImportRow, ImportState, StatementImport
from utils.errors import NotFoundError

NEXT_ACTION = {
    ImportState.RECEIVED: "Wait: it is read within moments.",
    ImportState.READING: "Wait: it is being read.",
    ImportState.NEEDS_MAPPING: "Say what the columns are.",
    ImportState.READY: "Look at the rows, decide those that are bad or ambiguous, then let it be booked.",
    ImportState.APPLYING: "Wait: it is being booked.",
    ImportState.APPLIED: "Nothing. It can be undone.",
    ImportState.UNDOING: "Wait: it is being undone.",
    ImportState.UNDONE: "Nothing. The file can be sent again.",
    ImportState.FAILED: "Correct the mapping, or send the file again.",
}


def import_list() -> QuerySet[StatementImport]:
    """The imports of the workspace with their accounts, newest first."""
    return StatementImport.objects.select_related("account").order_by("-received_at", "-id")


def import_get(import_id: UUID) -> StatementImport:
    """Raises NotFoundError."""
    try:
        return import_list().get(id=import_id)
    except StatementImport.DoesNotExist as error:
        raise NotFoundError("There is no such import.") from error


def import_row_list(statement: StatementImport) -> QuerySet[ImportRow]:
    """The rows of an import in the order of the file."""
    return ImportRow.objects.filter(statement=statement).order_by("number", "id")


def import_row_get(statement: StatementImport, row_id: UUID) -> ImportRow:
    """Raises NotFoundError."""
    try:
        return ImportRow.objects.select_related("statement").get(id=row_id, statement=statement)
    except ImportRow.DoesNotExist as error:
        raise NotFoundError("There is no such row in this import.") from error


def import_mapping_list() -> QuerySet[ImportMapping]:
    """The remembered mappings, newest first."""
    return ImportMapping.objects.select_related("account").order_by("-created_at", "-id")


def import_mapping_get(mapping_id: UUID) -> ImportMapping:
    """Raises NotFoundError."""
    try:
        return import_mapping_list().get(id=mapping_id)
    except ImportMapping.DoesNotExist as error:
        raise NotFoundError("There is no such mapping.") from error
