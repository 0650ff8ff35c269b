"""The pictures of the pages, and the bytes as they came: for instance staff only, and never to be run by a browser."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from unfold.admin import ModelAdmin

from finance.models import Document, DocumentPage, DocumentReading, DocumentTable
from finance.services.document_einvoice import HTML_POLICY, einvoice_html
from finance.services.document_files import BLOBS
from finance.services.document_tables import MEDIA_TYPES, TableFormat, spreadsheet_of
from services.einvoice.codec import einvoice_from_json
from services.errors import StorageError
from services.reading.codec import table_from_json
from users.tenancy.operator import operator_looked

ONE_LOOK = timedelta(minutes=10)  # the pictures belong to the look at their page
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


def preview_view(model_admin: ModelAdmin, request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """The WebP picture of one page, re-encoded by the reading child and without metadata."""
    _require_view(model_admin, request)
    page = get_object_or_404(DocumentPage.objects.exclude(preview_name=""), document_id=document_id, number=number)
    operator_looked(
        request,
        workspace_id=page.workspace_id,
        subject_type="document",
        subject_id=document_id,
        unless_since=timezone.now() - ONE_LOOK,
    )
    return _answer(_stored(page.preview_name), "image/webp")


def original_view(model_admin: ModelAdmin, request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The uploaded file as an attachment, its hash verified."""
    _require_view(model_admin, request)
    document = get_object_or_404(Document.objects.select_related("blob"), id=document_id)
    operator_looked(request, workspace_id=document.workspace_id, subject_type="document", subject_id=document.id)
    answer = _answer(_stored(document.blob.storage_name, document.blob.sha256), "application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(document.filename, safe='')}"
    return answer


def table_view(model_admin: ModelAdmin, request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """A table of the document as CSV, or as XLSX with `?format=xlsx`: all its rows, as an attachment."""
    _require_view(model_admin, request)
    table = get_object_or_404(DocumentTable, document_id=document_id, number=number)
    operator_looked(request, workspace_id=table.workspace_id, subject_type="document", subject_id=document_id)
    form = TableFormat.XLSX if request.GET.get("format") == TableFormat.XLSX else TableFormat.CSV
    answer = _answer(spreadsheet_of(table_from_json(table.content), form), MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="table-{number}.{form.value}"'
    return answer


def einvoice_view(model_admin: ModelAdmin, request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The e-invoice of the document as a page made from its XML, which runs nothing and loads nothing."""
    _require_view(model_admin, request)
    reading = get_object_or_404(DocumentReading, document_id=document_id, einvoice__isnull=False)
    operator_looked(request, workspace_id=reading.workspace_id, subject_type="document", subject_id=document_id)
    answer = _answer(einvoice_html(einvoice_from_json(reading.einvoice)), "text/html; charset=utf-8")
    answer["Content-Security-Policy"] = HTML_POLICY
    return answer


def _require_view(model_admin: ModelAdmin, request: HttpRequest) -> None:
    if not model_admin.has_view_permission(request):
        raise PermissionDenied


def _stored(name: str, sha256: str = "") -> bytes:
    try:
        return BLOBS.read(name, sha256=sha256)
    except StorageError as error:
        raise Http404(error.detail) from error


def _answer(content: bytes, media_type: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": SANDBOX},
    )
