"""Vendors and the names by which they are known."""

from __future__ import annotations

from django.contrib import admin

from finance.models import Vendor, VendorAlias
from users.tenancy.admin import LookingAdmin, LookingInline


class VendorAliasInline(LookingInline):
    model = VendorAlias
    fields = ("name", "match_key")
    readonly_fields = fields


@admin.register(Vendor)
class VendorAdmin(LookingAdmin):
    list_display = ("name", "tax_id", "default_category", "workspace", "created_at")
    list_filter = ("workspace",)
    list_select_related = ("default_category", "workspace")
    search_fields = ("name", "match_key", "=tax_id", "=iban", "aliases__name")
    inlines = (VendorAliasInline,)
