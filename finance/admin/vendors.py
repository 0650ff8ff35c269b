"""Vendors and the names by which they are known."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from finance.admin.merging import merge_chosen
from finance.models import Vendor, VendorAlias
from finance.services.vendors import vendor_archive, vendor_merge, vendor_unarchive
from users.tenancy.admin import LookingAdmin, LookingInline, act_on_each


class VendorAliasInline(LookingInline):
    model = VendorAlias
    fields = ("name", "match_key")
    readonly_fields = fields


@admin.register(Vendor)
class VendorAdmin(LookingAdmin):
    list_display = ("name", "tax_id", "default_category", "workspace", "merged_into", "created_at", "archived_at")
    list_filter = ("workspace", ("archived_at", admin.EmptyFieldListFilter))
    list_select_related = ("default_category", "workspace", "merged_into")
    search_fields = ("name", "match_key", "=tax_id", "=iban", "aliases__name")
    inlines = (VendorAliasInline,)
    actions = ("archive", "unarchive", "merge")

    @admin.action(description="Archive the chosen vendors", permissions=["operate"])
    def archive(self, request: HttpRequest, chosen: QuerySet[Vendor]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: vendor_archive(actor=actor, vendor=row, now=now), done="Archived")

    @admin.action(description="Put the chosen vendors back into the lists", permissions=["operate"])
    def unarchive(self, request: HttpRequest, chosen: QuerySet[Vendor]) -> None:
        act_on_each(request, chosen, lambda actor, row: vendor_unarchive(actor=actor, vendor=row), done="Back")

    @admin.action(description="Merge the chosen vendors into the oldest", permissions=["operate"])
    def merge(self, request: HttpRequest, chosen: QuerySet[Vendor]) -> None:
        now = timezone.now()
        merge_chosen(request, chosen, lambda actor, row, into: vendor_merge(actor=actor, vendor=row, into=into, now=now))
