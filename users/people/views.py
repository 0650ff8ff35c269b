"""Who the caller is, and their profile."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from users.people.models import User
from users.people.profile import profile_update
from users.people.serializers import MeSerializer, PersonSerializer, ProfileChangeSerializer, ProfileSerializer
from users.tenancy.actor import Actor
from users.tenancy.views import PersonView
from users.workspaces.models import Membership, Workspace
from users.workspaces.roles import CAPABILITIES, Capability, Role
from users.workspaces.serializers import WorkspaceSerializer


class MeView(PersonView):
    open_to_keys = frozenset({"get"})

    @extend_schema(summary="Who am I, where, and what may I do", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(self._told(self.credential.user, asked=request.headers.get("X-Workspace")))

    @extend_schema(summary="Change my profile", request=ProfileChangeSerializer, responses=MeSerializer)
    def patch(self, request: Request) -> Response:
        user = self.credential.user
        mine = [membership.workspace_id for membership in self.credential.memberships]
        context = {"workspaces": mine, "notifications": user.notifications}
        serializer = ProfileChangeSerializer(data=request.data, partial=True, context=context)
        serializer.is_valid(raise_exception=True)
        return Response(self._told(profile_update(user=user, **serializer.validated_data), asked=None))

    def _told(self, user: User, *, asked: str | None) -> dict[str, Any]:
        """A key learns of its own workspace only, and nothing of the profile of its person."""
        mine = self.credential.memberships
        workspaces = Workspace.objects.in_bulk([membership.workspace_id for membership in mine])
        actor = self._actor(user, asked)
        told: dict[str, Any] = {
            "person": PersonSerializer(user).data,
            "workspace": WorkspaceSerializer(workspaces[actor.workspace_id]).data if actor else None,
            "capabilities": _names(actor.capabilities if actor else frozenset()),
        }
        if self.credential.key_id is not None:
            return told
        places = [_place(membership, workspaces[membership.workspace_id]) for membership in mine]
        return {**told, "person": ProfileSerializer(user).data, "memberships": places}

    def _actor(self, user: User, asked: str | None) -> Actor | None:
        """None for somebody who belongs to no workspace yet, and asks for none. Raises NotFoundError."""
        if asked is None and not self.credential.memberships:
            return None
        return replace(self.credential, user=user).actor(asked=asked, writes=False)


def _place(membership: Membership, workspace: Workspace) -> dict[str, Any]:
    role = Role(membership.role)
    return {"workspace": WorkspaceSerializer(workspace).data, "role": role.value, "capabilities": _names(CAPABILITIES[role])}


def _names(capabilities: frozenset[Capability]) -> list[str]:
    return sorted(capability.value for capability in capabilities)
