"""Reading documents as the faces show them: each with no more than is shown, in a fixed number of queries."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from finance.models import (
    Document,
    DocumentAttachment,
    DocumentPage,
    DocumentReading,
    ExtractedField,
    Finding,
    LineItem,
    TransactionDocument,
)
from finance.selectors.documents import document_list
from services.types import FieldName
from utils.errors import NotFoundError

HEADLINE = (FieldName.VENDOR, FieldName.DATE, FieldName.TOTAL, FieldName.CURRENCY)


def document_summaries(*, in_trash: bool = False) -> QuerySet[Document]:
    """The documents with their headline (vendor, date, total, currency) and links to transactions, newest first."""
    headline = ExtractedField.objects.filter(name__in=HEADLINE)
    return document_list(in_trash=in_trash).prefetch_related(
        Prefetch("fields", headline), Prefetch("transaction_links", _links())
    )


def document_detail(document_id: UUID) -> Document:
    """The document with all its parts but the words of its pages, in the trash or not. Raises NotFoundError."""
    found = Document.objects.select_related("blob", "parent").prefetch_related(
        Prefetch("pages", DocumentPage.objects.defer("words")),
        Prefetch("readings", DocumentReading.objects.defer("einvoice")),
        Prefetch("attachments", attachment_rows()),
        "fields",
        "line_items",
        "findings",
        Prefetch("transaction_links", _links()),
    )
    return _one(found, document_id)


def document_find(document_id: UUID) -> Document:
    """The document with its blob and nothing else, in the trash or not. Raises NotFoundError."""
    return _one(Document.objects.select_related("blob"), document_id)


def page_list(document: Document) -> QuerySet[DocumentPage]:
    """Its pages in order, without their words."""
    return DocumentPage.objects.filter(document=document).defer("words").order_by("number")


def page_get(document: Document, number: int) -> DocumentPage:
    """With its words. Raises NotFoundError."""
    try:
        return DocumentPage.objects.get(document=document, number=number)
    except DocumentPage.DoesNotExist as error:
        raise NotFoundError("The document has no such page, or was not read yet.") from error


def attachment_list(document: Document) -> QuerySet[DocumentAttachment]:
    """The files inside its file, in their order, with the documents that were made of them."""
    return attachment_rows().filter(document=document)


def attachment_rows() -> QuerySet[DocumentAttachment]:
    return DocumentAttachment.objects.select_related("child", "document").order_by("number")


def field_list(document: Document) -> QuerySet[ExtractedField]:
    """The fields in force, by name."""
    return ExtractedField.objects.filter(document=document).order_by("name")


def field_get(document: Document, name: str) -> ExtractedField:
    """Raises NotFoundError."""
    try:
        return ExtractedField.objects.get(document=document, name=name)
    except ExtractedField.DoesNotExist as error:
        raise NotFoundError("The document has no such field yet.") from error


def line_list(document: Document) -> QuerySet[LineItem]:
    """The bought things, in the order of the document."""
    return LineItem.objects.filter(document=document).order_by("position")


def finding_list(document: Document) -> QuerySet[Finding]:
    """What was noticed, oldest first."""
    return Finding.objects.filter(document=document).order_by("id")


def _one(documents: QuerySet[Document], document_id: UUID) -> Document:
    try:
        return documents.get(id=document_id)
    except Document.DoesNotExist as error:
        raise NotFoundError("There is no such document.") from error


def _links() -> QuerySet[TransactionDocument]:
    return TransactionDocument.objects.select_related("transaction").order_by("created_at", "id")
