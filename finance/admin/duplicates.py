"""Pairs that may be one, of all workspaces; links between documents."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from finance.models import DocumentLink, DuplicateMark
from finance.services.duplicates import duplicate_keep, duplicate_merge, duplicate_replace
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(DuplicateMark)
class DuplicateMarkAdmin(LookingAdmin):
    list_display = ("found_at", "kind", "older", "newer", "reason", "strength", "state", "workspace")
    list_filter = ("state", "kind", "reason", "strength", "workspace", "found_at")
    list_select_related = ("workspace", "first_document", "second_document", "first_transaction", "second_transaction")
    date_hierarchy = "found_at"
    ordering = ("-found_at", "-id")
    actions = ("keep", "merge", "replace")

    @admin.display(description="older")
    def older(self, mark: DuplicateMark) -> str:
        return str(mark.first_document or mark.first_transaction)

    @admin.display(description="newer")
    def newer(self, mark: DuplicateMark) -> str:
        return str(mark.second_document or mark.second_transaction)

    @admin.action(description="Keep both of the chosen pairs", permissions=["operate"])
    def keep(self, request: HttpRequest, chosen: QuerySet[DuplicateMark]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: duplicate_keep(actor=actor, mark=row, now=now), done="Kept")

    @admin.action(description="Merge the chosen pairs: the older booking stays", permissions=["operate"])
    def merge(self, request: HttpRequest, chosen: QuerySet[DuplicateMark]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: duplicate_merge(actor=actor, mark=row, now=now), done="Merged")

    @admin.action(description="Replace the older one of the chosen pairs", permissions=["operate"])
    def replace(self, request: HttpRequest, chosen: QuerySet[DuplicateMark]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: duplicate_replace(actor=actor, mark=row, now=now), done="Replaced")


@admin.register(DocumentLink)
class DocumentLinkAdmin(LookingAdmin):
    list_display = ("created_at", "first", "second", "kind", "by_machine", "workspace")
    list_filter = ("kind", "by_machine", "workspace")
    list_select_related = ("first", "second", "workspace")
    ordering = ("-created_at", "-id")
