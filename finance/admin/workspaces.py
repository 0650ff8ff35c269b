"""Of workspaces, what the ledger keeps. (Workspaces themselves: users/admin/workspaces.py.)"""

from __future__ import annotations

from django.contrib import admin

from finance.models import LedgerSettings
from users.tenancy.admin import LookingAdmin


@admin.register(LedgerSettings)
class LedgerSettingsAdmin(LookingAdmin):
    list_display = ("workspace", "booking_policy", "locked_through")
    list_filter = ("booking_policy",)
    list_select_related = ("workspace",)
    search_fields = ("workspace__name",)
