"""Pairs that may be one: the list, and what is decided about each."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.duplicates import DuplicateFilter
from finance.models import DuplicateMark, LinkKind
from finance.selectors.duplicates import mark_get, mark_list
from finance.serializers.duplicates import DuplicateKeepSerializer, DuplicateSerializer
from finance.services.duplicates import duplicate_keep, duplicate_merge, duplicate_replace
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Pairs that may be one, the latest first", responses=DuplicateSerializer),
    retrieve=extend_schema(summary="A pair", responses=DuplicateSerializer),
    keep=extend_schema(summary="Keep both, and never ask again", request=DuplicateKeepSerializer, responses=DuplicateSerializer),
    merge=extend_schema(
        summary="Merge the two",
        description="The older booking stays, and takes over documents, comments and tags; the newer one goes to the trash.",
        request=None,
        responses=DuplicateSerializer,
    ),
    replace=extend_schema(
        summary="The newer takes the place of the older",
        description="The older document or transaction goes to the trash.",
        request=None,
        responses=DuplicateSerializer,
    ),
)
class DuplicateViewSet(WorkspaceViewSet):
    queryset = DuplicateMark.objects.none()
    filterset_class = DuplicateFilter
    keyset = "-found_at"
    serializers = {"keep": DuplicateKeepSerializer}
    capabilities = {
        "list": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "keep": Capability.LEDGER_WRITE,
        "merge": Capability.LEDGER_WRITE,
        "replace": Capability.LEDGER_WRITE,
    }

    def list(self, _request: Request) -> Response:
        return self.answer_list(mark_list(), DuplicateSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return _answer(_mark(pk))

    @action(detail=True, methods=["post"])
    def keep(self, _request: Request, pk: str) -> Response:
        mark, link = _mark(pk), self.body().get("link")
        kind = LinkKind(link) if link else None
        return _answer(duplicate_keep(actor=self.actor, mark=mark, now=timezone.now(), link=kind))

    @action(detail=True, methods=["post"])
    def merge(self, _request: Request, pk: str) -> Response:
        return _answer(duplicate_merge(actor=self.actor, mark=_mark(pk), now=timezone.now()))

    @action(detail=True, methods=["post"])
    def replace(self, _request: Request, pk: str) -> Response:
        return _answer(duplicate_replace(actor=self.actor, mark=_mark(pk), now=timezone.now()))


def _mark(pk: str) -> DuplicateMark:
    return mark_get(uuid_or_404(pk))


def _answer(mark: DuplicateMark) -> Response:
    return Response(DuplicateSerializer(mark).data)
