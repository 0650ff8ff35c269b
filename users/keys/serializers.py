"""Keys and service accounts: as shown, and as they may be made and changed."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from users.keys.models import ApiKey
from users.keys.service_accounts import SERVICE_ROLES, service_account_list
from users.people.models import UserKind
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField
from users.workspaces.models import Membership
from users.workspaces.roles import Capability, Role

SCOPES = [(capability.value, capability.value) for capability in Capability]
MOMENTS = ("created_at", "expires_at", "last_used_at", "revoked_at")
ROLES = [(role.value, role.value) for role in SERVICE_ROLES]


class NameField(serializers.CharField):
    """A text of 1 to 100 characters, and nothing that would have to be made into one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class HolderSerializer(serializers.Serializer[Membership]):
    """In whose name a key speaks."""

    membership = serializers.UUIDField(source="id")
    kind = serializers.ChoiceField(source="user.kind", choices=UserKind.choices)
    name = serializers.CharField(source="user.name")
    email = serializers.EmailField(source="user.shown_email", allow_null=True, help_text="null of a service account")


class KeySerializer(serializers.ModelSerializer[ApiKey]):
    """A key without its secret, which is kept nowhere."""

    holder = HolderSerializer(source="membership")
    scopes = serializers.ListField(child=serializers.CharField(), help_text="What it may do as far as its holder's role goes")
    made_with = serializers.UUIDField(
        source="made_with_id", allow_null=True, help_text="The key that made it, and with which it ends"
    )

    class Meta:
        model = ApiKey
        fields = ["id", "name", "prefix", "scopes", "holder", "made_with", *MOMENTS]
        read_only_fields = fields


class MadeKeySerializer(KeySerializer):
    """A new key, with its secret for this once (the view gives it)."""

    secret = serializers.SerializerMethodField(help_text="`Authorization: Api-Key SECRET`. It is shown now and never again")

    class Meta(KeySerializer.Meta):
        fields = [*KeySerializer.Meta.fields, "secret"]
        read_only_fields = fields

    def get_secret(self, _key: ApiKey) -> str:
        return str(self.context["secret"])


class KeyChangeSerializer(StrictSerializer):
    name = NameField()


class KeyCreateSerializer(KeyChangeSerializer):
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=SCOPES), allow_empty=False, max_length=len(SCOPES))
    expires_at = serializers.DateTimeField(
        required=False, help_text="At most 366 days from now; left out: 90 days, or when the key that is used ends"
    )
    service_account = WorkspaceRelatedField(service_account_list, required=False, help_text="For whom; left out: for oneself")

    def validate_scopes(self, values: list[str]) -> frozenset[Capability]:
        return frozenset(Capability(value) for value in values)


class ServiceAccountSerializer(serializers.ModelSerializer[Membership]):
    """A program as a member. `id` is that of its membership."""

    name = serializers.CharField(source="user.name")
    role = serializers.ChoiceField(choices=ROLES)

    class Meta:
        model = Membership
        fields = ["id", "name", "role", "created_at"]
        read_only_fields = fields


class ServiceAccountCreateSerializer(StrictSerializer):
    name = NameField()
    role = serializers.ChoiceField(choices=ROLES)

    def validate_role(self, value: str) -> Role:
        return Role(value)
