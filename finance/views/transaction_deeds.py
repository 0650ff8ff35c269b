"""What is done with a transaction that is there: each deed an address below it, each heeding the version."""

from __future__ import annotations

from abc import ABC
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import Transaction
from finance.selectors.transaction_detail import transaction_beside
from finance.selectors.transactions import transaction_get
from finance.serializers.transaction_detail import TransactionDetailSerializer
from finance.serializers.transaction_writes import ReversalSerializer, SettlementSerializer, SplitsSerializer, splits_of
from finance.services.transactions import (
    transaction_confirm,
    transaction_reconcile,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_split,
    transaction_unreconcile,
    transaction_unsettle,
)
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, expected_version, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability

DEEDS = ("restore", "confirm", "reverse", "settle", "unsettle", "reconcile", "unreconcile", "splits")


def deed(summary: str, request: type | None = None, status: int = 200) -> object:
    """How a deed is described."""
    return extend_schema(summary=summary, parameters=[IF_MATCH], request=request, responses={status: TransactionDetailSerializer})


@extend_schema_view(
    restore=deed("Out of the trash"),
    confirm=deed("A draft becomes booked"),
    reverse=deed("Book the opposite", ReversalSerializer, 201),
    settle=deed("Its money was seen on an account", SettlementSerializer, 201),
    unsettle=deed("Take its settlement back: its money was not seen"),
    reconcile=deed("It was found on the statement, and does not change any more"),
    unreconcile=deed("It is booked again, and may change"),
    splits=deed("Split its amount otherwise", SplitsSerializer),
)
class TransactionDeeds(HistoryViewSet, ABC):
    queryset = Transaction.objects.none()
    versioned = frozenset(DEEDS)
    serializers = {"reverse": ReversalSerializer, "settle": SettlementSerializer, "splits": SplitsSerializer}
    capabilities = dict.fromkeys(DEEDS, Capability.LEDGER_WRITE)

    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        return self.answer(transaction_restore(actor=self.actor, transaction=transaction, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        return self.answer(transaction_confirm(actor=self.actor, transaction=transaction, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def reverse(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        reversal = transaction_reverse(actor=self.actor, transaction=transaction, expected_version=version, **self.body())
        return self.answer(reversal.id, status=201)

    @action(detail=True, methods=["post"])
    def settle(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        settlement = transaction_settle(actor=self.actor, transaction=transaction, expected_version=version, **self.body())
        return self.answer(settlement.id, status=201)

    @action(detail=True, methods=["post"])
    def unsettle(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        transaction_unsettle(actor=self.actor, transaction=transaction, now=timezone.now(), expected_version=version)
        return self.answer(transaction.id)

    @action(detail=True, methods=["post"])
    def reconcile(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        return self.answer(transaction_reconcile(actor=self.actor, transaction=transaction, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def unreconcile(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        return self.answer(transaction_unreconcile(actor=self.actor, transaction=transaction, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def splits(self, request: Request, pk: str) -> Response:
        transaction, values = self.transaction(pk), self.body()
        version, splits = expected_version(request, values), tuple(splits_of(values["splits"]))
        transaction_split(actor=self.actor, transaction=transaction, expected_version=version, splits=splits)
        return self.answer(transaction.id)

    def history_of(self, pk: str) -> Transaction:
        return self.transaction(pk)

    def transaction(self, pk: str) -> Transaction:
        return transaction_get(uuid_or_404(pk))

    def answer(self, transaction_id: UUID, status: int = 200) -> Response:
        transaction = transaction_get(transaction_id)
        told = TransactionDetailSerializer(transaction, context={"beside": transaction_beside(transaction)}).data
        return Response(told, status=status, headers=version_tag(transaction.version))
