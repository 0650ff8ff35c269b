"""By what events of the audit trail are found."""

from __future__ import annotations

import datetime
from uuid import UUID

import django_filters
from django.db.models import Q, QuerySet

from users.audit.actions import ACTIONS, FORMER_NAMES
from users.audit.models import AuditEvent
from users.audit.source import Source
from users.keys.models import ApiKey
from users.tenancy.filters import DayFilter, midnight


class AuditFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    action = django_filters.ChoiceFilter(choices=list(ACTIONS.items()), method="of_action")
    actor = django_filters.UUIDFilter(
        method="by_actor", label="Id of a person (whatever they did, by their keys too) or of a key"
    )
    source = django_filters.ChoiceFilter(choices=[(source.value, source.value) for source in Source])
    subject_type = django_filters.CharFilter(max_length=32, label="What kind of thing it happened to")
    subject_id = django_filters.UUIDFilter(label="Id of the thing")
    date_from = DayFilter(method="since", label="First day (UTC)")
    date_to = DayFilter(method="until", label="Last day (UTC)")

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def of_action(self, rows: QuerySet[AuditEvent], _name: str, action: str) -> QuerySet[AuditEvent]:
        return rows.filter(action__in=[action, FORMER_NAMES.get(action, action)])

    def by_actor(self, rows: QuerySet[AuditEvent], _name: str, actor_id: UUID) -> QuerySet[AuditEvent]:
        """The ids of operators are not told, so that nothing is found by them either."""
        keys = ApiKey.objects.filter(membership__user_id=actor_id).values("id")
        person = Q(actor_kind="user", actor_id=actor_id)
        return rows.filter(person | Q(actor_kind="api_key", actor_id=actor_id) | Q(actor_kind="api_key", actor_id__in=keys))

    def since(self, rows: QuerySet[AuditEvent], _name: str, day: datetime.date) -> QuerySet[AuditEvent]:
        return rows.filter(at__gte=midnight(day))

    def until(self, rows: QuerySet[AuditEvent], _name: str, day: datetime.date) -> QuerySet[AuditEvent]:
        return rows.filter(at__lt=midnight(day + datetime.timedelta(days=1)))
