"""Of workspaces, what the ledger keeps. (Workspaces themselves: users/admin/workspaces.py.)"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from finance.models import LedgerSettings
from finance.services.base_amounts_posted import base_amounts_complete
from finance.services.ledger_settings import ledger_settings_update
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(LedgerSettings)
class LedgerSettingsAdmin(LookingAdmin):
    list_display = (
        "workspace",
        "booking_policy",
        "approval",
        "retention_years",
        "locked_through",
        "ocr_policy",
        "ocr_languages",
        "training_consent_at",
        "training_consent_by",
    )
    list_filter = ("booking_policy", "approval", "ocr_policy", ("training_consent_at", admin.EmptyFieldListFilter))
    list_select_related = ("workspace", "training_consent_by")
    readonly_fields = ("training_consent_at", "training_consent_by")
    search_fields = ("workspace__name",)
    actions = ("complete_base_amounts", "consent_to_training", "withdraw_consent")

    @admin.action(description="Value what had no rate when it was booked", permissions=["operate"])
    def complete_base_amounts(self, request: HttpRequest, chosen: QuerySet[LedgerSettings]) -> None:
        act_on_each(request, chosen, lambda actor, _row: base_amounts_complete(actor=actor), done="Ledgers gone through")

    @admin.action(description="Note an owner's consent to training with confirmed documents", permissions=["operate"])
    def consent_to_training(self, request: HttpRequest, chosen: QuerySet[LedgerSettings]) -> None:
        _consent(request, chosen, granted=True)

    @admin.action(description="Withdraw the consent to training", permissions=["operate"])
    def withdraw_consent(self, request: HttpRequest, chosen: QuerySet[LedgerSettings]) -> None:
        _consent(request, chosen, granted=False)


def _consent(request: HttpRequest, chosen: QuerySet[LedgerSettings], *, granted: bool) -> None:
    done = "Consent noted" if granted else "Consent withdrawn"
    act_on_each(request, chosen, lambda actor, _row: ledger_settings_update(actor=actor, training_consent=granted), done=done)
