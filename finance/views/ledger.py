"""Accounts, categories and vendors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.ledger import AccountFilter, CategoryFilter, VendorFilter
from finance.models import Account, AccountKind, Category, CategoryKind, Vendor
from finance.selectors.accounts import account_balances, account_get, account_list
from finance.selectors.categories import category_get, category_list
from finance.selectors.vendors import vendor_get, vendor_list
from finance.serializers.ledger import (
    AccountChangeSerializer,
    AccountCreateSerializer,
    AccountSerializer,
    CategoryChangeSerializer,
    CategoryCreateSerializer,
    CategorySerializer,
    VendorChangeSerializer,
    VendorSerializer,
)
from finance.services.accounts import account_archive, account_create, account_update
from finance.services.categories import category_archive, category_create, category_update
from finance.services.vendors import vendor_create, vendor_update
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability

READ_AND_WRITE = {
    "list": Capability.LEDGER_READ,
    "retrieve": Capability.LEDGER_READ,
    "history": Capability.LEDGER_READ,
    "create": Capability.LEDGER_WRITE,
    "partial_update": Capability.LEDGER_WRITE,
    "archive": Capability.LEDGER_WRITE,
}


@extend_schema_view(
    list=extend_schema(summary="Accounts with their balances", responses=AccountSerializer),
    retrieve=extend_schema(summary="An account", responses=AccountSerializer),
    create=extend_schema(summary="Open an account", request=AccountCreateSerializer, responses={201: AccountSerializer}),
    partial_update=extend_schema(
        summary="Change an account", parameters=[IF_MATCH], request=AccountChangeSerializer, responses=AccountSerializer
    ),
    archive=extend_schema(
        summary="Take an account out of the lists", parameters=[IF_MATCH], request=None, responses=AccountSerializer
    ),
)
class AccountViewSet(HistoryViewSet):
    queryset = Account.objects.none()
    filterset_class = AccountFilter
    keyset = "name"
    versioned = frozenset({"partial_update", "archive"})
    serializers = {"create": AccountCreateSerializer, "partial_update": AccountChangeSerializer}
    capabilities = READ_AND_WRITE

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

    def told(self, rows: Sequence[Account]) -> dict[str, Any]:
        return {"balances": account_balances([account.id for account in rows])}

    def history_of(self, pk: str) -> Account:
        return account_get(uuid_or_404(pk))

    def _answer(self, account: Account, status: int = 200) -> Response:
        told = AccountSerializer(account, context=self.told([account])).data
        return Response(told, status=status, headers=version_tag(account.version))


@extend_schema_view(
    list=extend_schema(summary="Categories", responses=CategorySerializer),
    retrieve=extend_schema(summary="A category", responses=CategorySerializer),
    create=extend_schema(summary="Make a category", request=CategoryCreateSerializer, responses={201: CategorySerializer}),
    partial_update=extend_schema(
        summary="Rename or move it", parameters=[IF_MATCH], request=CategoryChangeSerializer, responses=CategorySerializer
    ),
    archive=extend_schema(
        summary="Take a category out of the lists", parameters=[IF_MATCH], request=None, responses=CategorySerializer
    ),
)
class CategoryViewSet(HistoryViewSet):
    queryset = Category.objects.none()
    filterset_class = CategoryFilter
    keyset = "name"
    versioned = frozenset({"partial_update", "archive"})
    serializers = {"create": CategoryCreateSerializer, "partial_update": CategoryChangeSerializer}
    capabilities = READ_AND_WRITE

    def list(self, request: Request) -> Response:
        return self.answer_list(category_list(include_archived=wants_archived(request)), CategorySerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(category_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        values = self.body()
        kind = CategoryKind(values.pop("kind"))
        return self._answer(category_create(actor=self.actor, kind=kind, **values), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        category, version = category_get(uuid_or_404(pk)), wished_version(request)
        values = self.body(partial=True)
        return self._answer(category_update(actor=self.actor, category=category, expected_version=version, **values))

    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        category, version = category_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(category_archive(actor=self.actor, category=category, expected_version=version, now=timezone.now()))

    def history_of(self, pk: str) -> Category:
        return category_get(uuid_or_404(pk))

    def _answer(self, category: Category, status: int = 200) -> Response:
        return Response(CategorySerializer(category).data, status=status, headers=version_tag(category.version))


@extend_schema_view(
    list=extend_schema(summary="Vendors", responses=VendorSerializer),
    retrieve=extend_schema(summary="A vendor", responses=VendorSerializer),
    create=extend_schema(summary="Make a vendor", request=VendorChangeSerializer, responses={201: VendorSerializer}),
    partial_update=extend_schema(
        summary="Change a vendor", parameters=[IF_MATCH], request=VendorChangeSerializer, responses=VendorSerializer
    ),
)
class VendorViewSet(HistoryViewSet):
    queryset = Vendor.objects.none()
    filterset_class = VendorFilter
    keyset = "name"
    versioned = frozenset({"partial_update"})
    serializers = {"create": VendorChangeSerializer, "partial_update": VendorChangeSerializer}
    capabilities = READ_AND_WRITE

    def list(self, _request: Request) -> Response:
        return self.answer_list(vendor_list(), VendorSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(vendor_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        return self._answer(vendor_create(actor=self.actor, **self.body()), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        vendor, version = vendor_get(uuid_or_404(pk)), wished_version(request)
        values = self.body(partial=True)
        return self._answer(vendor_update(actor=self.actor, vendor=vendor, expected_version=version, **values))

    def history_of(self, pk: str) -> Vendor:
        return vendor_get(uuid_or_404(pk))

    def _answer(self, vendor: Vendor, status: int = 200) -> Response:
        return Response(VendorSerializer(vendor).data, status=status, headers=version_tag(vendor.version))


def wants_archived(request: Request) -> bool:
    return request.query_params.get("archived") == "true"
