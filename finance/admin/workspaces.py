"""Workspaces (opened here and not in users, because their ledger is opened with them) and their ledger settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from finance.models import LedgerSettings
from users.models import User, Workspace
from users.tenancy.admin import LookingAdmin, RefusingAdmin
from users.workspaces.opening import workspace_open

FIELDS = ("name", "base_currency", "country", "locale", "timezone")


class NewWorkspaceForm(forms.ModelForm):  # type: ignore[type-arg]
    owner = forms.ModelChoiceField(User.objects.filter(is_active=True).order_by("email"))

    class Meta:
        model = Workspace
        fields = FIELDS


@admin.register(Workspace)
class WorkspaceAdmin(RefusingAdmin):
    """Opened with an owner; afterwards its own people change it."""

    form = NewWorkspaceForm
    list_display = ("name", "base_currency", "country", "timezone", "created_at")
    list_filter = ("base_currency", "country")
    search_fields = ("name", "=id")
    fields = ("owner", *FIELDS)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("id", *FIELDS, "created_at") if obj else ("owner", *FIELDS)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Workspace, form: Any, change: bool) -> None:
        chosen = {name: form.cleaned_data[name] for name in FIELDS}
        obj.pk = workspace_open(owner=form.cleaned_data["owner"], **chosen).pk


@admin.register(LedgerSettings)
class LedgerSettingsAdmin(LookingAdmin):
    list_display = ("workspace", "booking_policy", "locked_through")
    list_filter = ("booking_policy",)
    list_select_related = ("workspace",)
    search_fields = ("workspace__name",)
