"""One's own workspaces (for somebody who is logged in), and who a workspace is on paper."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from users.tenancy.actor import acting
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import PersonView, WorkspaceViewSet, uuid_or_404
from users.workspaces.identity import identity_add, identity_remove
from users.workspaces.models import Workspace, WorkspaceIdentity
from users.workspaces.opening import workspace_open, workspace_update
from users.workspaces.roles import Capability, Role
from users.workspaces.selectors import identity_get, identity_list
from users.workspaces.serializers import (
    IdentityCreateSerializer,
    IdentitySerializer,
    OwnWorkspaceSerializer,
    WorkspaceChangeSerializer,
)
from users.workspaces.services import membership_leave

WORKSPACE = OpenApiParameter("id", UUID, OpenApiParameter.PATH)


class WorkspacesView(PersonView):
    @extend_schema(summary="My workspaces, with my role", responses=OwnWorkspaceSerializer(many=True))
    def get(self, _request: Request) -> Response:
        roles = {mine.workspace_id: mine.role for mine in self.credential.memberships}
        rows = Workspace.objects.filter(id__in=roles).order_by("name", "id")
        return Response(OwnWorkspaceSerializer(rows, many=True, context={"roles": roles}).data)

    @extend_schema(summary="Open a workspace", request=WorkspaceChangeSerializer, responses={201: OwnWorkspaceSerializer})
    def post(self, request: Request) -> Response:
        serializer = WorkspaceChangeSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        workspace = workspace_open(owner=self.credential.user, **serializer.validated_data)
        return _answer(workspace, role=Role.OWNER, status=201)


class OneWorkspaceView(PersonView):
    capabilities = {"patch": Capability.WORKSPACE_MANAGE}  # of the role in the workspace that the path names
    versioned = frozenset({"patch"})

    @extend_schema(
        operation_id="users_workspaces_one_retrieve",
        summary="A workspace of mine",
        parameters=[WORKSPACE],
        responses=OwnWorkspaceSerializer,
    )
    def get(self, _request: Request, pk: str) -> Response:
        actor = self.credential.actor(asked=str(uuid_or_404(pk)), writes=False)
        return self._tell(Workspace.objects.get(id=actor.workspace_id))

    @extend_schema(
        summary="Change a workspace of mine",
        parameters=[WORKSPACE, IF_MATCH],
        request=WorkspaceChangeSerializer(partial=True),
        responses=OwnWorkspaceSerializer,
    )
    def patch(self, request: Request, pk: str) -> Response:
        actor, version = self.credential.actor(asked=str(uuid_or_404(pk)), writes=True), wished_version(request)
        serializer = WorkspaceChangeSerializer(data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        with acting(actor):
            return self._tell(workspace_update(actor=actor, expected_version=version, **serializer.validated_data))

    def _tell(self, workspace: Workspace) -> Response:
        mine = next(mine for mine in self.credential.memberships if mine.workspace_id == workspace.id)
        return _answer(workspace, role=Role(mine.role))


class LeavingView(PersonView):
    """By a session only: a key that got into wrong hands puts nobody out of their own workspace."""

    @extend_schema(summary="Leave a workspace", parameters=[WORKSPACE], request=None, responses={204: None})
    def post(self, _request: Request, pk: str) -> Response:
        actor = self.credential.actor(asked=str(uuid_or_404(pk)), writes=True)
        with acting(actor):
            membership_leave(actor=actor)
        return Response(status=204)


def _answer(workspace: Workspace, *, role: Role, status: int = 200) -> Response:
    told = OwnWorkspaceSerializer(workspace, context={"roles": {workspace.id: role.value}}).data
    return Response(told, status=status, headers=version_tag(workspace.version))


@extend_schema_view(
    list=extend_schema(summary="Own names, tax ids and IBANs", responses=IdentitySerializer),
    create=extend_schema(
        summary="Add an own name, tax id or IBAN", request=IdentityCreateSerializer, responses={201: IdentitySerializer}
    ),
    destroy=extend_schema(summary="Take one away", responses={204: None}),
)
class IdentityViewSet(WorkspaceViewSet):
    queryset = WorkspaceIdentity.objects.none()
    keyset = "value"
    serializers = {"create": IdentityCreateSerializer}
    capabilities = {
        "list": Capability.DOCUMENT_READ,
        "create": Capability.WORKSPACE_MANAGE,
        "destroy": Capability.WORKSPACE_MANAGE,
    }

    def list(self, _request: Request) -> Response:
        return self.answer_list(identity_list(), IdentitySerializer)

    def create(self, _request: Request) -> Response:
        return Response(IdentitySerializer(identity_add(actor=self.actor, **self.body())).data, status=201)

    def destroy(self, _request: Request, pk: str) -> Response:
        identity_remove(actor=self.actor, identity=identity_get(uuid_or_404(pk)))
        return Response(status=204)
