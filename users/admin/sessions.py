"""Where people are logged in."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from users.models import LoginSession
from users.sessions.services import session_revoke
from users.tenancy.admin import LookingAdmin
from utils.errors import NotFoundError

WHEN = ("created_at", "last_used_at", "expires_at", "revoked_at")


@admin.register(LoginSession)
class LoginSessionAdmin(LookingAdmin):
    """Sessions begin by logging in; here they end."""

    list_display = ("user", "address", "user_agent", *WHEN, "revoked_reason")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter), "revoked_reason")
    list_select_related = ("user",)
    search_fields = ("user__email", "address")
    fields = ("user", "address", "user_agent", *WHEN, "revoked_reason")
    actions = ("revoke",)

    @admin.action(description="Log the chosen sessions out", permissions=["operate"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[LoginSession]) -> None:
        count = 0
        for session in chosen.select_related("user"):
            with suppress(NotFoundError):  # it was over already
                session_revoke(user=session.user, session_id=session.id, reason="operator")
                count += 1
        messages.success(request, f"Logged out: {count}")
