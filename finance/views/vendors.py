"""Vendors, and the other names of each."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.ledger import VendorFilter
from finance.models import Vendor, VendorAlias
from finance.selectors.vendors import alias_get, alias_list, vendor_get, vendor_list
from finance.serializers.labels import AliasSerializer, NameSerializer
from finance.serializers.ledger import VendorChangeSerializer, VendorMergeSerializer, VendorSerializer
from finance.services.vendor_aliases import alias_add, alias_remove, alias_rename
from finance.services.vendors import vendor_archive, vendor_create, vendor_merge, vendor_unarchive, vendor_update
from finance.views.archiving import READ_AND_WRITE, wants_archived
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Vendors", responses=VendorSerializer),
    retrieve=extend_schema(summary="A vendor", responses=VendorSerializer),
    create=extend_schema(summary="Make a vendor", request=VendorChangeSerializer, responses={201: VendorSerializer}),
    partial_update=extend_schema(
        summary="Change a vendor", parameters=[IF_MATCH], request=VendorChangeSerializer, responses=VendorSerializer
    ),
    archive=extend_schema(
        summary="Take a vendor out of the lists", parameters=[IF_MATCH], request=None, responses=VendorSerializer
    ),
    unarchive=extend_schema(summary="Back into the lists", parameters=[IF_MATCH], request=None, responses=VendorSerializer),
    merge=extend_schema(
        summary="Everything of it goes to another one",
        description="What lies in a locked period stays where it is, and is counted where it went. It cannot be undone.",
        parameters=[IF_MATCH],
        request=VendorMergeSerializer,
        responses=VendorSerializer,
    ),
)
class VendorViewSet(HistoryViewSet):
    queryset = Vendor.objects.none()
    filterset_class = VendorFilter
    keyset = "name"
    sorts = {"name": "name", "created": "created_at"}
    versioned = frozenset({"partial_update", "archive", "unarchive", "merge"})
    serializers = {"create": VendorChangeSerializer, "partial_update": VendorChangeSerializer, "merge": VendorMergeSerializer}
    capabilities = READ_AND_WRITE

    def list(self, request: Request) -> Response:
        return self.answer_list(vendor_list(include_archived=wants_archived(request)), VendorSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(vendor_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        return self._answer(vendor_create(actor=self.actor, **self.body()), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        vendor, version = vendor_get(uuid_or_404(pk)), wished_version(request)
        values = self.body(partial=True)
        return self._answer(vendor_update(actor=self.actor, vendor=vendor, expected_version=version, **values))

    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        vendor, version = vendor_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(vendor_archive(actor=self.actor, vendor=vendor, expected_version=version, now=timezone.now()))

    @action(detail=True, methods=["post"])
    def unarchive(self, request: Request, pk: str) -> Response:
        vendor, version = vendor_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(vendor_unarchive(actor=self.actor, vendor=vendor, expected_version=version))

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        vendor, version = vendor_get(uuid_or_404(pk)), wished_version(request)
        now, into = timezone.now(), self.body()["into"]
        return self._answer(vendor_merge(actor=self.actor, vendor=vendor, into=into, expected_version=version, now=now))

    def history_of(self, pk: str) -> Vendor:
        return vendor_get(uuid_or_404(pk))

    def _answer(self, vendor: Vendor, status: int = 200) -> Response:
        return Response(VendorSerializer(vendor).data, status=status, headers=version_tag(vendor.version))


VENDOR_ID = OpenApiParameter("vendor_pk", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Id of the vendor")
ALIAS_ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Id of the other name")


@extend_schema_view(
    list=extend_schema(summary="Its other names", parameters=[VENDOR_ID], responses=AliasSerializer(many=True)),
    create=extend_schema(
        summary="One more name", parameters=[VENDOR_ID], request=NameSerializer, responses={201: AliasSerializer}
    ),
    partial_update=extend_schema(
        summary="Write it otherwise", parameters=[VENDOR_ID, ALIAS_ID], request=NameSerializer, responses=AliasSerializer
    ),
    destroy=extend_schema(summary="Take it away", parameters=[VENDOR_ID, ALIAS_ID], responses={204: None}),
)
class VendorAliasViewSet(WorkspaceViewSet):
    """Below a vendor."""

    queryset = VendorAlias.objects.none()
    pagination_class = None
    serializers = {"create": NameSerializer, "partial_update": NameSerializer}
    capabilities = {
        "list": Capability.LEDGER_READ,
        "create": Capability.LEDGER_WRITE,
        "partial_update": Capability.LEDGER_WRITE,
        "destroy": Capability.LEDGER_WRITE,
    }

    def list(self, _request: Request, vendor_pk: str) -> Response:
        return Response(AliasSerializer(alias_list(self._vendor(vendor_pk)), many=True).data)

    def create(self, _request: Request, vendor_pk: str) -> Response:
        made = alias_add(actor=self.actor, vendor=self._vendor(vendor_pk), **self.body())
        return Response(AliasSerializer(made).data, status=201)

    def partial_update(self, _request: Request, vendor_pk: str, pk: str) -> Response:
        alias = alias_get(self._vendor(vendor_pk), uuid_or_404(pk))
        return Response(AliasSerializer(alias_rename(actor=self.actor, alias=alias, **self.body())).data)

    def destroy(self, _request: Request, vendor_pk: str, pk: str) -> Response:
        alias_remove(actor=self.actor, alias=alias_get(self._vendor(vendor_pk), uuid_or_404(pk)))
        return Response(status=204)

    def _vendor(self, vendor_pk: str) -> Vendor:
        return vendor_get(uuid_or_404(vendor_pk))
