"""Who the caller is here, and what the workspace is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from users.people.models import User
from users.tenancy.views import WorkspaceView
from users.workspaces.models import Workspace
from users.workspaces.roles import Capability


class WorkspaceSerializer(serializers.ModelSerializer[Workspace]):
    class Meta:
        model = Workspace
        fields = ["id", "name", "base_currency", "country", "locale", "timezone"]
        read_only_fields = fields


class PersonSerializer(serializers.ModelSerializer[User]):
    email = serializers.EmailField(source="shown_email", allow_null=True, help_text="null of a service account")

    class Meta:
        model = User
        fields = ["id", "kind", "email", "name"]
        read_only_fields = fields


class MeSerializer(serializers.Serializer[Any]):
    """The person behind the key, the workspace that it acts in, and what it may do there."""

    person = PersonSerializer()
    workspace = WorkspaceSerializer()
    capabilities = serializers.ListField(child=serializers.ChoiceField(choices=[(one.value, one.value) for one in Capability]))


class MeView(WorkspaceView):
    capabilities = {"get": None}  # whoever has a key may know whose it is

    @extend_schema(summary="Who am I, where, and what may I do", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        workspace = Workspace.objects.get(id=self.actor.workspace_id)
        may = sorted(capability.value for capability in self.actor.capabilities)
        return Response(MeSerializer({"person": request.user, "workspace": workspace, "capabilities": may}).data)
