"""Projects, tags, and which transactions bear them."""

from __future__ import annotations

from django.contrib import admin

from finance.models import Project, Tag, TransactionTag
from users.tenancy.admin import LookingAdmin


@admin.register(Project)
class ProjectAdmin(LookingAdmin):
    list_display = ("name", "workspace", "created_at", "archived_at")
    list_filter = ("workspace", ("archived_at", admin.EmptyFieldListFilter))
    list_select_related = ("workspace",)
    search_fields = ("name", "workspace__name")


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
