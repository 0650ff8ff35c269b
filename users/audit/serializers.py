"""Events of the audit trail as shown."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from users.audit.models import AuditEvent
from users.audit.source import Source
from users.tenancy.actor import ActorKind


class ActorToldSerializer(serializers.Serializer[Any]):
    """Who did it. Without a name: machines, the operator of the instance, and who was erased."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.value) for kind in ActorKind])
    id = serializers.UUIDField(allow_null=True, help_text="Of the person, or of the key")
    name = serializers.CharField(allow_null=True)
    email = serializers.CharField(allow_null=True, help_text="Of a key: its holder's")


class AuditEventSerializer(serializers.ModelSerializer[AuditEvent]):
    """One deed. The view gives the `actors`. `data` holds ids, codes and counts, never the text of a document."""

    actor = serializers.SerializerMethodField()
    source = serializers.ChoiceField(choices=[("", ""), *((one.value, one.value) for one in Source)])  # type: ignore[assignment]
    data = serializers.DictField()  # type: ignore[assignment]  # DRF's attribute

    class Meta:
        model = AuditEvent
        fields = ["id", "at", "actor", "source", "action", "subject_type", "subject_id", "request_id", "data"]
        read_only_fields = fields

    @extend_schema_field(ActorToldSerializer)
    def get_actor(self, event: AuditEvent) -> dict[str, Any]:
        told = self.context["actors"][event.actor_kind, event.actor_id]
        return dict(ActorToldSerializer(asdict(told)).data)
