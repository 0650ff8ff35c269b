"""Projects, tags, and which transactions bear them."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from finance.models import Project, Tag, TransactionTag
from finance.services.labels import project_archive, project_unarchive
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(Project)
class ProjectAdmin(LookingAdmin):
    list_display = ("name", "workspace", "created_at", "archived_at")
    list_filter = ("workspace", ("archived_at", admin.EmptyFieldListFilter))
    list_select_related = ("workspace",)
    search_fields = ("name", "workspace__name")
    actions = ("archive", "unarchive")

    @admin.action(description="Archive the chosen projects", permissions=["operate"])
    def archive(self, request: HttpRequest, chosen: QuerySet[Project]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: project_archive(actor=actor, project=row, now=now), done="Archived")

    @admin.action(description="Put the chosen projects back into the lists", permissions=["operate"])
    def unarchive(self, request: HttpRequest, chosen: QuerySet[Project]) -> None:
        act_on_each(request, chosen, lambda actor, row: project_unarchive(actor=actor, project=row), done="Back")


@admin.register(Tag)
class TagAdmin(LookingAdmin):
    list_display = ("name", "workspace", "created_at")
    list_filter = ("workspace",)
    list_select_related = ("workspace",)
    search_fields = ("name", "workspace__name")


@admin.register(TransactionTag)
class TransactionTagAdmin(LookingAdmin):
    list_display = ("transaction", "tag", "workspace")
    list_filter = ("workspace",)
    list_select_related = ("transaction", "tag", "workspace")
    search_fields = ("tag__name", "transaction__description", "workspace__name")
