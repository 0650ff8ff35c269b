"""By what accounts, categories and vendors are found."""

from __future__ import annotations

import django_filters
from django.db.models import Model, QuerySet

from finance.filters.values import ChoicesFilter, FlagFilter, IdsFilter
from finance.models import Account, AccountKind, Category, CategoryKind, Project, Reconciliation, ReconciliationState, Vendor


class ArchivedFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    archived = FlagFilter(method="with_archived", label="true: those that were archived as well")

    def with_archived(self, rows: QuerySet[Model], _name: str, _text: str) -> QuerySet[Model]:
        return rows  # the view asks its selector for them


class NamedFilter(ArchivedFilter):
    name = django_filters.CharFilter(lookup_expr="icontains", max_length=200, label="Part of the name")


class AccountFilter(NamedFilter):
    kind = ChoicesFilter(choices=AccountKind.choices, label="bank, card, …")
    currency = django_filters.CharFilter(max_length=3, label="ISO 4217")

    class Meta:
        model = Account
        fields: list[str] = []


class CategoryFilter(NamedFilter):
    kind = ChoicesFilter(choices=CategoryKind.choices, label="expense, income, system")
    parent = IdsFilter(field_name="parent_id", lookup_expr="in", label="Id of the category above it")

    class Meta:
        model = Category
        fields: list[str] = []


class VendorFilter(NamedFilter):
    tax_id = django_filters.CharFilter(max_length=32, label="The whole tax id")

    class Meta:
        model = Vendor
        fields: list[str] = []


class ProjectFilter(NamedFilter):
    class Meta:
        model = Project
        fields: list[str] = []


class ReconciliationFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    account = django_filters.UUIDFilter(field_name="account_id", label="Id of the account")
    state = django_filters.ChoiceFilter(choices=ReconciliationState.choices)

    class Meta:
        model = Reconciliation
        fields: list[str] = []
