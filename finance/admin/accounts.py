"""Accounts with their balances, and categories."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest
from django.utils import timezone

from finance.admin.merging import merge_chosen
from finance.models import Account, Category, MonthlySum
from finance.services.accounts import account_archive, account_merge, account_unarchive
from finance.services.categories import category_archive, category_merge, category_unarchive
from users.tenancy.admin import LookingAdmin, act_on_each


@admin.register(Account)
class AccountAdmin(LookingAdmin):
    list_display = ("name", "kind", "currency", "balance", "ending", "workspace", "merged_into", "archived_at")
    list_filter = ("kind", "currency", "workspace", ("archived_at", admin.EmptyFieldListFilter))
    list_select_related = ("workspace", "merged_into")
    search_fields = ("name", "=last4", "workspace__name")
    actions = ("archive", "unarchive", "merge")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Account]:
        sums = (
            MonthlySum.objects.filter(account=OuterRef("pk"), postings__gt=0)
            .order_by("currency")
            .values("currency")
            .annotate(sum=Sum("amount"))
            .values(text=Concat(Cast("sum", TextField()), Value(" "), F("currency"), output_field=TextField()))
        )
        accounts: QuerySet[Account] = super().get_queryset(request).annotate(balances=ArraySubquery(sums))
        return accounts

    @admin.display(description="balance")
    def balance(self, account: Account) -> str:
        return " · ".join(account.balances) or "0"  # type: ignore[attr-defined]  # annotated above

    @admin.display(description="ends with")
    def ending(self, account: Account) -> str:
        return account.last4 or account.iban[-4:]

    @admin.action(description="Archive the chosen accounts", permissions=["operate"])
    def archive(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: account_archive(actor=actor, account=row, now=now), done="Archived")

    @admin.action(description="Put the chosen accounts back into the lists", permissions=["operate"])
    def unarchive(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        act_on_each(request, chosen, lambda actor, row: account_unarchive(actor=actor, account=row), done="Back")

    @admin.action(description="Merge the chosen accounts into the oldest", permissions=["operate"])
    def merge(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        now = timezone.now()
        merge_chosen(request, chosen, lambda actor, row, into: account_merge(actor=actor, account=row, into=into, now=now))


@admin.register(Category)
class CategoryAdmin(LookingAdmin):
    list_display = ("name", "parent", "kind", "system_code", "workspace", "merged_into", "archived_at")
    list_filter = ("kind", "workspace", ("archived_at", admin.EmptyFieldListFilter))
    list_select_related = ("parent", "workspace", "merged_into")
    search_fields = ("name", "parent__name", "workspace__name")
    actions = ("archive", "unarchive", "merge")

    @admin.action(description="Archive the chosen categories", permissions=["operate"])
    def archive(self, request: HttpRequest, chosen: QuerySet[Category]) -> None:
        now = timezone.now()
        act_on_each(request, chosen, lambda actor, row: category_archive(actor=actor, category=row, now=now), done="Archived")

    @admin.action(description="Put the chosen categories back into the lists", permissions=["operate"])
    def unarchive(self, request: HttpRequest, chosen: QuerySet[Category]) -> None:
        act_on_each(request, chosen, lambda actor, row: category_unarchive(actor=actor, category=row), done="Back")

    @admin.action(description="Merge the chosen categories into the oldest", permissions=["operate"])
    def merge(self, request: HttpRequest, chosen: QuerySet[Category]) -> None:
        now = timezone.now()
        merge_chosen(request, chosen, lambda actor, row, into: category_merge(actor=actor, category=row, into=into, now=now))
