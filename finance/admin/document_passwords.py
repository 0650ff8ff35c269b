"""Passwords that are tried on locked documents. None is ever shown."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from finance.models import DocumentPassword
from finance.services.document_passwords import document_password_forget
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(DocumentPassword)
class DocumentPasswordAdmin(LookingAdmin):
    list_display = ("sender", "document", "uses", "used_at", "given_by", "given_at", "workspace")
    list_filter = ("workspace", "given_at")
    list_select_related = ("document", "given_by", "workspace")
    search_fields = ("sender", "document__filename")
    fields = ("sender", "document", "uses", "used_at", "given_by", "given_at", "workspace")
    ordering = ("-given_at", "-id")
    actions = ("forget",)

    @admin.action(description="Delete the chosen passwords: they are tried on no further file", permissions=["operate"])
    def forget(self, request: HttpRequest, chosen: QuerySet[DocumentPassword]) -> None:
        act_on_each(request, chosen, lambda actor, row: document_password_forget(actor=actor, password=row), done="Deleted")
