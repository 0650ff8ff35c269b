"""API keys and service accounts of a workspace."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from users.keys.filters import KeyFilter
from users.keys.models import ApiKey
from users.keys.selectors import api_key_get, api_key_list
from users.keys.serializers import (
    KeyChangeSerializer,
    KeyCreateSerializer,
    KeySerializer,
    MadeKeySerializer,
    ServiceAccountCreateSerializer,
    ServiceAccountSerializer,
)
from users.keys.service_accounts import (
    service_account_create,
    service_account_get,
    service_account_list,
    service_account_remove,
    service_account_update,
)
from users.keys.services import api_key_issue, api_key_rename, api_key_revoke
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.models import Membership
from users.workspaces.roles import Capability

ACTIONS = ("list", "retrieve", "create", "partial_update", "destroy")


@extend_schema_view(
    list=extend_schema(summary="Keys: own ones, or all for who manages the workspace", responses=KeySerializer),
    retrieve=extend_schema(summary="A key", responses=KeySerializer),
    create=extend_schema(
        summary="Make a key; its secret is shown this once", request=KeyCreateSerializer, responses={201: MadeKeySerializer}
    ),
    partial_update=extend_schema(summary="Rename a key", request=KeyChangeSerializer, responses=KeySerializer),
    destroy=extend_schema(summary="Revoke a key, and those made with it, at once", responses={204: None}),
)
class KeyViewSet(WorkspaceViewSet):
    queryset = ApiKey.objects.none()
    filterset_class = KeyFilter
    keyset = "-created_at"
    answers_secret = frozenset({"create"})
    serializers = {"create": KeyCreateSerializer, "partial_update": KeyChangeSerializer}
    capabilities = dict.fromkeys(ACTIONS)  # whoever belongs to the workspace has keys; the selector knows whose

    def list(self, _request: Request) -> Response:
        return self.answer_list(api_key_list(self.actor), KeySerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return Response(KeySerializer(api_key_get(self.actor, uuid_or_404(pk))).data)

    def create(self, _request: Request) -> Response:
        made = api_key_issue(actor=self.actor, now=timezone.now(), **self.body())
        return Response(MadeKeySerializer(made.key, context={"secret": made.secret}).data, status=201)

    def partial_update(self, _request: Request, pk: str) -> Response:
        key = api_key_get(self.actor, uuid_or_404(pk))
        return Response(KeySerializer(api_key_rename(actor=self.actor, key=key, **self.body())).data)

    def destroy(self, _request: Request, pk: str) -> Response:
        key = api_key_get(self.actor, uuid_or_404(pk))
        api_key_revoke(actor=self.actor, key=key, now=timezone.now())
        return Response(status=204)


@extend_schema_view(
    list=extend_schema(summary="Service accounts", responses=ServiceAccountSerializer),
    retrieve=extend_schema(summary="A service account", responses=ServiceAccountSerializer),
    create=extend_schema(
        summary="Make a service account",
        request=ServiceAccountCreateSerializer,
        responses={201: ServiceAccountSerializer},
    ),
    partial_update=extend_schema(
        summary="Change its name or role", request=ServiceAccountCreateSerializer, responses=ServiceAccountSerializer
    ),
    destroy=extend_schema(summary="End it, and its keys at once", responses={204: None}),
)
class ServiceAccountViewSet(WorkspaceViewSet):
    queryset = Membership.objects.none()
    keyset = "created_at"
    serializers = {"create": ServiceAccountCreateSerializer, "partial_update": ServiceAccountCreateSerializer}
    capabilities = dict.fromkeys(ACTIONS, Capability.KEY_MANAGE)

    def list(self, _request: Request) -> Response:
        return self.answer_list(service_account_list(), ServiceAccountSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return Response(ServiceAccountSerializer(service_account_get(uuid_or_404(pk))).data)

    def create(self, _request: Request) -> Response:
        account = service_account_create(actor=self.actor, **self.body())
        return Response(ServiceAccountSerializer(account).data, status=201)

    def partial_update(self, _request: Request, pk: str) -> Response:
        account = service_account_get(uuid_or_404(pk))
        changed = service_account_update(actor=self.actor, account=account, **self.body(partial=True))
        return Response(ServiceAccountSerializer(changed).data)

    def destroy(self, _request: Request, pk: str) -> Response:
        service_account_remove(actor=self.actor, account=service_account_get(uuid_or_404(pk)))
        return Response(status=204)
