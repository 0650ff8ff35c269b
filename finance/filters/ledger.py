"""By what accounts, categories and vendors are found."""

from __future__ import annotations

import django_filters
from django.db.models import Model, QuerySet

from finance.filters.values import FlagFilter
from finance.models import Account, AccountKind, Category, CategoryKind, Project, Reconciliation, ReconciliationState, Vendor


class ArchivedFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    archived = FlagFilter(method="with_archived", label="true: those that were archived as well")

    def with_archived(self, rows: QuerySet[Model], _name: str, _text: str) -> QuerySet[Model]:
        return rows  # the view asks its selector for them


class AccountFilter(ArchivedFilter):
    kind = django_filters.ChoiceFilter(choices=AccountKind.choices)

    class Meta:
        model = Account
        fields: list[str] = []


class CategoryFilter(ArchivedFilter):
    kind = django_filters.ChoiceFilter(choices=CategoryKind.choices)

    class Meta:
        model = Category
        fields: list[str] = []


class VendorFilter(ArchivedFilter):
    name = django_filters.CharFilter(lookup_expr="icontains", max_length=200, label="Part of the name")

    class Meta:
        model = Vendor
        fields: list[str] = []


class ProjectFilter(ArchivedFilter):
    class Meta:
        model = Project
        fields: list[str] = []


class ReconciliationFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    account = django_filters.UUIDFilter(field_name="account_id", label="Id of the account")
    state = django_filters.ChoiceFilter(choices=ReconciliationState.choices)

    class Meta:
        model = Reconciliation
        fields: list[str] = []
