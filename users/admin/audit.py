"""The audit trail of all workspaces, and of the instance itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from users.audit.actions import ACTIONS, FORMER_NAMES
from users.audit.source import Source
from users.models import AuditEvent, User, Workspace
from users.tenancy.actor import ActorKind
from users.tenancy.admin import LookingAdmin

INSTANCE = "instance"


class _Declared(SimpleListFilter):
    """Choices that the source declares: asking the table for its distinct values would read all of it."""

    values: Iterable[str] = ()

    def lookups(self, _request: HttpRequest, _model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        return [(value, value) for value in self.values]

    def queryset(self, _request: HttpRequest, rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        return rows.filter(**{str(self.parameter_name): self.value()}) if self.value() else rows


class ActionFilter(_Declared):
    title, parameter_name, values = "action", "action", ACTIONS

    def queryset(self, _request: HttpRequest, rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        action = self.value()
        return rows.filter(action__in=[action, FORMER_NAMES.get(action, action)]) if action else rows


class SourceFilter(_Declared):
    title, parameter_name, values = "source", "source", tuple(source.value for source in Source)


class ActorKindFilter(_Declared):
    title, parameter_name, values = "actor", "actor_kind", tuple(kind.value for kind in ActorKind)


class PlaceFilter(SimpleListFilter):
    """Events of the instance, or of one workspace."""

    title, parameter_name = "where", "where"

    def lookups(self, _request: HttpRequest, _model_admin: ModelAdmin[Any]) -> list[tuple[str, str]]:
        names = Workspace.objects.order_by("name", "id").values_list("id", "name")[:200]
        return [(INSTANCE, "The instance itself"), *((str(one), name) for one, name in names)]

    def queryset(self, _request: HttpRequest, rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        chosen = self.value()
        if chosen is None:
            return rows
        known = {place for place, _name in self.lookup_choices}
        if chosen not in known:
            return rows.none()
        return rows.filter(workspace_id=None if chosen == INSTANCE else chosen)


@admin.register(AuditEvent)
class AuditEventAdmin(LookingAdmin):
    list_display = ("at", "action", "subject_type", "subject_id", "actor_kind", "actor_id", "source", "where", "request_id")
    list_filter = (ActionFilter, SourceFilter, ActorKindFilter, PlaceFilter, "at")
    search_fields = ("=subject_id", "=actor_id", "=workspace_id", "=request_id")
    date_hierarchy = "at"
    fields = ("at", "action", "tells", "subject_type", "subject_id", "actor_kind", "actor_id", "person", "source", "where",
              "request_id", "told")  # fmt: skip
    readonly_fields = fields

    @admin.display(description="workspace")
    def where(self, event: AuditEvent) -> str:
        return str(event.workspace_id) if event.workspace_id else "the instance"

    @admin.display(description="what it tells")
    def tells(self, event: AuditEvent) -> str:
        return ACTIONS.get(event.action, "")

    @admin.display(description="person")
    def person(self, event: AuditEvent) -> str:
        """Of one event only: the list shows ids, so that it asks no other table."""
        found = User.objects.filter(id=event.actor_id).first() if event.actor_id else None
        return found.email if found else ""

    @admin.display(description="data")
    def told(self, event: AuditEvent) -> str:
        return format_html("<code>{}</code>", json.dumps(event.data, sort_keys=True))
