"""Who belongs to a workspace, and in which role."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.models import Membership
from users.workspaces.roles import Capability
from users.workspaces.selectors import member_get, member_list
from users.workspaces.serializers import MemberSerializer, RoleSerializer
from users.workspaces.services import membership_change_role, membership_remove, workspace_hand_over


@extend_schema_view(
    list=extend_schema(summary="Members and service accounts", responses=MemberSerializer),
    retrieve=extend_schema(summary="A member", responses=MemberSerializer),
    partial_update=extend_schema(summary="Give a member another role", request=RoleSerializer, responses=MemberSerializer),
    destroy=extend_schema(summary="Put a member out; their keys end at once", responses={204: None}),
    hand_over=extend_schema(summary="Make a member an owner, and step down to admin", request=None, responses=MemberSerializer),
)
class MemberViewSet(WorkspaceViewSet):
    queryset = Membership.objects.none()
    keyset = "created_at"
    serializers = {"partial_update": RoleSerializer}
    capabilities = {
        "list": Capability.MEMBER_READ,
        "retrieve": Capability.MEMBER_READ,
        "partial_update": Capability.MEMBER_MANAGE,
        "destroy": Capability.MEMBER_MANAGE,
        "hand_over": Capability.OWNER_MANAGE,
    }

    def list(self, _request: Request) -> Response:
        return self.answer_list(member_list(), MemberSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return Response(MemberSerializer(member_get(uuid_or_404(pk))).data)

    def partial_update(self, _request: Request, pk: str) -> Response:
        member = member_get(uuid_or_404(pk))
        return Response(MemberSerializer(membership_change_role(actor=self.actor, membership=member, **self.body())).data)

    def destroy(self, _request: Request, pk: str) -> Response:
        membership_remove(actor=self.actor, membership=member_get(uuid_or_404(pk)))
        return Response(status=204)

    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, _request: Request, pk: str) -> Response:
        member = member_get(uuid_or_404(pk))
        return Response(MemberSerializer(workspace_hand_over(actor=self.actor, membership=member)).data)
