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
    DocumentState.NEEDS_PASSWORD: "Upload it again without the password, or enter its values by hand and confirm.",
    DocumentState.UNREADABLE: "Upload a better copy, or enter its values by hand and confirm.",
    DocumentState.QUARANTINED: "Reprocess it after an update, or enter its values by hand and confirm.",
    DocumentState.FAILED: "Read the reason, put it right, then reprocess.",
}


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


def next_action(state: str) -> str:
    """A sentence for a person: what can be done with a document in this state."""
    return NEXT_ACTION[state]


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
