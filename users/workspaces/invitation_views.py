"""Invitations: made and watched over in a workspace, answered by whoever has their link."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from users.tenancy.views import PersonView, WorkspaceViewSet, uuid_or_404
from users.workspaces.invitation_answers import invitation_accept, invitation_look, invitation_refuse
from users.workspaces.invitations import invitation_copy_link, invitation_create, invitation_revoke
from users.workspaces.models import Invitation
from users.workspaces.roles import Capability
from users.workspaces.selectors import invitation_get, invitation_list
from users.workspaces.serializers import (
    InvitationCreateSerializer,
    InvitationSerializer,
    LinkSerializer,
    MadeInvitationSerializer,
    OfferSerializer,
    OwnWorkspaceSerializer,
    TokenSerializer,
)

ACTIONS = ("list", "retrieve", "create", "destroy", "link")


@extend_schema_view(
    list=extend_schema(summary="Invitations, also those that are over", responses=InvitationSerializer),
    retrieve=extend_schema(summary="An invitation", responses=InvitationSerializer),
    create=extend_schema(
        summary="Invite somebody, by address or by link",
        request=InvitationCreateSerializer,
        responses={201: MadeInvitationSerializer},
    ),
    destroy=extend_schema(summary="Revoke an open invitation", responses={204: None}),
    link=extend_schema(summary="Copy the link of an open invitation again", request=None, responses=LinkSerializer),
)
class InvitationViewSet(WorkspaceViewSet):
    queryset = Invitation.objects.none()
    keyset = "-created_at"
    serializers = {"create": InvitationCreateSerializer}
    capabilities = dict.fromkeys(ACTIONS, Capability.MEMBER_MANAGE)
    answers_secret = frozenset({"create", "link"})

    def list(self, _request: Request) -> Response:
        return self.answer_list(invitation_list(), InvitationSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return Response(InvitationSerializer(invitation_get(uuid_or_404(pk))).data)

    def create(self, _request: Request) -> Response:
        made = invitation_create(actor=self.actor, now=timezone.now(), **self.body())
        return Response(MadeInvitationSerializer(made.invitation, context={"link": made.link}).data, status=201)

    def destroy(self, _request: Request, pk: str) -> Response:
        invitation_revoke(actor=self.actor, invitation=invitation_get(uuid_or_404(pk)), now=timezone.now())
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def link(self, _request: Request, pk: str) -> Response:
        invitation = invitation_get(uuid_or_404(pk))
        return Response({"link": invitation_copy_link(actor=self.actor, invitation=invitation, now=timezone.now())})


def _token(request: Request) -> str:
    """It comes in the body, because paths stand in logs."""
    serializer = TokenSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    return str(serializer.validated_data["token"])


class LookView(PersonView):
    @extend_schema(summary="What am I invited to", request=TokenSerializer, responses=OfferSerializer)
    def post(self, request: Request) -> Response:
        offer = invitation_look(user=self.credential.user, token=_token(request), now=timezone.now())
        return Response(OfferSerializer(offer).data)


class AcceptView(PersonView):
    @extend_schema(summary="Accept an invitation", request=TokenSerializer, responses={201: OwnWorkspaceSerializer})
    def post(self, request: Request) -> Response:
        joined = invitation_accept(user=self.credential.user, token=_token(request), now=timezone.now())
        context = {"roles": {joined.workspace_id: joined.role}}
        return Response(OwnWorkspaceSerializer(joined.workspace, context=context).data, status=201)


class RefuseView(PersonView):
    @extend_schema(summary="Refuse an invitation", request=TokenSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        invitation_refuse(user=self.credential.user, token=_token(request), now=timezone.now())
        return Response(status=204)
