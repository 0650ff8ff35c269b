"""API keys."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from users.keys.services import api_key_revoke
from users.models import ApiKey
from users.tenancy.admin import LookingAdmin, act_on_each


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
