"""The change history of a record, as shown."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.selectors.history import Entry
from finance.serializers.values import plain
from users.audit.serializers import ActorToldSerializer

MONEY = ("amount", "base_amount", "tax_amount")
CHANGES_SCHEMA = {
    "type": "object",
    "description": "Field → what it was and what it became. Amounts are text; null: nothing.",
    "additionalProperties": {"type": "array", "items": {}, "minItems": 2, "maxItems": 2},
    "example": {"name": ["Bank", "House bank"]},
}


class HistoryEntrySerializer(serializers.Serializer[Any]):
    """One change of the record, or of what is part of it. The view gives the `actors`."""

    at = serializers.DateTimeField()
    actor = serializers.SerializerMethodField()
    request_id = serializers.CharField(allow_null=True)
    action = serializers.ChoiceField(choices=["insert", "update", "delete"])
    record = serializers.CharField(help_text="account, category, vendor, alias, document, field, transaction, posting …")
    record_id = serializers.UUIDField()
    changes = serializers.SerializerMethodField()

    @extend_schema_field(ActorToldSerializer)
    def get_actor(self, entry: Entry) -> dict[str, Any]:
        told = self.context["actors"][entry.actor_kind, entry.actor_id]
        return dict(ActorToldSerializer(asdict(told)).data)

    @extend_schema_field(CHANGES_SCHEMA)
    def get_changes(self, entry: Entry) -> Mapping[str, list[Any]]:
        return {name: [_told(name, one) for one in both] for name, both in entry.changes.items()}


class HistoryPageSerializer(serializers.Serializer[Any]):
    """One page. A history is followed in one direction, to the oldest change."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True, help_text="Always null")
    results = HistoryEntrySerializer(many=True)


def _told(name: str, value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value, digits=2 if name in MONEY else 0)
    if isinstance(value, datetime.datetime):
        return serializers.DateTimeField().to_representation(value)
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)
