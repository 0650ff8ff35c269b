"""Reconciliations, and the transactions that they found on their statements."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from finance.models import ReconciledTransaction, Reconciliation
from finance.services.reconciliations import reconciliation_reopen
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(Reconciliation)
class ReconciliationAdmin(LookingAdmin):
    list_display = ("account", "date", "stated_balance", "state", "workspace", "opened_by", "closed_by", "closed_at")
    list_filter = ("state", "workspace", "date")
    list_select_related = ("account", "workspace", "opened_by", "closed_by")
    search_fields = ("account__name", "workspace__name")
    date_hierarchy = "date"
    ordering = ("-date", "-id")
    actions = ("reopen",)

    @admin.action(description="Reopen the chosen reconciliations", permissions=["operate"])
    def reopen(self, request: HttpRequest, chosen: QuerySet[Reconciliation]) -> None:
        act_on_each(request, chosen, lambda actor, row: reconciliation_reopen(actor=actor, reconciliation=row), done="Reopened")


@admin.register(ReconciledTransaction)
class ReconciledTransactionAdmin(LookingAdmin):
    list_display = ("transaction", "reconciliation", "workspace")
    list_filter = ("workspace",)
    list_select_related = ("transaction", "reconciliation", "workspace")
    search_fields = ("transaction__description", "workspace__name")
