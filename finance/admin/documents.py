"""Documents: the list, the page of one (see document_page), sending one in, and the work that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone

from finance.admin.document_deeds import deed_view
from finance.admin.document_files import einvoice_view, original_view, preview_view, table_view
from finance.admin.document_page import page_view
from finance.admin.document_upload import upload_view
from finance.admin.work import work_view
from finance.models import Document, ExtractedField
from finance.services.documents import document_reprocess, document_restore, document_trash
from services.types import FieldName
from users.tenancy.admin import LookingAdmin, act_on_each

SHOWN = (FieldName.VENDOR, FieldName.TOTAL, FieldName.CURRENCY, FieldName.DATE)
AddressedView = Callable[..., HttpResponseBase]


@admin.register(Document)
class DocumentAdmin(LookingAdmin):
    list_display = ("filename", "state", "kind", "direction", "vendor", "total", "issued", "workspace", "received_at", "in_trash")
    list_filter = (
        "state",
        "kind",
        "direction",
        "channel",
        "proven",
        "workspace",
        "received_at",
        ("trashed_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("workspace",)
    search_fields = ("filename", "=blob__sha256", "fields__value")
    date_hierarchy = "received_at"
    ordering = ("-received_at", "-id")
    actions = ("reprocess", "put_into_trash", "restore")

    def get_urls(self) -> list[URLPattern]:
        def own(address: str, view: AddressedView, name: str) -> URLPattern:
            def with_admin(request: HttpRequest, **values: Any) -> HttpResponseBase:
                return view(self, request, **values)

            pattern: URLPattern = path(address, self.admin_site.admin_view(with_admin), name=f"finance_document_{name}")
            return pattern

        return [
            own("work/", work_view, "work"),
            own("<uuid:document_id>/original/", original_view, "original"),
            own("<uuid:document_id>/preview/<int:number>/", preview_view, "preview"),
            own("<uuid:document_id>/einvoice/", einvoice_view, "einvoice"),
            own("<uuid:document_id>/table/<int:number>/", table_view, "table"),
            own("<uuid:document_id>/do/<slug:deed>/", deed_view, "do"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("finance.add_document"))

    def add_view(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseBase:
        return upload_view(self, request)

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponseBase:
        return page_view(self, request, object_id)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        shown = Prefetch("fields", ExtractedField.objects.filter(name__in=SHOWN), to_attr="shown_fields")
        documents: QuerySet[Document] = super().get_queryset(request).prefetch_related(shown)
        return documents

    @admin.display(description="vendor")
    def vendor(self, document: Document) -> str:
        return _value(document, FieldName.VENDOR)

    @admin.display(description="total")
    def total(self, document: Document) -> str:
        return f"{_value(document, FieldName.TOTAL)} {_value(document, FieldName.CURRENCY)}".strip()

    @admin.display(description="date")
    def issued(self, document: Document) -> str:
        return _value(document, FieldName.DATE)

    @admin.display(description="in trash", boolean=True, ordering="trashed_at")
    def in_trash(self, document: Document) -> bool:
        return document.trashed_at is not None

    @admin.action(description="Read and extract the chosen documents again", permissions=["operate"])
    def reprocess(self, request: HttpRequest, chosen: QuerySet[Document]) -> None:
        act_on_each(request, chosen, lambda actor, row: document_reprocess(actor=actor, document=row), done="Begun anew")

    @admin.action(description="Put the chosen documents into the trash", permissions=["operate"])
    def put_into_trash(self, request: HttpRequest, chosen: QuerySet[Document]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: document_trash(actor=actor, document=row, now=now), done="In the trash")

    @admin.action(description="Take the chosen documents out of the trash", permissions=["operate"])
    def restore(self, request: HttpRequest, chosen: QuerySet[Document]) -> None:
        act_on_each(request, chosen, lambda actor, row: document_restore(actor=actor, document=row), done="Restored")


def _value(document: Document, name: FieldName) -> str:
    fields: list[ExtractedField] = document.shown_fields  # type: ignore[attr-defined]  # prefetched for the list
    return next((field.value for field in fields if field.name == name), "")
