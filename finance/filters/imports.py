"""By what imports and their rows are found."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from finance.filters.values import FlagFilter
from finance.models import ImportMapping, ImportRow, ImportState, StatementImport, Verdict


class ImportFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    account = django_filters.UUIDFilter(field_name="account_id", label="Id of the account")
    state = django_filters.ChoiceFilter(choices=ImportState.choices)

    class Meta:
        model = StatementImport
        fields: list[str] = []


class ImportRowFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    verdict = django_filters.ChoiceFilter(choices=Verdict.choices)
    decided = FlagFilter(method="is_decided", label="Whether a person decided about the row")

    class Meta:
        model = ImportRow
        fields: list[str] = []

    def is_decided(self, rows: QuerySet[ImportRow], _name: str, text: str) -> QuerySet[ImportRow]:
        return rows.exclude(decision="") if text == "true" else rows.filter(decision="")


class ImportMappingFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    account = django_filters.UUIDFilter(field_name="account_id", label="Id of the account")

    class Meta:
        model = ImportMapping
        fields: list[str] = []
