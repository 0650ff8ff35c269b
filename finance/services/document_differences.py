"""What a booked document says other than its transaction is told to people, never booked over and never kept silent."""

from __future__ import annotations

from collections.abc import Mapping

from finance.models import Document, Finding
from finance.selectors.documents import values_in_force
from finance.services.deciding import DIFFERS, differences
from finance.services.deciding_direction import Way
from finance.services.document_context import booked_of, direction_said, kind_said
from finance.services.document_record import findings_write
from finance.services.document_way import stored_direction, way_in_force
from services.types import Direction, FieldName


def differences_tell(document: Document) -> None:
    """Compare anew, and replace the findings of an earlier comparison; inside the transaction that holds the document's row."""
    Finding.objects.filter(document=document, code=DIFFERS).delete()
    booked = booked_of(document)
    if booked is None:
        return
    values = values_in_force(document.fields.all())
    findings_write(document.workspace_id, document.id, differences(values, booked, way=_way_said(document, values)))


def _way_said(document: Document, values: Mapping[FieldName, str]) -> Way | None:
    """Only what a person said of it is held against what was booked."""
    is_said = kind_said(document) or direction_said(document)
    return way_in_force(document, values) if is_said and stored_direction(document, values) is not Direction.UNCLEAR else None
