"""Projects, tags and other names of vendors."""

from __future__ import annotations

from rest_framework import serializers

from finance.models import Project, Tag, VendorAlias
from finance.serializers.values import TextField
from users.tenancy.serializers import StrictSerializer


class ProjectSerializer(serializers.ModelSerializer[Project]):
    class Meta:
        model = Project
        fields = ["id", "name", "archived_at", "created_at", "version"]
        read_only_fields = fields


class TagSerializer(serializers.ModelSerializer[Tag]):
    class Meta:
        model = Tag
        fields = ["id", "name", "created_at", "version"]
        read_only_fields = fields


class AliasSerializer(serializers.ModelSerializer[VendorAlias]):
    class Meta:
        model = VendorAlias
        fields = ["id", "name"]
        read_only_fields = fields


class NameSerializer(StrictSerializer):
    """Of a project, or of a vendor besides."""

    name = TextField(max_length=200)


class TagNameSerializer(StrictSerializer):
    name = TextField(max_length=60)
