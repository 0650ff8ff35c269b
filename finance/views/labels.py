"""Projects and tags."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.ledger import ProjectFilter
from finance.models import Project, Tag
from finance.selectors.labels import project_get, project_list, tag_get, tag_list
from finance.serializers.labels import NameSerializer, ProjectSerializer, TagNameSerializer, TagSerializer
from finance.services.labels import (
    project_archive,
    project_create,
    project_unarchive,
    project_update,
    tag_create,
    tag_delete,
    tag_update,
)
from finance.views.archiving import READ_AND_WRITE, wants_archived
from finance.views.history import HistoryViewSet
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Projects", responses=ProjectSerializer),
    retrieve=extend_schema(summary="A project", responses=ProjectSerializer),
    create=extend_schema(summary="Make a project", request=NameSerializer, responses={201: ProjectSerializer}),
    partial_update=extend_schema(summary="Rename it", parameters=[IF_MATCH], request=NameSerializer, responses=ProjectSerializer),
    archive=extend_schema(
        summary="Take a project out of the lists", parameters=[IF_MATCH], request=None, responses=ProjectSerializer
    ),
    unarchive=extend_schema(summary="Back into the lists", parameters=[IF_MATCH], request=None, responses=ProjectSerializer),
)
class ProjectViewSet(HistoryViewSet):
    queryset = Project.objects.none()
    filterset_class = ProjectFilter
    keyset = "name"
    sorts = {"name": "name", "created": "created_at"}
    versioned = frozenset({"partial_update", "archive", "unarchive"})
    serializers = {"create": NameSerializer, "partial_update": NameSerializer}
    capabilities = READ_AND_WRITE

    def list(self, request: Request) -> Response:
        return self.answer_list(project_list(include_archived=wants_archived(request)), ProjectSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(project_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        return self._answer(project_create(actor=self.actor, **self.body()), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        project, version = project_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(project_update(actor=self.actor, project=project, expected_version=version, **self.body()))

    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        project, version = project_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(project_archive(actor=self.actor, project=project, expected_version=version, now=timezone.now()))

    @action(detail=True, methods=["post"])
    def unarchive(self, request: Request, pk: str) -> Response:
        project, version = project_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(project_unarchive(actor=self.actor, project=project, expected_version=version))

    def history_of(self, pk: str) -> Project:
        return project_get(uuid_or_404(pk))

    def _answer(self, project: Project, status: int = 200) -> Response:
        return Response(ProjectSerializer(project).data, status=status, headers=version_tag(project.version))


@extend_schema_view(
    list=extend_schema(summary="Tags", responses=TagSerializer),
    retrieve=extend_schema(summary="A tag", responses=TagSerializer),
    create=extend_schema(summary="Make a tag", request=TagNameSerializer, responses={201: TagSerializer}),
    partial_update=extend_schema(summary="Rename it", parameters=[IF_MATCH], request=TagNameSerializer, responses=TagSerializer),
    destroy=extend_schema(summary="Take it from all transactions and delete it", parameters=[IF_MATCH], responses={204: None}),
)
class TagViewSet(HistoryViewSet):
    queryset = Tag.objects.none()
    keyset = "name"
    sorts = {"name": "name", "created": "created_at"}
    versioned = frozenset({"partial_update", "destroy"})
    serializers = {"create": TagNameSerializer, "partial_update": TagNameSerializer}
    capabilities = {**READ_AND_WRITE, "destroy": Capability.LEDGER_WRITE}

    def list(self, _request: Request) -> Response:
        return self.answer_list(tag_list(), TagSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(tag_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        return self._answer(tag_create(actor=self.actor, **self.body()), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        tag, version = tag_get(uuid_or_404(pk)), wished_version(request)
        return self._answer(tag_update(actor=self.actor, tag=tag, expected_version=version, **self.body()))

    def destroy(self, request: Request, pk: str) -> Response:
        tag_delete(actor=self.actor, tag=tag_get(uuid_or_404(pk)), expected_version=wished_version(request))
        return Response(status=204)

    def history_of(self, pk: str) -> Tag:
        return tag_get(uuid_or_404(pk))

    def _answer(self, tag: Tag, status: int = 200) -> Response:
        return Response(TagSerializer(tag).data, status=status, headers=version_tag(tag.version))
