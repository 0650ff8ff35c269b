"""The audit trail of a workspace, for who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from users.audit.filters import AuditFilter
from users.audit.models import AuditEvent
from users.audit.selectors import actors_told, event_get, event_list
from users.audit.serializers import AuditEventSerializer
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Who did what, newest first", responses=AuditEventSerializer),
    retrieve=extend_schema(summary="One event", responses=AuditEventSerializer),
)
class AuditViewSet(WorkspaceViewSet):
    """Nobody changes or deletes an event: the database refuses it."""

    queryset = AuditEvent.objects.none()
    filterset_class = AuditFilter
    keyset = "-id"  # ids are made of the time
    capabilities = {"list": Capability.AUDIT_READ, "retrieve": Capability.AUDIT_READ}

    def list(self, _request: Request) -> Response:
        return self.answer_list(event_list(), AuditEventSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        event = event_get(uuid_or_404(pk))
        return Response(AuditEventSerializer(event, context=self.told([event])).data)

    def told(self, rows: Sequence[AuditEvent]) -> dict[str, Any]:
        return {"actors": actors_told((event.actor_kind, event.actor_id) for event in rows)}
