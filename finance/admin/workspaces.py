"""Of workspaces, what the ledger keeps. (Workspaces themselves: users/admin/workspaces.py.)"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from finance.models import LedgerSettings
from finance.services.base_amounts_posted import base_amounts_complete
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(LedgerSettings)
class LedgerSettingsAdmin(LookingAdmin):
    list_display = ("workspace", "booking_policy", "approval", "retention_years", "locked_through", "ocr_policy", "ocr_languages")
    list_filter = ("booking_policy", "approval", "ocr_policy")
    list_select_related = ("workspace",)
    search_fields = ("workspace__name",)
    actions = ("complete_base_amounts",)

    @admin.action(description="Value what had no rate when it was booked", permissions=["operate"])
    def complete_base_amounts(self, request: HttpRequest, chosen: QuerySet[LedgerSettings]) -> None:
        act_on_each(request, chosen, lambda actor, _row: base_amounts_complete(actor=actor), done="Ledgers gone through")
