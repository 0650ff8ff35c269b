"""By what own rates are found."""

from __future__ import annotations

import django_filters

from finance.models import OwnRate
from users.tenancy.filters import DayFilter


class OwnRateFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    currency = django_filters.CharFilter(max_length=3, label="ISO 4217")
    base = django_filters.CharFilter(max_length=3, label="ISO 4217")
    date_from = DayFilter(field_name="date", lookup_expr="gte", label="First day")
    date_to = DayFilter(field_name="date", lookup_expr="lte", label="Last day")

    class Meta:
        model = OwnRate
        fields: list[str] = []
