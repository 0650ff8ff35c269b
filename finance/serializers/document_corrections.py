"""What people may say to correct a document: its fields, its kind, its direction."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from finance.serializers.document_parts import BoxField
from finance.serializers.documents import KINDS
from finance.serializers.values import TextField, VersionField
from finance.services.document_classifying import DIRECTIONS
from users.tenancy.serializers import StrictSerializer

WAYS_SAID = [(way.value, way.value) for way in DIRECTIONS]


class ConfirmSerializer(StrictSerializer):
    version = VersionField(required=False, help_text="The version that was looked at; or send it as If-Match")


class FieldCorrectionSerializer(ConfirmSerializer):
    """A value, a place on a page, or both: then the place has to say the value."""

    value = TextField(max_length=500, trim_whitespace=True, required=False)
    page = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1, help_text="Of the box; counts from 1")
    box = BoxField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("page" in attrs) != ("box" in attrs):
            missing = "box" if "page" in attrs else "page"
            raise serializers.ValidationError({missing: ["Page and box go together."]})
        if "value" not in attrs and "box" not in attrs:
            raise serializers.ValidationError({"value": ["Give a value, or a page and a box on it."]})
        return attrs


class ClassificationSerializer(ConfirmSerializer):
    """What a person says that a document is, and which way it went: one of them, or both."""

    kind = serializers.ChoiceField(choices=KINDS, required=False)
    direction = serializers.ChoiceField(choices=WAYS_SAID, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "kind" not in attrs and "direction" not in attrs:
            raise serializers.ValidationError({"kind": ["Say what kind of document it is, or which way it went."]})
        return attrs
