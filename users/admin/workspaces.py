"""Workspaces, their members, and who they are on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from users.models import IdentityKind, Membership, User, Workspace, WorkspaceIdentity
from users.tenancy.actor import acting
from users.tenancy.admin import RefusingAdmin
from users.tenancy.operator import operator_of
from users.workspaces.identity import identity_add, identity_remove
from users.workspaces.opening import workspace_open, workspace_update
from users.workspaces.roles import Role
from users.workspaces.services import membership_add, membership_change_role, membership_remove

FIELDS = ("name", "base_currency", "country", "locale", "timezone")


class NewWorkspaceForm(forms.ModelForm):  # type: ignore[type-arg]
    owner = forms.ModelChoiceField(User.objects.filter(is_active=True).order_by("email"))

    class Meta:
        model = Workspace
        fields = FIELDS


@admin.register(Workspace)
class WorkspaceAdmin(RefusingAdmin):
    """Opened with an owner and a ledger, and changed by the same use-cases as through the API."""

    list_display = ("name", "base_currency", "country", "timezone", "created_at")
    list_filter = ("base_currency", "country")
    search_fields = ("name", "=id")
    actions = None

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        chosen = kwargs if change else {**kwargs, "form": NewWorkspaceForm}
        return super().get_form(request, obj, change, **chosen)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("id", *FIELDS, "created_at") if obj else ("owner", *FIELDS)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return ("id", "created_at") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Workspace, form: Any, change: bool) -> None:
        if not change:
            obj.pk = workspace_open(owner=form.cleaned_data["owner"], **{name: form.cleaned_data[name] for name in FIELDS}).pk
            return
        actor = operator_of(request, obj.id)
        with acting(actor):
            workspace_update(actor=actor, **{name: form.cleaned_data[name] for name in form.changed_data})


class NewMembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    into = forms.ModelChoiceField(Workspace.objects.all(), label="Workspace")  # the model's own field is not editable

    class Meta:
        model = Membership
        fields = ("user", "role")


@admin.register(Membership)
class MembershipAdmin(RefusingAdmin):
    list_display = ("user", "role", "workspace", "created_at")
    list_filter = ("role", "workspace")
    list_select_related = ("user", "workspace")
    search_fields = ("user__email", "workspace__name")
    actions = None

    def get_form(self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any) -> Any:
        chosen = kwargs if change else {**kwargs, "form": NewMembershipForm}
        return super().get_form(request, obj, change, **chosen)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["workspace", "user", "role"] if obj else ["into", "user", "role"]

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["workspace", "user"] if obj else []

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        workspace_id = obj.workspace_id if change else form.cleaned_data["into"].id
        actor = operator_of(request, workspace_id)
        with acting(actor):
            if change:
                membership_change_role(actor=actor, membership=obj, role=Role(obj.role))
            else:
                obj.pk = membership_add(actor=actor, user=obj.user, role=Role(obj.role)).pk

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        actor = operator_of(request, obj.workspace_id)
        with acting(actor):
            membership_remove(actor=actor, membership=obj)


class NewIdentityForm(forms.ModelForm):  # type: ignore[type-arg]
    into = forms.ModelChoiceField(Workspace.objects.all(), label="Workspace")

    class Meta:
        model = WorkspaceIdentity
        fields = ("kind", "value")


@admin.register(WorkspaceIdentity)
class WorkspaceIdentityAdmin(RefusingAdmin):
    form = NewIdentityForm
    list_display = ("kind", "value", "workspace")
    list_filter = ("kind", "workspace")
    list_select_related = ("workspace",)
    search_fields = ("value", "workspace__name")
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: WorkspaceIdentity, form: Any, change: bool) -> None:
        actor = operator_of(request, form.cleaned_data["into"].id)
        with acting(actor):
            obj.pk = identity_add(actor=actor, kind=IdentityKind(obj.kind), value=obj.value).pk

    def delete_model(self, request: HttpRequest, obj: WorkspaceIdentity) -> None:
        actor = operator_of(request, obj.workspace_id)
        with acting(actor):
            identity_remove(actor=actor, identity=obj)
