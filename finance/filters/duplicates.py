"""By what marked pairs are found."""

from __future__ import annotations

from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet

from finance.models import DuplicateMark, MarkState, PairKind, TwinReason, TwinStrength


class DuplicateFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    state = django_filters.ChoiceFilter(choices=MarkState.choices)
    kind = django_filters.ChoiceFilter(choices=PairKind.choices)
    reason = django_filters.ChoiceFilter(choices=TwinReason.choices)
    strength = django_filters.ChoiceFilter(choices=TwinStrength.choices)
    document = django_filters.UUIDFilter(method="filter_document", label="One of the two documents")
    transaction = django_filters.UUIDFilter(method="filter_transaction", label="One of the two transactions")

    class Meta:
        model = DuplicateMark
        fields: list[str] = []

    def filter_document(self, rows: QuerySet[DuplicateMark], _name: str, wanted: UUID) -> QuerySet[DuplicateMark]:
        return rows.filter(Q(first_document=wanted) | Q(second_document=wanted))

    def filter_transaction(self, rows: QuerySet[DuplicateMark], _name: str, wanted: UUID) -> QuerySet[DuplicateMark]:
        return rows.filter(Q(first_transaction=wanted) | Q(second_transaction=wanted))
