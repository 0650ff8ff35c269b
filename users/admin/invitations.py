"""Invitations: the links that get people in where no mail server is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from users.models import Invitation, Workspace
from users.tenancy.actor import acting
from users.tenancy.admin import RefusingAdmin, act_on_each
from users.tenancy.operator import operator_of
from users.workspaces.invitations import invitation_copy_link, invitation_create, invitation_revoke
from users.workspaces.roles import Role

SHOWN = ("email", "role", "workspace", "invited_by", "created_at", "expires_at", "accepted_at", "refused_at", "revoked_at")


class NewInvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    into = forms.ModelChoiceField(Workspace.objects.all(), label="Workspace")

    class Meta:
        model = Invitation
        fields = ("email", "role")


@admin.register(Invitation)
class InvitationAdmin(RefusingAdmin):
    """The link is told once after the making; copying it again stands in the workspace's audit trail."""

    form = NewInvitationForm
    list_display = SHOWN
    list_filter = ("role", "workspace", ("accepted_at", admin.EmptyFieldListFilter))
    list_select_related = ("workspace", "invited_by")
    search_fields = ("email", "workspace__name")
    actions = ("copy_link", "revoke")

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return SHOWN if obj else ("into", "email", "role")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_operate_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm("users.change_invitation"))

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        actor = operator_of(request, form.cleaned_data["into"].id)
        with acting(actor):
            made = invitation_create(actor=actor, role=Role(obj.role), email=obj.email, now=timezone.now())
        obj.pk = made.invitation.pk
        messages.info(request, f"The link: {made.link}")

    @admin.action(description="Copy the links of the chosen invitations", permissions=["operate"])
    def copy_link(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        links: list[str] = []
        now = timezone.now()
        act_on_each(
            request,
            chosen,
            lambda actor, row: links.append(invitation_copy_link(actor=actor, invitation=row, now=now)),
            done="Copied",
        )
        for link in links:
            messages.info(request, f"The link: {link}")

    @admin.action(description="Revoke the chosen invitations", permissions=["operate"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[Invitation]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: invitation_revoke(actor=actor, invitation=row, now=now), done="Revoked")
