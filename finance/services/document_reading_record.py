"""What reading gave of a document, as rows; and what the workspace wishes of a reading."""

from __future__ import annotations

from django.conf import settings

from finance.models import Document, DocumentAttachment, DocumentPage, DocumentReading, DocumentTable, LedgerSettings
from finance.services.document_work import Claim
from services.einvoice.codec import einvoice_from_json, einvoice_to_json
from services.reading.codec import page_from_json, table_from_json, table_to_json
from services.reading.wish import OcrPolicy, PdfEngineName, ReadWish
from services.types import Attachment, Page, ReadDocument, Table


def reading_wish() -> ReadWish:
    """How files of the workspace in scope are to be read."""
    kept = LedgerSettings.objects.first() or LedgerSettings()
    return ReadWish(
        ocr=settings.OCR_ENGINE,
        policy=OcrPolicy(kept.ocr_policy),
        languages=tuple(kept.ocr_languages),
        pdf_engine=PdfEngineName(settings.PDF_ENGINE),
    )


def reading_write(claim: Claim, document: ReadDocument, wish: ReadWish) -> None:
    """Replace what an earlier reading gave; inside the transaction that holds the document's row."""
    of = {"workspace_id": claim.workspace_id, "document_id": claim.document_id}
    for model in (DocumentReading, DocumentTable, DocumentAttachment):
        model.objects.filter(document_id=claim.document_id).delete()
    DocumentReading.objects.create(
        **of,
        attempt=claim.attempt,
        reader_version=document.reader_version,
        policy=wish.policy.value,
        language=document.language,
        sender=document.sender,
        warnings=list(document.warnings),
        einvoice=einvoice_to_json(document.einvoice) if document.einvoice else None,
    )
    DocumentTable.objects.bulk_create(_table(claim, table) for table in document.tables)
    DocumentAttachment.objects.bulk_create(
        _attachment(claim, number, attachment) for number, attachment in enumerate(document.attachments, start=1)
    )


def pages_of(document: Document) -> tuple[Page, ...]:
    """Its pages with their words, as they were read, in their order."""
    rows = DocumentPage.objects.filter(document=document).order_by("number")
    return tuple(page_from_json(_page_json(row)) for row in rows)


def _page_json(row: DocumentPage) -> dict[str, object]:
    return {
        "number": row.number,
        "width": float(row.width),
        "height": float(row.height),
        "unit": row.unit,
        "source": row.source,
        "rotation": row.rotation,
        "words": row.words,
    }


def read_document_of(document: Document, pages: tuple[Page, ...]) -> ReadDocument:
    """The document as it was read, of its rows. What was read before readings were kept has its pages only."""
    reading = DocumentReading.objects.filter(document=document).first()
    if reading is None:
        return ReadDocument(document.blob.media_type, pages)
    tables = DocumentTable.objects.filter(document=document).order_by("number")
    attachments = DocumentAttachment.objects.filter(document=document).order_by("number")
    return ReadDocument(
        media_type=document.blob.media_type,
        pages=pages,
        warnings=tuple(reading.warnings),
        reader_version=reading.reader_version,
        tables=tuple(table_from_json(row.content) for row in tables),
        attachments=tuple(Attachment(row.name, row.media_type, row.size_bytes, row.child_id is not None) for row in attachments),
        einvoice=einvoice_from_json(reading.einvoice) if reading.einvoice else None,
        language=reading.language,
        sender=reading.sender,
    )


def _table(claim: Claim, table: Table) -> DocumentTable:
    return DocumentTable(
        workspace_id=claim.workspace_id,
        document_id=claim.document_id,
        number=table.number,
        page=table.page,
        origin=table.origin.value,
        title=table.title,
        is_hidden=table.is_hidden,
        row_count=len(table.rows),
        column_count=max(map(len, table.rows), default=0),
        content=table_to_json(table),
    )


def _attachment(claim: Claim, number: int, attachment: Attachment) -> DocumentAttachment:
    return DocumentAttachment(
        workspace_id=claim.workspace_id,
        document_id=claim.document_id,
        number=number,
        name=attachment.name,
        media_type=attachment.media_type,
        size_bytes=attachment.size_bytes,
    )
