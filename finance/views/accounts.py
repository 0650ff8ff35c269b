"""Accounts, and what stands on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.ledger import AccountFilter
from finance.models import Account, AccountKind
from finance.selectors.accounts import account_balances, account_get, account_list
from finance.selectors.balances import account_balances_on
from finance.serializers.balances import DayBalanceSerializer, DaySerializer, told_balance
from finance.serializers.ledger import (
    AccountChangeSerializer,
    AccountCreateSerializer,
    AccountMergeSerializer,
    AccountSerializer,
)
from finance.services.accounts import account_archive, account_create, account_merge, account_unarchive, account_update
from finance.views.archiving import READ_AND_WRITE, wants_archived
from finance.views.balances import day_asked
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Accounts with their balances", responses=AccountSerializer),
    retrieve=extend_schema(summary="An account", responses=AccountSerializer),
    create=extend_schema(summary="Open an account", request=AccountCreateSerializer, responses={201: AccountSerializer}),
    partial_update=extend_schema(
        summary="Change an account", parameters=[IF_MATCH], request=AccountChangeSerializer, responses=AccountSerializer
    ),
    balance=extend_schema(
        summary="Its balance on a day", parameters=[DaySerializer], responses=DayBalanceSerializer, filters=False
    ),
    archive=extend_schema(
        summary="Take an account out of the lists", parameters=[IF_MATCH], request=None, responses=AccountSerializer
    ),
    unarchive=extend_schema(summary="Back into the lists", parameters=[IF_MATCH], request=None, responses=AccountSerializer),
    merge=extend_schema(
        summary="Everything of it goes to another one",
        description="What lies in a locked period stays where it is, and is counted where it went. It cannot be undone.",
        parameters=[IF_MATCH],
        request=AccountMergeSerializer,
        responses=AccountSerializer,
    ),
)
class AccountViewSet(HistoryViewSet):
    queryset = Account.objects.none()
    filterset_class = AccountFilter
    keyset = "name"
    sorts = {"name": "name", "created": "created_at", "kind": "kind"}
    versioned = frozenset({"partial_update", "archive", "unarchive", "merge"})
    serializers = {"create": AccountCreateSerializer, "partial_update": AccountChangeSerializer, "merge": AccountMergeSerializer}
    capabilities = {**READ_AND_WRITE, "balance": Capability.LEDGER_READ}

    def list(self, request: Request) -> Response:
        rows = account_list(include_archived=wants_archived(request))
        return self.answer_list(rows, AccountSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(account_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        values = self.body()
        kind = AccountKind(values.pop("kind"))
        return self._answer(account_create(actor=self.actor, kind=kind, **values), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        account, version = account_get(uuid_or_404(pk)), wished_version(request)
        values = self.body(partial=True)
        return self._answer(account_update(actor=self.actor, account=account, expected_version=version, **values))

    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        account, version = account_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(account_archive(actor=self.actor, account=account, expected_version=version, now=timezone.now()))

    @action(detail=True, methods=["post"])
    def unarchive(self, request: Request, pk: str) -> Response:
        account, version = account_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(account_unarchive(actor=self.actor, account=account, expected_version=version))

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        account, version = account_get(uuid_or_404(pk)), wished_version(request)
        now, into = timezone.now(), self.body()["into"]
        return self._answer(account_merge(actor=self.actor, account=account, into=into, expected_version=version, now=now))

    @action(detail=True)
    def balance(self, request: Request, pk: str) -> Response:
        account, day = account_get(uuid_or_404(pk)), day_asked(request)
        holder = account.merged_into_id or account.id
        booked = account_balances_on(on=day, account_ids=[holder]).get(holder, {})
        return Response({"on": day.isoformat(), **told_balance(account, booked)})

    def query_parameters(self) -> frozenset[str]:
        return frozenset({"on"}) if self.action == "balance" else super().query_parameters()

    def told(self, rows: Sequence[Account]) -> dict[str, Any]:
        return {"balances": account_balances([account.id for account in rows])}

    def history_of(self, pk: str) -> Account:
        return account_get(uuid_or_404(pk))

    def _answer(self, account: Account, status: int = 200) -> Response:
        told = AccountSerializer(account, context=self.told([account])).data
        return Response(told, status=status, headers=version_tag(account.version))
