"""Reconciliations, and the transactions that they found on their statements."""

from __future__ import annotations

from django.contrib import admin

from finance.models import ReconciledTransaction, Reconciliation
from users.tenancy.admin import LookingAdmin


@admin.register(Reconciliation)
class ReconciliationAdmin(LookingAdmin):
    list_display = ("account", "date", "stated_balance", "state", "workspace", "opened_by", "closed_by", "closed_at")
    list_filter = ("state", "workspace", "date")
    list_select_related = ("account", "workspace", "opened_by", "closed_by")
    search_fields = ("account__name", "workspace__name")
    date_hierarchy = "date"
    ordering = ("-date", "-id")


@admin.register(ReconciledTransaction)
class ReconciledTransactionAdmin(LookingAdmin):
    list_display = ("transaction", "reconciliation", "workspace")
    list_filter = ("workspace",)
    list_select_related = ("transaction", "reconciliation", "workspace")
    search_fields = ("transaction__description", "workspace__name")
