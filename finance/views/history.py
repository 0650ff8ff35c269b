"""The change history of a record, below its own address."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.db.models import Model
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from finance.selectors.history import HistoryPage, history_page
from finance.serializers.history import HistoryEntrySerializer, HistoryPageSerializer
from users.audit.selectors import actors_told
from users.tenancy.pagination import PAGE_SIZE, PAGE_SIZE_MAX, PARAMETERS, page_size_of
from users.tenancy.views import WorkspaceViewSet
from users.workspaces.roles import Capability
from utils.keyset import Cursor

SIZE = {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": PAGE_SIZE}


class HistoryViewSet(WorkspaceViewSet, ABC):
    """Things whose changes are kept: `<thing>/<pk>/history/`, for whoever may read the thing itself."""

    @abstractmethod
    def history_of(self, pk: str) -> Model:
        """The thing as the actor may read it. Raises NotFoundError."""

    def query_parameters(self) -> frozenset[str]:
        return frozenset(PARAMETERS) if self.action == "history" else super().query_parameters()

    @extend_schema(
        summary="What became of it, newest first",
        description="Every insert, update and delete of the record and of its parts, with who did it and by which request.",
        parameters=[
            OpenApiParameter("cursor", OpenApiTypes.STR, description="From `next`."),
            OpenApiParameter("page_size", SIZE, description="Changes on a page."),
        ],
        responses=HistoryPageSerializer,
        filters=False,
    )
    @action(detail=True, filter_backends=[], pagination_class=None)
    def history(self, request: Request, pk: str) -> Response:
        cursor = request.query_params.get("cursor")
        size = page_size_of(request.query_params.get("page_size"))
        page = history_page(self.history_of(pk), size=size, after=Cursor.decode(cursor) if cursor is not None else None)
        told = HistoryEntrySerializer(list(page.entries), many=True, context=self._actors(page)).data
        return Response({"next": self._next(request, page), "previous": None, "results": told})

    def _actors(self, page: HistoryPage) -> dict[str, Any]:
        """Who may not read the members is not told who they are."""
        named = {(entry.actor_kind, entry.actor_id) for entry in page.entries}
        return {"actors": actors_told(named, are_named=self.actor.can(Capability.MEMBER_READ))}

    def _next(self, request: Request, page: HistoryPage) -> str | None:
        if page.following is None:
            return None
        return replace_query_param(request.build_absolute_uri(), "cursor", page.following.encode())
