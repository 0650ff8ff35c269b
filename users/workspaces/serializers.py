"""Workspaces, members, own identity and invitations: as shown, and as they may be made and changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from users.people.models import UserKind
from users.tenancy.serializers import StrictSerializer, TextField
from users.workspaces.models import IdentityKind, Invitation, Membership, Workspace, WorkspaceIdentity
from users.workspaces.roles import Role

ROLES = [(role.value, role.value) for role in Role]
STATES = [(state, state) for state in ("open", "accepted", "refused", "revoked", "expired")]


class WorkspaceSerializer(serializers.ModelSerializer[Workspace]):
    class Meta:
        model = Workspace
        fields = ["id", "name", "base_currency", "country", "locale", "timezone"]
        read_only_fields = fields


class OwnWorkspaceSerializer(serializers.ModelSerializer[Workspace]):
    """A workspace that one belongs to. The view gives the `roles`."""

    role = serializers.SerializerMethodField(help_text="What one is there")

    class Meta:
        model = Workspace
        fields = ["id", "name", "base_currency", "country", "locale", "timezone", "role", "created_at", "version"]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=ROLES))
    def get_role(self, workspace: Workspace) -> str:
        roles: Mapping[Any, str] = self.context["roles"]
        return roles[workspace.id]


class WorkspaceChangeSerializer(StrictSerializer):
    name = TextField(max_length=200)
    base_currency = TextField(max_length=3, required=False, help_text="ISO 4217. It stays as soon as something is booked")
    country = TextField(max_length=2, required=False, allow_blank=True, help_text="ISO 3166-1 alpha-2")
    locale = TextField(max_length=20, required=False, help_text="BCP 47, such as de-AT")
    timezone = TextField(max_length=64, required=False, help_text="IANA, such as Europe/Vienna")


class IdentitySerializer(serializers.ModelSerializer[WorkspaceIdentity]):
    kind = serializers.ChoiceField(choices=IdentityKind.choices)

    class Meta:
        model = WorkspaceIdentity
        fields = ["id", "kind", "value"]
        read_only_fields = fields


class IdentityCreateSerializer(StrictSerializer):
    kind = serializers.ChoiceField(choices=IdentityKind.choices)
    value = TextField(max_length=200, help_text="Kept in its one spelling: IBANs and tax ids without spaces")

    def validate_kind(self, value: str) -> IdentityKind:
        return IdentityKind(value)


class MemberSerializer(serializers.ModelSerializer[Membership]):
    """Somebody (or a program) that belongs to the workspace. `id` is that of the membership."""

    user = serializers.UUIDField(source="user_id", help_text="As the audit trail names them")
    kind = serializers.ChoiceField(source="user.kind", choices=UserKind.choices)
    name = serializers.CharField(source="user.name")
    email = serializers.EmailField(source="user.shown_email", allow_null=True, help_text="null of a service account")
    role = serializers.ChoiceField(choices=ROLES)

    class Meta:
        model = Membership
        fields = ["id", "user", "kind", "name", "email", "role", "created_at"]
        read_only_fields = fields


class RoleSerializer(StrictSerializer):
    role = serializers.ChoiceField(choices=ROLES)

    def validate_role(self, value: str) -> Role:
        return Role(value)


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation without its link."""

    email = serializers.CharField(help_text="In lower case; empty: for whoever has the link")
    role = serializers.ChoiceField(choices=ROLES)
    state = serializers.SerializerMethodField()
    invited_by = serializers.UUIDField(source="invited_by_id", allow_null=True, help_text="The `user` of a member")
    accepted_by = serializers.UUIDField(source="accepted_by_id", allow_null=True)

    class Meta:
        model = Invitation
        fields = ["id", "email", "role", "state", "invited_by", "created_at", "expires_at", "accepted_at", "accepted_by"]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=STATES))
    def get_state(self, invitation: Invitation) -> str:
        return state_of(invitation, now=timezone.now())


class MadeInvitationSerializer(InvitationSerializer):
    """With the link, for whoever is to be invited (the view gives it)."""

    link = serializers.SerializerMethodField(help_text="Give it to nobody else. It can be copied again while it is open")

    class Meta(InvitationSerializer.Meta):
        fields = [*InvitationSerializer.Meta.fields, "link"]
        read_only_fields = fields

    def get_link(self, _invitation: Invitation) -> str:
        return str(self.context["link"])


class InvitationCreateSerializer(RoleSerializer):
    email = TextField(max_length=254, required=False, allow_blank=True, help_text="Left out: for whoever has the link")
    expires_at = serializers.DateTimeField(required=False, help_text="At most 30 days from now; left out: 7 days")


class LinkSerializer(serializers.Serializer[Any]):
    link = serializers.CharField()


class TokenSerializer(StrictSerializer):
    token = TextField(max_length=100, help_text="What follows the last slash of the link")


class OfferSerializer(serializers.ModelSerializer[Invitation]):
    """What somebody is invited to."""

    workspace = serializers.CharField(source="workspace.name")
    email = serializers.CharField(help_text="Whom it is for; empty: whoever has the link")
    role = serializers.ChoiceField(choices=ROLES)
    invited_by = serializers.SerializerMethodField(help_text="A name, else an address; null: by the operator")

    class Meta:
        model = Invitation
        fields = ["workspace", "role", "invited_by", "email", "expires_at"]
        read_only_fields = fields

    def get_invited_by(self, invitation: Invitation) -> str | None:
        inviter = invitation.invited_by
        return (inviter.name or inviter.shown_email) if inviter else None


def state_of(invitation: Invitation, *, now: datetime) -> str:
    """In one word, for people."""
    for state, moment in (
        ("accepted", invitation.accepted_at),
        ("refused", invitation.refused_at),
        ("revoked", invitation.revoked_at),
    ):
        if moment is not None:
            return state
    return "open" if now < invitation.expires_at else "expired"
