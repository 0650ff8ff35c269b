"""Transactions with their postings and the documents that prove them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from finance.models import Comment, Posting, Transaction, TransactionDocument, TransactionTag
from finance.selectors.full_text import TEXT_MAX, transactions_saying, wanted_of
from finance.services.transactions import (
    transaction_confirm,
    transaction_reconcile,
    transaction_restore,
    transaction_trash,
    transaction_unreconcile,
    transaction_unsettle,
)
from users.models import Workspace
from users.tenancy.admin import LookingAdmin, LookingInline, act_on_each
from users.tenancy.scope import scope


class PostingInline(LookingInline):
    model = Posting
    fields = (
        "position",
        "account",
        "category",
        "amount",
        "currency",
        "base_amount",
        "rate",
        "rate_date",
        "rate_source",
        "tax_rate",
        "tax_amount",
        "memo",
    )
    readonly_fields = fields


class DocumentInline(LookingInline):
    model = TransactionDocument
    verbose_name_plural = "proven by"
    fields = ("shown", "by_machine", "created_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[TransactionDocument]:
        links: QuerySet[TransactionDocument] = super().get_queryset(request).select_related("document")
        return links

    @admin.display(description="document")
    def shown(self, link: TransactionDocument) -> str:
        address = reverse("admin:finance_document_change", args=[link.document_id])
        return format_html('<a href="{}">{}</a>', address, link.document.filename)


class TagInline(LookingInline):
    model = TransactionTag
    verbose_name_plural = "tags"
    fields = ("tag",)
    readonly_fields = fields


class CommentInline(LookingInline):
    model = Comment
    fields = ("created_at", "author", "kind", "text", "resolved_at")
    readonly_fields = fields


@admin.register(Transaction)
class TransactionAdmin(LookingAdmin):
    list_display = ("date", "description", "vendor", "money", "kind", "status", "is_settled", "workspace", "trashed_at")
    list_filter = ("kind", "status", "is_settled", "workspace", "date", ("trashed_at", admin.EmptyFieldListFilter))
    list_select_related = ("vendor", "workspace")
    search_fields = ("description", "vendor__name", "postings__memo")
    search_help_text = "Within one workspace (choose it on the right) words are found in notes, tags and documents, too."
    date_hierarchy = "date"
    ordering = ("-date", "-id")
    inlines = (PostingInline, DocumentInline, TagInline, CommentInline)
    actions = ("confirm", "reconcile", "unreconcile", "unsettle", "put_into_trash", "restore")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transaction]:
        transactions: QuerySet[Transaction] = super().get_queryset(request).prefetch_related("postings")
        return transactions

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Transaction], search_term: str
    ) -> tuple[QuerySet[Transaction], bool]:
        """By full text where the list is of one workspace: its index knows no others."""
        owner = Workspace.objects.filter(id__in=_uuids(request.GET.get("workspace__id__exact"))).first()
        if owner is None or not search_term:
            found: tuple[QuerySet[Transaction], bool] = super().get_search_results(request, queryset, search_term)
            return found
        with scope(owner.id):
            return transactions_saying(queryset, wanted_of(search_term[:TEXT_MAX])), False

    @admin.display(description="money")
    def money(self, transaction: Transaction) -> str:
        legs = [posting for posting in transaction.postings.all() if posting.account_id]
        return " · ".join(f"{leg.amount:.2f} {leg.currency}" for leg in legs)

    @admin.action(description="Book the chosen drafts", permissions=["operate"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[Transaction]) -> None:
        act_on_each(request, chosen, lambda actor, row: transaction_confirm(actor=actor, transaction=row), done="Booked")

    @admin.action(description="The chosen ones were found on a statement", permissions=["operate"])
    def reconcile(self, request: HttpRequest, chosen: QuerySet[Transaction]) -> None:
        act_on_each(request, chosen, lambda actor, row: transaction_reconcile(actor=actor, transaction=row), done="Reconciled")

    @admin.action(description="Let the chosen reconciled ones change again", permissions=["operate"])
    def unreconcile(self, request: HttpRequest, chosen: QuerySet[Transaction]) -> None:
        act_on_each(
            request, chosen, lambda actor, row: transaction_unreconcile(actor=actor, transaction=row), done="Booked again"
        )

    @admin.action(description="Take the settlements of the chosen ones back", permissions=["operate"])
    def unsettle(self, request: HttpRequest, chosen: QuerySet[Transaction]) -> None:
        now = timezone.now()
        act_on_each(
            request, chosen, lambda actor, row: transaction_unsettle(actor=actor, transaction=row, now=now), done="Open again"
        )

    @admin.action(description="Put the chosen ones into the trash", permissions=["operate"])
    def put_into_trash(self, request: HttpRequest, chosen: QuerySet[Transaction]) -> None:
        now = timezone.now()
        act_on_each(
            request, chosen, lambda actor, row: transaction_trash(actor=actor, transaction=row, now=now), done="In the trash"
        )

    @admin.action(description="Take the chosen ones out of the trash", permissions=["operate"])
    def restore(self, request: HttpRequest, chosen: QuerySet[Transaction]) -> None:
        act_on_each(request, chosen, lambda actor, row: transaction_restore(actor=actor, transaction=row), done="Restored")


def _uuids(text: str | None) -> list[UUID]:
    try:
        return [UUID(text)] if text else []
    except ValueError:
        return []
