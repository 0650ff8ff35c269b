"""Stored bytes, and what was noticed about documents."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html

from finance.models import Blob, Finding
from users.tenancy.admin import LookingAdmin


@admin.register(Blob)
class BlobAdmin(LookingAdmin):
    list_display = ("beginning", "media_type", "size", "used_by", "workspace", "created_at")
    list_filter = ("media_type", "workspace", "created_at")
    list_select_related = ("workspace",)
    search_fields = ("=sha256",)
    fields = ("sha256", "media_type", "size_bytes", "storage_name", "workspace", "created_at")
    ordering = ("-created_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Blob]:
        blobs: QuerySet[Blob] = super().get_queryset(request).annotate(document_count=Count("documents"))
        return blobs

    @admin.display(description="SHA-256")
    def beginning(self, blob: Blob) -> str:
        return f"{blob.sha256[:16]}…"

    @admin.display(description="size", ordering="size_bytes")
    def size(self, blob: Blob) -> str:
        return filesizeformat(blob.size_bytes)

    @admin.display(description="documents", ordering="document_count")
    def used_by(self, blob: Blob) -> int:
        return int(blob.document_count)  # type: ignore[attr-defined]  # annotated above


@admin.register(Finding)
class FindingAdmin(LookingAdmin):
    list_display = ("code", "severity", "message", "shown", "workspace", "created_at")
    list_filter = ("severity", "code", "workspace", "created_at")
    list_select_related = ("document", "workspace")
    search_fields = ("code", "message", "document__filename")
    ordering = ("-created_at",)

    @admin.display(description="document", ordering="document__filename")
    def shown(self, finding: Finding) -> str:
        address = reverse("admin:finance_document_change", args=[finding.document_id])
        return format_html('<a href="{}">{}</a>', address, finding.document.filename)
