"""What readers of a document are asked with: its words, and what the workspace knows beside them."""

from __future__ import annotations

from datetime import date

from finance.models import Document
from finance.selectors.known_vendors import known_vendors
from finance.services.document_context import kind_said, own_identity
from services.providers.base import ExtractionRequest
from services.types import ReadDocument
from users.models import Workspace


def extraction_request(read: ReadDocument, *, document: Document, today: date) -> ExtractionRequest:
    """For a document of the workspace in scope."""
    workspace = Workspace.objects.get(id=document.workspace_id)
    return ExtractionRequest(
        document=read,
        today=today,
        country=workspace.country or None,
        currency=workspace.base_currency,
        own=own_identity(),
        kind=kind_said(document),
        known_vendors=known_vendors(),
    )
