"""By what keys are found."""

from __future__ import annotations

import django_filters
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from users.keys.models import ApiKey
from users.people.models import UserKind

STATES = (("living", "living"), ("ended", "ended"))


class KeyFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    membership = django_filters.UUIDFilter(label="Keys of one member or service account")
    kind = django_filters.ChoiceFilter(field_name="membership__user__kind", choices=UserKind.choices)
    state = django_filters.ChoiceFilter(method="in_state", choices=STATES, label="ended: revoked or expired")

    class Meta:
        model = ApiKey
        fields: list[str] = []

    def in_state(self, rows: QuerySet[Model], _name: str, wished: str) -> QuerySet[Model]:
        has_ended = Q(revoked_at__isnull=False) | Q(expires_at__lte=timezone.now())
        return rows.filter(has_ended) if wished == "ended" else rows.exclude(has_ended)
