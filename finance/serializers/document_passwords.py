"""Passwords of locked files: as they are given, and as they are listed, without what they say."""

from __future__ import annotations

from rest_framework import serializers

from finance.models import DocumentPassword
from finance.serializers.document_corrections import ConfirmSerializer
from finance.services.document_passwords import PASSWORD_CHARACTERS
from users.tenancy.serializers import SecretField


class UnlockSerializer(ConfirmSerializer):
    password = SecretField(max_length=PASSWORD_CHARACTERS, help_text="Of the file; to the letter")


class DocumentPasswordSerializer(serializers.ModelSerializer[DocumentPassword]):
    """When it was given, by whom and for what, and how often it opened a file; never the password itself."""

    document = serializers.UUIDField(source="document_id", allow_null=True, help_text="The first document that it opened")
    given_by = serializers.UUIDField(source="given_by_id", allow_null=True)

    class Meta:
        model = DocumentPassword
        fields = ["id", "document", "sender", "given_by", "given_at", "used_at", "uses"]
        read_only_fields = fields
