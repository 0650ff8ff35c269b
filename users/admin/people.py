"""People and groups."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from users.audit.services import Data, instance_record
from users.models import User
from users.people.models import UserKind
from users.sessions.accounts import account_follow, address_vouch
from users.sessions.services import sessions_revoke
from users.tenancy.operator import staff_of

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

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people: QuerySet[User] = super().get_queryset(request).filter(kind=UserKind.PERSON)
        return people  # service accounts have a page of their own

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            if change:
                account_follow(user=obj, changed=form.changed_data)
            else:
                address_vouch(user=obj)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - Django's name
        """The sessions are over by the new password itself; here they are also listed as over."""
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            sessions_revoke(user=User.objects.get(id=id), reason="password_changed")
        return answer

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> Any:
        self._record(request, "person_created", obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        self._record(request, "person_updated", obj, message)
        return super().log_change(request, obj, message)

    def _record(self, request: HttpRequest, action: str, person: User, message: Any) -> None:
        """Accounts belong to no workspace: what the operator does with one stands in the trail of the instance."""
        parts = message if isinstance(message, list) else []
        fields = sorted(str(name) for part in parts for name in part.get("changed", {}).get("fields", ()))
        told: Data = {"fields": ", ".join(fields), "is_active": person.is_active, "is_staff": person.is_staff}
        instance_record(action=action, subject_type="person", subject_id=person.id, user=staff_of(request.user), data=told)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False  # people are disabled: deleting one would take the last owner from a workspace


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, ModelAdmin):  # type: ignore[misc]  # unfold has no types
    pass
