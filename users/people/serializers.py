"""Who is asking: the person, where they are, what they may do there; and the profile as it may be changed."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers

from users.people.models import User, UserKind
from users.people.notifications import Channel, channels_by_topic, notifications_of
from users.tenancy.serializers import StrictSerializer, TextField, WorkspaceRelatedField
from users.workspaces.models import Workspace
from users.workspaces.roles import Capability
from users.workspaces.serializers import ROLES, WorkspaceSerializer

CHANNELS = [(channel.value, channel.value) for channel in Channel]


class ChannelsField(serializers.ListField):
    """By which ways one hears of a topic; by none: []."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.ChoiceField(choices=CHANNELS), max_length=len(CHANNELS), **kwargs)


class NotificationsSerializer(StrictSerializer):
    """Of what one hears, and by which ways. Topics that are left out stay as they are."""

    review_needed = ChannelsField(required=False)
    weekly_summary = ChannelsField(required=False)
    invitation = ChannelsField(required=False)
    security = ChannelsField(required=False, help_text="Always by e-mail too")


class PersonSerializer(serializers.ModelSerializer[User]):
    email = serializers.EmailField(source="shown_email", allow_null=True, help_text="null of a service account")

    class Meta:
        model = User
        fields = ["id", "kind", "email", "name"]
        read_only_fields = fields


class ProfileSerializer(PersonSerializer):
    """What only somebody who is logged in learns of themselves."""

    default_workspace = serializers.UUIDField(source="default_workspace_id", allow_null=True)
    notifications = serializers.SerializerMethodField()

    class Meta(PersonSerializer.Meta):
        fields = [*PersonSerializer.Meta.fields, "locale", "timezone", "default_workspace", "notifications"]
        read_only_fields = fields

    def get_notifications(self, user: User) -> dict[str, list[str]]:
        return channels_by_topic(user.notifications)


class ShownPersonSerializer(serializers.Serializer[Any]):
    """For OpenAPI: a session is told the profile too, a key is not."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=UserKind.choices)
    email = serializers.EmailField(allow_null=True)
    name = serializers.CharField()
    locale = serializers.CharField(required=False)
    timezone = serializers.CharField(required=False)
    default_workspace = serializers.UUIDField(allow_null=True, required=False)
    notifications = NotificationsSerializer(required=False)


class PlaceSerializer(serializers.Serializer[Any]):
    """A workspace that one belongs to."""

    workspace = WorkspaceSerializer()
    role = serializers.ChoiceField(choices=ROLES)
    capabilities = serializers.ListField(child=serializers.ChoiceField(choices=[(one.value, one.value) for one in Capability]))


class MeSerializer(serializers.Serializer[Any]):
    """The person, the workspace in which this request would act, and what they may do there."""

    person = ShownPersonSerializer()
    workspace = WorkspaceSerializer(allow_null=True, help_text="null for somebody who belongs to none yet")
    capabilities = serializers.ListField(child=serializers.ChoiceField(choices=[(one.value, one.value) for one in Capability]))
    memberships = PlaceSerializer(many=True, required=False, help_text="All workspaces of a person who is logged in")


class OwnWorkspaceField(WorkspaceRelatedField):
    """One of the workspaces of the person (the view gives their ids); another one is answered like none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Workspace.objects.none, **kwargs)

    def get_queryset(self) -> QuerySet[Model]:
        return Workspace.objects.filter(id__in=self.context["workspaces"])


class ProfileChangeSerializer(StrictSerializer):
    name = TextField(max_length=200, required=False, allow_blank=True)
    locale = TextField(max_length=20, required=False, help_text="BCP 47, such as de-AT")
    timezone = TextField(max_length=64, required=False, help_text="IANA, such as Europe/Vienna")
    default_workspace = OwnWorkspaceField(required=False, allow_null=True)
    notifications = NotificationsSerializer(required=False)

    def validate_notifications(self, chosen: dict[str, list[str]]) -> list[str]:
        kept: list[str] = self.context["notifications"]
        return notifications_of({**channels_by_topic(kept), **chosen})
