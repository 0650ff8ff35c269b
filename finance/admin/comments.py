"""What people say about transactions and documents, over all workspaces."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from finance.models import Comment
from finance.services.comments import comment_resolve
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(Comment)
class CommentAdmin(LookingAdmin):
    list_display = ("created_at", "kind", "text_begins", "author", "resolved_at", "workspace")
    list_filter = ("kind", "workspace", ("resolved_at", admin.EmptyFieldListFilter))
    list_select_related = ("author", "workspace")
    search_fields = ("text", "author__email")
    ordering = ("-created_at", "-id")
    actions = ("resolve",)

    @admin.display(description="text")
    def text_begins(self, comment: Comment) -> str:
        return str(comment)

    @admin.action(description="The chosen questions are answered", permissions=["operate"])
    def resolve(self, request: HttpRequest, chosen: QuerySet[Comment]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: comment_resolve(actor=actor, comment=row, now=now), done="Resolved")
