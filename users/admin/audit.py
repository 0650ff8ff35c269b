"""The audit trail."""

from __future__ import annotations

from django.contrib import admin

from users.models import AuditEvent
from users.tenancy.admin import LookingAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(LookingAdmin):
    list_display = ("at", "action", "subject_type", "subject_id", "actor_kind", "actor_id", "workspace_id", "request_id")
    list_filter = ("action", "actor_kind", "subject_type", "at")
    search_fields = ("=subject_id", "=actor_id", "=workspace_id", "=request_id")
    date_hierarchy = "at"
