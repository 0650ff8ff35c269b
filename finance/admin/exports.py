"""Exports of all workspaces: which were asked for, and how far they are."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from finance.models import Export, ExportFormat
from finance.selectors.ledger_slice import LedgerSlice
from finance.services.exports import export_request
from users.tenancy.actor import Actor
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(Export)
class ExportAdmin(LookingAdmin):
    list_display = (
        "created_at",
        "workspace",
        "format",
        "state",
        "rows",
        "size_bytes",
        "requested_by",
        "expires_at",
        "error_code",
    )
    list_filter = ("state", "format", "workspace", "created_at")
    list_select_related = ("workspace", "requested_by")
    search_fields = ("workspace__name",)
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-id")
    actions = ("ask_again",)

    @admin.action(description="Ask for the chosen ones again, as the ledgers are now", permissions=["operate"])
    def ask_again(self, request: HttpRequest, chosen: QuerySet[Export]) -> None:
        act_on_each(request, chosen, _ask_again, done="Asked for")


def _ask_again(actor: Actor, export: Export) -> Export:
    return export_request(actor=actor, kind=ExportFormat(export.format), part=LedgerSlice.from_json(export.filters))
