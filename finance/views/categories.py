"""Categories."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.ledger import CategoryFilter
from finance.models import Category, CategoryKind
from finance.selectors.categories import category_get, category_list
from finance.serializers.ledger import (
    AddedSerializer,
    CategoryChangeSerializer,
    CategoryCreateSerializer,
    CategoryMergeSerializer,
    CategorySerializer,
    ReadySetSerializer,
)
from finance.services.categories import (
    category_archive,
    category_create,
    category_merge,
    category_unarchive,
    category_update,
)
from finance.services.category_sets import Shape
from finance.services.ready_categories import categories_add
from finance.views.archiving import READ_AND_WRITE, wants_archived
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Categories", responses=CategorySerializer),
    retrieve=extend_schema(summary="A category", responses=CategorySerializer),
    create=extend_schema(summary="Make a category", request=CategoryCreateSerializer, responses={201: CategorySerializer}),
    partial_update=extend_schema(
        summary="Rename or move it", parameters=[IF_MATCH], request=CategoryChangeSerializer, responses=CategorySerializer
    ),
    ready_set=extend_schema(summary="Add what is missing of a ready set", request=ReadySetSerializer, responses=AddedSerializer),
    archive=extend_schema(
        summary="Take a category out of the lists", parameters=[IF_MATCH], request=None, responses=CategorySerializer
    ),
    unarchive=extend_schema(summary="Back into the lists", parameters=[IF_MATCH], request=None, responses=CategorySerializer),
    merge=extend_schema(
        summary="Everything of it goes to another one",
        description="What lies in a locked period stays where it is, and is counted where it went. It cannot be undone.",
        parameters=[IF_MATCH],
        request=CategoryMergeSerializer,
        responses=CategorySerializer,
    ),
)
class CategoryViewSet(HistoryViewSet):
    queryset = Category.objects.none()
    filterset_class = CategoryFilter
    keyset = "name"
    sorts = {"name": "name", "kind": "kind"}
    versioned = frozenset({"partial_update", "archive", "unarchive", "merge"})
    serializers = {
        "create": CategoryCreateSerializer,
        "partial_update": CategoryChangeSerializer,
        "merge": CategoryMergeSerializer,
        "ready_set": ReadySetSerializer,
    }
    capabilities = {**READ_AND_WRITE, "ready_set": Capability.LEDGER_WRITE}

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

    @action(detail=True, methods=["post"])
    def unarchive(self, request: Request, pk: str) -> Response:
        category, version = category_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(category_unarchive(actor=self.actor, category=category, expected_version=version))

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        category, version = category_get(uuid_or_404(pk)), wished_version(request)
        now, into = timezone.now(), self.body()["into"]
        return self._answer(category_merge(actor=self.actor, category=category, into=into, expected_version=version, now=now))

    @action(detail=False, methods=["post"], url_path="ready-set")
    def ready_set(self, _request: Request) -> Response:
        values = self.body()
        made = categories_add(actor=self.actor, language=values["language"], shape=Shape(values["shape"]))
        return Response({"added": len(made)})

    def history_of(self, pk: str) -> Category:
        return category_get(uuid_or_404(pk))

    def _answer(self, category: Category, status: int = 200) -> Response:
        return Response(CategorySerializer(category).data, status=status, headers=version_tag(category.version))
