"""The pages that a file has itself, beside those that were set from the XML of an e-invoice."""

from __future__ import annotations

from dataclasses import replace

from services.types import ReadDocument, WordSource


def own_pages(document: ReadDocument) -> ReadDocument:
    """Give the document without the pages that were set from an XML, where it has others."""
    own = tuple(page for page in document.pages if page.source is not WordSource.XML)
    return replace(document, pages=own) if own else document


def has_own_pages(document: ReadDocument) -> bool:
    """Tell whether the file has pages of its own beside its XML."""
    return any(page.source is not WordSource.XML for page in document.pages)
