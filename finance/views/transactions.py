"""Transactions: what was booked, and by hand."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import TransactionKind, TransactionStatus
from finance.serializers.transaction_detail import TransactionDetailSerializer
from finance.serializers.transaction_writes import TransactionChangeSerializer, TransactionCreateSerializer, drafts_of
from finance.services.ledger import ledger_open
from finance.services.transactions import transaction_create, transaction_trash, transaction_update
from finance.views.transaction_deeds import TransactionDeeds
from finance.views.transaction_lists import TransactionListing
from users.tenancy.versions import IF_MATCH, expected_version, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability

SAID_OF_A_TRANSACTION = ("date", "description", "notes", "vendor", "project", "tags", "refunds")


@extend_schema_view(
    retrieve=extend_schema(summary="A transaction with all that stands beside it", responses=TransactionDetailSerializer),
    create=extend_schema(
        summary="Book by hand",
        description="Where the workspace wants approval, what others than approvers enter begins as a draft.",
        request=TransactionCreateSerializer,
        responses={201: TransactionDetailSerializer},
    ),
    partial_update=extend_schema(
        summary="Change a transaction",
        parameters=[IF_MATCH],
        request=TransactionChangeSerializer,
        responses=TransactionDetailSerializer,
    ),
    destroy=extend_schema(summary="Into the trash", parameters=[IF_MATCH], responses={200: TransactionDetailSerializer}),
)
class TransactionViewSet(TransactionListing, TransactionDeeds):
    versioned = TransactionDeeds.versioned | {"partial_update", "destroy"}
    serializers = {
        **TransactionDeeds.serializers,
        "create": TransactionCreateSerializer,
        "partial_update": TransactionChangeSerializer,
    }
    capabilities = {
        **TransactionDeeds.capabilities,
        "list": Capability.LEDGER_READ,
        "facets": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "history": Capability.LEDGER_READ,
        "create": Capability.LEDGER_WRITE,
        "partial_update": Capability.LEDGER_WRITE,
        "destroy": Capability.LEDGER_WRITE,
    }

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self.answer(uuid_or_404(pk))

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
        return self.answer(made.id, status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        transaction = self.transaction(pk)
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
        return self.answer(transaction.id)

    def destroy(self, request: Request, pk: str) -> Response:
        transaction, version = self.transaction(pk), wished_version(request)
        transaction_trash(actor=self.actor, transaction=transaction, expected_version=version, now=timezone.now())
        return self.answer(transaction.id)
