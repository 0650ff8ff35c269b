"""What one file may be, as the REST face tells it before anything is sent."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from finance.services.file_limits import file_limits, media_types_read
from services.reading.media_types import EXTENSIONS

NUMBERS = ("file_bytes", "pages", "scanned_pages", "image_pixels", "unpacked_bytes", "archive_members", "attachments")


class DocumentLimitsSerializer(serializers.Serializer[Any]):
    file_bytes = serializers.IntegerField(help_text="A larger file is refused by 413 while it is sent")
    pages = serializers.IntegerField()
    scanned_pages = serializers.IntegerField(help_text="Further pages of a scan are kept, and not recognised")
    image_pixels = serializers.IntegerField(help_text="Of one picture: width times height")
    unpacked_bytes = serializers.IntegerField(help_text="Of all that is packed in one file")
    archive_members = serializers.IntegerField(help_text="Files packed in one file")
    attachments = serializers.IntegerField(help_text="Files that are taken out of a mail or a portfolio")
    media_types = serializers.ListField(child=serializers.CharField())
    extensions = serializers.ListField(child=serializers.CharField(), help_text="Endings of names that such files have")


def limits_told() -> dict[str, Any]:
    """The limits in force, and the types that this instance reads."""
    limits, read = file_limits(), media_types_read()
    extensions = sorted(ending for ending, media_type in EXTENSIONS.items() if media_type in read)
    return {**{name: getattr(limits, name) for name in NUMBERS}, "media_types": sorted(read), "extensions": extensions}
