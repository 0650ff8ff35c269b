"""Reading documents, and what each state asks of a person next."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from finance.models import Document, DocumentState, ExtractedField, Origin, TransactionDocument
from services.types import DocumentKind, FieldName
from utils.errors import NotFoundError

NEXT_ACTION: Mapping[str, str] = {
    DocumentState.RECEIVED: "Nothing to do: it waits to be read.",
    DocumentState.READING: "Nothing to do: it is being read.",
    DocumentState.EXTRACTING: "Nothing to do: its values are being extracted.",
    DocumentState.BOOKED: "Nothing to do. Correct the transaction where something is wrong.",
    DocumentState.FILED: "Nothing to do: it is kept and makes no transaction. Confirm it, or reprocess it.",
    DocumentState.NEEDS_REVIEW: "Check the fields in doubt, correct what is wrong, then confirm.",
    DocumentState.NEEDS_PASSWORD: "Enter its password, or upload it again without one.",
    DocumentState.UNREADABLE: "Upload a better copy, or enter its values by hand and confirm.",
    DocumentState.QUARANTINED: "Reprocess it after an update, or enter its values by hand and confirm.",
    DocumentState.FAILED: "Read the reason, put it right, then reprocess.",
}

_BY_HAND = "or enter its values by hand and confirm."
_BY_REASON: Mapping[str, str] = {
    "corrupt": f"Save or scan it again and upload that, {_BY_HAND}",
    "empty": "Upload the document itself: this file has nothing in it.",
    "image_too_large": f"Take or save it with fewer pixels and upload that, {_BY_HAND}",
    "too_many_pages": f"Split it and upload the parts, {_BY_HAND}",
    "resource_limit": f"Print it to a new PDF, or split it, and upload that, {_BY_HAND}",
    "read_timeout": f"Print it to a new PDF, or split it, and upload that, {_BY_HAND}",
    "archive_bomb": f"Save it anew from the program that made it and upload that, {_BY_HAND}",
    "archive_unsafe": f"Save it anew from the program that made it and upload that, {_BY_HAND}",
    "einvoice_invalid": f"Ask its sender for a valid e-invoice or a PDF, {_BY_HAND}",
    "xml_forbidden": f"Ask its sender for the file without references to other files, or for a PDF, {_BY_HAND}",
    "unsupported_feature": f"Save it as PDF or JPEG and upload that, {_BY_HAND}",
    "unsupported_type": f"Save it as PDF and upload that, {_BY_HAND}",
    "ocr_unavailable": "Ask the operator to install text recognition, then reprocess it.",
    "ocr_failed": "Reprocess it, or upload a better copy.",
    "blob_missing": "Upload the same file again, or ask the operator to restore the store.",
    "blob_corrupt": "Upload the same file again, or ask the operator to restore the store.",
    "storage_unavailable": "Ask the operator whether the store of files is up, then reprocess it.",
}
_REASONED = frozenset({DocumentState.UNREADABLE, DocumentState.FAILED})


def document_list(*, in_trash: bool = False) -> QuerySet[Document]:
    """The documents of the workspace, newest first, without those in the trash (or those only)."""
    return Document.objects.select_related("blob").filter(trashed_at__isnull=not in_trash).order_by("-received_at", "-id")


def document_get(document_id: UUID) -> Document:
    """With its blob, pages, fields, lines, findings and transactions, in the trash or not. Raises NotFoundError."""
    found = Document.objects.select_related("blob").prefetch_related(
        "pages", "fields", "line_items", "findings", "transaction_links__transaction"
    )
    try:
        return found.get(id=document_id)
    except Document.DoesNotExist as error:
        raise NotFoundError("There is no such document.") from error


def next_action(state: str, reason: str = "") -> str:
    """A sentence for a person: what can be done with a document in this state; `reason` is the code of what went wrong."""
    general = NEXT_ACTION[state]
    return _BY_REASON.get(reason, general) if state in _REASONED else general


def values_of_people(document: Document) -> dict[FieldName, str]:
    """What a person or a rule said of the document: no machine overrules it."""
    return values_in_force(ExtractedField.objects.filter(document=document).exclude(origin=Origin.MACHINE))


def values_in_force(fields: QuerySet[ExtractedField]) -> dict[FieldName, str]:
    """The normalised value of each field."""
    return {FieldName(name): value for name, value in fields.values_list("name", "value")}


def live_link(document: Document) -> TransactionDocument | None:
    """The first transaction that the document proves and that is not in the trash."""
    links = TransactionDocument.objects.select_related("transaction").filter(document=document)
    return links.filter(transaction__trashed_at=None).order_by("id").first()


def has_receipt_beside(document: Document, total: str, date: str) -> bool:
    """Whether another document of the same total and day is a receipt or an invoice."""
    others = Document.objects.filter(
        trashed_at=None, kind__in=[DocumentKind.RECEIPT, DocumentKind.INVOICE], fields__name=FieldName.TOTAL, fields__value=total
    ).exclude(id=document.id)
    return others.filter(id__in=ExtractedField.objects.filter(name=FieldName.DATE, value=date).values("document_id")).exists()
