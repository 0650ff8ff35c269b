"""Comments and questions: as shown, and as they may be made."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import COMMENT_MAX, Comment, CommentKind
from finance.serializers.values import TextField, VersionField
from users.models import User
from users.tenancy.serializers import StrictSerializer


class SpeakerSerializer(serializers.Serializer[User]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """`context`: `reader` (the id of who reads, or None) and `are_named` (whether the reader knows the members)."""

    transaction = serializers.UUIDField(source="transaction_id", allow_null=True)
    document = serializers.UUIDField(source="document_id", allow_null=True)
    kind = serializers.ChoiceField(choices=CommentKind.choices)
    author = serializers.SerializerMethodField(help_text="Null for who may not read the members")
    is_mine = serializers.SerializerMethodField(help_text="Whether the reader may change and withdraw it")
    resolved_by = serializers.SerializerMethodField()

    class Meta:
        model = Comment
        fields = [
            "id",
            "transaction",
            "document",
            "kind",
            "text",
            "author",
            "is_mine",
            "created_at",
            "edited_at",
            "resolved_at",
            "resolved_by",
            "version",
        ]
        read_only_fields = fields

    @extend_schema_field(SpeakerSerializer(allow_null=True))
    def get_author(self, comment: Comment) -> dict[str, Any] | None:
        return self._told(comment.author)

    @extend_schema_field(SpeakerSerializer(allow_null=True))
    def get_resolved_by(self, comment: Comment) -> dict[str, Any] | None:
        return self._told(comment.resolved_by)

    def get_is_mine(self, comment: Comment) -> bool:
        reader: UUID | None = self.context["reader"]
        return reader is not None and comment.author_id == reader

    def _told(self, user: User | None) -> dict[str, Any] | None:
        return dict(SpeakerSerializer(user).data) if user is not None and self.context["are_named"] else None


class CommentCreateSerializer(StrictSerializer):
    kind = serializers.ChoiceField(choices=CommentKind.choices, default=CommentKind.COMMENT.value)
    text = TextField(max_length=COMMENT_MAX)


class CommentChangeSerializer(StrictSerializer):
    text = TextField(max_length=COMMENT_MAX)
    version = VersionField(required=False, help_text="The version that was looked at; or send it as If-Match")
