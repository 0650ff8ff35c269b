"""How the ledger of the workspace is kept, and locking its periods."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import Approval, BookingPolicy, LedgerSettings, OcrPolicyChoice
from finance.selectors.ledger import ledger_settings
from finance.serializers.ledger_settings import LedgerSettingsChangeSerializer, LedgerSettingsSerializer, PeriodLockSerializer
from finance.services.ledger_settings import ledger_settings_update
from finance.services.periods import period_lock, period_unlock
from users.tenancy.views import WorkspaceViewSet
from users.workspaces.roles import Capability

CHOICES: dict[str, Any] = {"booking_policy": BookingPolicy, "approval": Approval, "ocr_policy": OcrPolicyChoice}


@extend_schema_view(
    retrieve=extend_schema(summary="How the ledger is kept", responses=LedgerSettingsSerializer),
    partial_update=extend_schema(
        summary="Keep it otherwise", request=LedgerSettingsChangeSerializer, responses=LedgerSettingsSerializer
    ),
)
class LedgerSettingsViewSet(WorkspaceViewSet):
    queryset = LedgerSettings.objects.none()
    pagination_class = None
    serializers = {"partial_update": LedgerSettingsChangeSerializer, "lock": PeriodLockSerializer}
    capabilities = {
        "retrieve": Capability.LEDGER_READ,
        "partial_update": Capability.WORKSPACE_MANAGE,
        "lock": Capability.LEDGER_LOCK,
        "unlock": Capability.LEDGER_LOCK,
    }

    def retrieve(self, _request: Request) -> Response:
        return self._answer(ledger_settings())

    def partial_update(self, _request: Request) -> Response:
        changes = {name: CHOICES.get(name, lambda value: value)(value) for name, value in self.body().items()}
        return self._answer(ledger_settings_update(actor=self.actor, **changes))

    @extend_schema(summary="Lock all days through this one", request=PeriodLockSerializer, responses=LedgerSettingsSerializer)
    def lock(self, _request: Request) -> Response:
        return self._answer(period_lock(actor=self.actor, through=self.body()["through"]))

    @extend_schema(summary="Take the lock away", request=None, responses=LedgerSettingsSerializer)
    def unlock(self, _request: Request) -> Response:
        return self._answer(period_unlock(actor=self.actor))

    def _answer(self, settings: LedgerSettings) -> Response:
        return Response(LedgerSettingsSerializer(settings).data)
