"""Reconciliations of accounts with their statements."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.ledger import ReconciliationFilter
from finance.models import Reconciliation
from finance.selectors.reconciliations import (
    reconciliation_get,
    reconciliation_list,
    reconciliation_standing,
    reconciliation_transactions,
)
from finance.serializers.reconciliations import (
    FoundTransactionSerializer,
    ReconciliationChangeSerializer,
    ReconciliationCloseSerializer,
    ReconciliationCreateSerializer,
    ReconciliationDetailSerializer,
    ReconciliationSerializer,
)
from finance.services.reconciliations import (
    reconciliation_close,
    reconciliation_delete,
    reconciliation_reopen,
    reconciliation_start,
    reconciliation_update,
)
from finance.views.archiving import READ_AND_WRITE
from finance.views.history import HistoryViewSet
from users.tenancy.pagination import PARAMETERS
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability

DETAIL = ReconciliationDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="Reconciliations, newest first", responses=ReconciliationSerializer),
    retrieve=extend_schema(summary="A reconciliation, and how the books stand", responses=DETAIL),
    create=extend_schema(summary="Begin to compare", request=ReconciliationCreateSerializer, responses={201: DETAIL}),
    partial_update=extend_schema(
        summary="Another day or balance", parameters=[IF_MATCH], request=ReconciliationChangeSerializer, responses=DETAIL
    ),
    destroy=extend_schema(summary="Give an open one up", parameters=[IF_MATCH], responses={204: None}),
    close=extend_schema(
        summary="These transactions are on the statement",
        parameters=[IF_MATCH],
        request=ReconciliationCloseSerializer,
        responses=DETAIL,
    ),
    reopen=extend_schema(summary="Take it back", parameters=[IF_MATCH], request=None, responses=DETAIL),
    transactions=extend_schema(
        summary="Of an open one what may be chosen, of a closed one what was found",
        responses=FoundTransactionSerializer(many=True),
    ),
)
class ReconciliationViewSet(HistoryViewSet):
    queryset = Reconciliation.objects.none()
    filterset_class = ReconciliationFilter
    keyset = "-date"
    versioned = frozenset({"partial_update", "destroy", "close", "reopen"})
    serializers = {
        "create": ReconciliationCreateSerializer,
        "partial_update": ReconciliationChangeSerializer,
        "close": ReconciliationCloseSerializer,
    }
    capabilities = {
        **READ_AND_WRITE,
        "transactions": Capability.LEDGER_READ,
        "destroy": Capability.LEDGER_WRITE,
        "close": Capability.LEDGER_WRITE,
        "reopen": Capability.LEDGER_WRITE,
    }

    def list(self, _request: Request) -> Response:
        return self.answer_list(reconciliation_list(), ReconciliationSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(self._one(pk))

    def create(self, _request: Request) -> Response:
        return self._answer(reconciliation_start(actor=self.actor, **self.body()), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        found, version = self._one(pk), wished_version(request)
        values = self.body(partial=True)
        return self._answer(reconciliation_update(actor=self.actor, reconciliation=found, expected_version=version, **values))

    def destroy(self, request: Request, pk: str) -> Response:
        reconciliation_delete(actor=self.actor, reconciliation=self._one(pk), expected_version=wished_version(request))
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        found, version = self._one(pk), wished_version(request)
        chosen, now = self.body().get("transactions"), timezone.now()
        closed = reconciliation_close(
            actor=self.actor, reconciliation=found, now=now, transaction_ids=chosen, expected_version=version
        )
        return self._answer(closed)

    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        found, version = self._one(pk), wished_version(request)
        return self._answer(reconciliation_reopen(actor=self.actor, reconciliation=found, expected_version=version))

    @action(detail=True, filter_backends=[])
    def transactions(self, _request: Request, pk: str) -> Response:
        return self.answer_list(reconciliation_transactions(self._one(pk)), FoundTransactionSerializer)

    def query_parameters(self) -> frozenset[str]:
        return frozenset(PARAMETERS) if self.action == "transactions" else super().query_parameters()

    def history_of(self, pk: str) -> Reconciliation:
        return self._one(pk)

    def _one(self, pk: str) -> Reconciliation:
        return reconciliation_get(uuid_or_404(pk))

    def _answer(self, reconciliation: Reconciliation, status: int = 200) -> Response:
        told = DETAIL(reconciliation, context={"standing": reconciliation_standing(reconciliation)}).data
        return Response(told, status=status, headers=version_tag(reconciliation.version))
