"""Transactions: what was booked, and by hand."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.transactions import TransactionFilter
from finance.models import Transaction, TransactionKind, TransactionStatus
from finance.selectors.transactions import transaction_get, transaction_list
from finance.serializers.transactions import (
    ReversalSerializer,
    SettlementSerializer,
    TransactionChangeSerializer,
    TransactionCreateSerializer,
    TransactionSerializer,
    drafts_of,
)
from finance.services.ledger import ledger_open
from finance.services.transactions import (
    transaction_confirm,
    transaction_create,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_update,
)
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, expected_version, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability

SAID_OF_A_TRANSACTION = ("date", "description", "notes", "vendor")


@extend_schema_view(
    list=extend_schema(summary="Transactions, newest first", responses=TransactionSerializer),
    retrieve=extend_schema(summary="A transaction with its postings", responses=TransactionSerializer),
    create=extend_schema(summary="Book by hand", request=TransactionCreateSerializer, responses={201: TransactionSerializer}),
    partial_update=extend_schema(
        summary="Change a transaction",
        parameters=[IF_MATCH],
        request=TransactionChangeSerializer,
        responses=TransactionSerializer,
    ),
    destroy=extend_schema(summary="Into the trash", parameters=[IF_MATCH], responses={200: TransactionSerializer}),
    restore=extend_schema(summary="Out of the trash", parameters=[IF_MATCH], request=None, responses=TransactionSerializer),
    confirm=extend_schema(summary="A draft becomes booked", parameters=[IF_MATCH], request=None, responses=TransactionSerializer),
    reverse=extend_schema(
        summary="Book the opposite",
        parameters=[IF_MATCH],
        request=ReversalSerializer,
        responses={201: TransactionSerializer},
    ),
    settle=extend_schema(
        summary="Its money was seen on an account",
        parameters=[IF_MATCH],
        request=SettlementSerializer,
        responses={201: TransactionSerializer},
    ),
)
class TransactionViewSet(HistoryViewSet):
    queryset = Transaction.objects.none()
    filterset_class = TransactionFilter
    keyset = "-date"
    versioned = frozenset({"partial_update", "destroy", "restore", "confirm", "reverse", "settle"})
    serializers = {
        "create": TransactionCreateSerializer,
        "partial_update": TransactionChangeSerializer,
        "reverse": ReversalSerializer,
        "settle": SettlementSerializer,
    }
    capabilities = {
        "list": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "history": Capability.LEDGER_READ,
        "create": Capability.LEDGER_WRITE,
        "partial_update": Capability.LEDGER_WRITE,
        "destroy": Capability.LEDGER_WRITE,
        "restore": Capability.LEDGER_WRITE,
        "confirm": Capability.LEDGER_WRITE,
        "reverse": Capability.LEDGER_WRITE,
        "settle": Capability.LEDGER_WRITE,
    }

    def list(self, request: Request) -> Response:
        rows = transaction_list(include_trashed=request.query_params.get("trashed") == "true")
        return self.answer_list(rows, TransactionSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(uuid_or_404(pk))

    def create(self, _request: Request) -> Response:
        ledger_open(actor=self.actor)
        values = self.body()
        made = transaction_create(
            actor=self.actor,
            kind=TransactionKind(values["kind"]),
            status=TransactionStatus(values["status"]),
            document=values.get("document"),
            postings=drafts_of(values) or (),
            **{name: values[name] for name in SAID_OF_A_TRANSACTION if name in values},
        )
        return self._answer(made.id, status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        transaction = self._transaction(pk)
        values = self.body(instance=transaction, partial=True)
        version = expected_version(request, values)
        changes = {name: values[name] for name in (*SAID_OF_A_TRANSACTION, "kind") if name in values}
        transaction_update(
            actor=self.actor,
            transaction=transaction,
            expected_version=version,
            postings=drafts_of(values, transaction),
            **changes,
        )
        return self._answer(transaction.id)

    def destroy(self, request: Request, pk: str) -> Response:
        transaction, version = self._transaction(pk), wished_version(request)
        transaction_trash(actor=self.actor, transaction=transaction, expected_version=version, now=timezone.now())
        return self._answer(transaction.id)

    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        transaction, version = self._transaction(pk), wished_version(request)
        return self._answer(transaction_restore(actor=self.actor, transaction=transaction, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        transaction, version = self._transaction(pk), wished_version(request)
        return self._answer(transaction_confirm(actor=self.actor, transaction=transaction, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def reverse(self, request: Request, pk: str) -> Response:
        transaction, version = self._transaction(pk), wished_version(request)
        reversal = transaction_reverse(actor=self.actor, transaction=transaction, expected_version=version, **self.body())
        return self._answer(reversal.id, status=201)

    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        transaction, version = self._transaction(pk), wished_version(request)
        settlement = transaction_settle(actor=self.actor, transaction=transaction, expected_version=version, **self.body())
        return self._answer(settlement.id, status=201)

    def history_of(self, pk: str) -> Transaction:
        return self._transaction(pk)

    def _transaction(self, pk: str) -> Transaction:
        return transaction_get(uuid_or_404(pk))

    def _answer(self, transaction_id: UUID, status: int = 200) -> Response:
        transaction = transaction_get(transaction_id)
        told = TransactionSerializer(transaction).data
        return Response(told, status=status, headers=version_tag(transaction.version))
