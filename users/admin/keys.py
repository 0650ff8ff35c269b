"""API keys and service accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from users.keys.models import ServiceAccount
from users.keys.service_accounts import (
    SERVICE_ROLES,
    service_account_create,
    service_account_remove,
    service_account_update,
)
from users.keys.services import api_key_revoke
from users.models import ApiKey, Workspace
from users.people.models import UserKind
from users.tenancy.actor import acting
from users.tenancy.admin import LookingAdmin, RefusingAdmin, act_on_each
from users.tenancy.operator import operator_of
from users.workspaces.roles import Role

MOMENTS = ("created_at", "last_used_at", "expires_at", "revoked_at")


@admin.register(ApiKey)
class ApiKeyAdmin(LookingAdmin):
    """Keys are made by `manage.py create_key` or by their members, who alone see the secret; here they end."""

    list_display = ("prefix", "name", "holder", "maker", "workspace", "last_used_at", "expires_at", "revoked_at")
    list_filter = ("workspace", "membership__user__kind", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("membership__user", "maker", "workspace")
    search_fields = ("prefix", "name", "membership__user__email", "membership__user__name")
    fields = ("prefix", "name", "workspace", "holder", "maker", "made_with", "scopes", *MOMENTS)
    actions = ("revoke",)

    @admin.display(description="holder", ordering="membership__user__email")
    def holder(self, key: ApiKey) -> str:
        return str(key.membership.user)

    @admin.action(description="Revoke the chosen keys", permissions=["operate"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[ApiKey]) -> None:
        now = timezone.now()
        keys = chosen.select_related("membership")
        act_on_each(request, keys, lambda actor, key: api_key_revoke(actor=actor, key=key, now=now), done="Revoked")


class ServiceAccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """`role` is never that of an owner."""

    name = forms.CharField(max_length=100)
    role = forms.ChoiceField(choices=[(role.value, role.value) for role in SERVICE_ROLES])

    class Meta:
        model = ServiceAccount
        fields = ("role",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.user_id:
            self.fields["name"].initial = self.instance.user.name


class NewServiceAccountForm(ServiceAccountForm):
    into = forms.ModelChoiceField(Workspace.objects.all(), label="Workspace")


@admin.register(ServiceAccount)
class ServiceAccountAdmin(RefusingAdmin):
    """Programs as members; they get their keys by the API or by `manage.py create_key`."""

    form = ServiceAccountForm
    list_display = ("name", "role", "workspace", "created_at")
    list_filter = ("role", "workspace")
    list_select_related = ("user", "workspace")
    search_fields = ("user__name", "workspace__name")
    actions = None

    @admin.display(ordering="user__name")
    def name(self, account: ServiceAccount) -> str:
        return account.user.name

    def get_queryset(self, request: HttpRequest) -> QuerySet[ServiceAccount]:
        rows: QuerySet[ServiceAccount] = super().get_queryset(request)
        return rows.filter(user__kind=UserKind.SERVICE)

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        chosen = kwargs if change else {**kwargs, "form": NewServiceAccountForm}
        return super().get_form(request, obj, change, **chosen)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["workspace", "name", "role"] if obj else ["into", "name", "role"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["workspace"] if obj else []

    def save_model(self, request: HttpRequest, obj: ServiceAccount, form: Any, change: bool) -> None:
        wish = {"name": form.cleaned_data["name"], "role": Role(obj.role)}
        actor = operator_of(request, obj.workspace_id if change else form.cleaned_data["into"].id)
        with acting(actor):
            if change:
                service_account_update(actor=actor, account=obj, **wish)
            else:
                made = service_account_create(actor=actor, **wish)
                obj.pk, obj.user = made.pk, made.user

    def delete_model(self, request: HttpRequest, obj: ServiceAccount) -> None:
        actor = operator_of(request, obj.workspace_id)
        with acting(actor):
            service_account_remove(actor=actor, account=obj)
