"""What a booked document says other than its transaction is told to people, never booked over and never kept silent."""

from __future__ import annotations

from finance.models import Document, Finding
from finance.selectors.documents import values_in_force
from finance.services.deciding import DIFFERS, differences
from finance.services.document_context import booked_of
from finance.services.document_record import findings_write


def differences_tell(document: Document) -> None:
    """Compare anew, and replace the findings of an earlier comparison; inside the transaction that holds the document's row."""
    Finding.objects.filter(document=document, code=DIFFERS).delete()
    booked = booked_of(document)
    if booked is not None:
        findings_write(document.workspace_id, document.id, differences(values_in_force(document.fields.all()), booked))
