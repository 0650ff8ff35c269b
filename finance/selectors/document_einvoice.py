"""The e-invoice that a document is, or that lies in it."""

from __future__ import annotations

from finance.models import Document, DocumentReading
from services.einvoice.codec import einvoice_from_json
from services.einvoice.model import EInvoice
from utils.errors import NotFoundError


def einvoice_get(document: Document) -> EInvoice:
    """As its XML says it. Raises NotFoundError."""
    kept = DocumentReading.objects.filter(document=document).values_list("einvoice", flat=True).first()
    if kept is None:
        raise NotFoundError("The document is no e-invoice, or was not read yet.")
    return einvoice_from_json(kept)


def has_einvoice(document: Document) -> bool:
    """Tell whether there is one to look at."""
    return DocumentReading.objects.filter(document=document, einvoice__isnull=False).exists()
