"""Back office of people: users, groups, members, own identity, API keys, audit trail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from users.keys.services import api_key_revoke
from users.models import ApiKey, AuditEvent, IdentityKind, Membership, User, Workspace, WorkspaceIdentity
from users.tenancy.actor import acting
from users.tenancy.admin import LookingAdmin, RefusingAdmin, act_on_each
from users.tenancy.operator import operator_of
from users.workspaces.identity import identity_add, identity_remove
from users.workspaces.roles import Role
from users.workspaces.services import membership_add, membership_change_role, membership_remove

admin.site.unregister(Group)


class NewUserForm(UserCreationForm):  # type: ignore[misc]  # unfold has no types
    class Meta:
        model = User
        fields = ("email", "name")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class ChangedUserForm(UserChangeForm):  # type: ignore[misc]  # unfold has no types
    class Meta:
        model = User
        fields = "__all__"  # the fieldsets of the admin say which

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


@admin.register(User)
class UserAdmin(DjangoUserAdmin, ModelAdmin):  # type: ignore[misc, type-arg]  # unfold has no types
    form, add_form, change_password_form = ChangedUserForm, NewUserForm, AdminPasswordChangeForm
    list_display = ("email", "name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Instance", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False  # people are disabled: deleting one would take the last owner from a workspace


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):  # type: ignore[misc]  # unfold has no types
    pass


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


@admin.register(ApiKey)
class ApiKeyAdmin(LookingAdmin):
    """Keys are made by `manage.py create_user` or by their members, who alone see them; here they end."""

    list_display = ("prefix", "name", "person", "workspace", "last_used_at", "expires_at", "revoked_at")
    list_filter = ("workspace", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("membership__user", "workspace")
    search_fields = ("prefix", "name", "membership__user__email")
    fields = ("prefix", "name", "workspace", "person", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at")
    actions = ("revoke",)

    @admin.display(description="person", ordering="membership__user__email")
    def person(self, key: ApiKey) -> str:
        return str(key.membership.user.email)

    @admin.action(description="Revoke the chosen keys", permissions=["operate"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[ApiKey]) -> None:
        now = timezone.now()
        keys = chosen.select_related("membership")
        act_on_each(request, keys, lambda actor, key: api_key_revoke(actor=actor, key=key, now=now), done="Revoked")


@admin.register(AuditEvent)
class AuditEventAdmin(LookingAdmin):
    list_display = ("at", "action", "subject_type", "subject_id", "actor_kind", "actor_id", "workspace_id", "request_id")
    list_filter = ("action", "actor_kind", "subject_type", "at")
    search_fields = ("=subject_id", "=actor_id", "=workspace_id", "=request_id")
    date_hierarchy = "at"
