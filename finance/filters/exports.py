"""By what exports are found."""

from __future__ import annotations

import django_filters

from finance.models import Export, ExportFormat, ExportState


class ExportFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    format = django_filters.ChoiceFilter(choices=ExportFormat.choices)
    state = django_filters.ChoiceFilter(choices=ExportState.choices)

    class Meta:
        model = Export
        fields: list[str] = []
