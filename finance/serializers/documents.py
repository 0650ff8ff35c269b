"""Documents as the REST face shows them, and what may be said to change them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Document, DocumentReading, DocumentState, OcrPolicyChoice, Origin
from finance.selectors.comments import comment_counts
from finance.selectors.document_parts import HEADLINE
from finance.selectors.documents import next_action
from finance.selectors.duplicates import links_of, marks_of
from finance.serializers.document_parts import (
    AttachmentSerializer,
    FieldSerializer,
    FindingSerializer,
    LineSerializer,
    PageSerializer,
    neighbour_url,
)
from finance.serializers.duplicates import DocumentLinkSerializer, DuplicateSerializer, duplicates_told
from finance.services.documents import Received
from services.types import Direction, DocumentKind

Headline = Mapping[str, str | None]
KINDS = [(kind.value, kind.value) for kind in DocumentKind]
WAYS = [(way.value, way.value) for way in Direction]


class DocumentErrorSerializer(serializers.Serializer[Any]):
    """Why the document stands where it stands, when something went wrong."""

    code = serializers.CharField()
    detail = serializers.CharField()


class DocumentSummarySerializer(serializers.ModelSerializer[Document]):
    """A row of the list."""

    url = serializers.SerializerMethodField(help_text="The document with its fields and findings")
    media_type = serializers.CharField(source="blob.media_type")
    size_bytes = serializers.IntegerField(source="blob.size_bytes")
    sha256 = serializers.CharField(source="blob.sha256")
    state = serializers.ChoiceField(choices=DocumentState.choices)
    next_action = serializers.SerializerMethodField(help_text="What can be done now, in words")
    error = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=KINDS, allow_blank=True)
    direction = serializers.ChoiceField(choices=WAYS, allow_blank=True, help_text="By who sent it; empty before it was extracted")
    headline = serializers.SerializerMethodField(help_text="Vendor, date, total and currency as far as they are known")
    transactions = serializers.SerializerMethodField(help_text="Ids of the transactions that it proves")

    class Meta:
        model = Document
        fields = [
            "id",
            "url",
            "filename",
            "media_type",
            "size_bytes",
            "sha256",
            "channel",
            "uploaded_by",
            "received_at",
            "state",
            "state_since",
            "next_action",
            "error",
            "kind",
            "direction",
            "proven",
            "headline",
            "transactions",
            "confirmed_at",
            "trashed_at",
            "version",
        ]
        read_only_fields = fields

    def get_url(self, document: Document) -> str:
        return document_url(document.id)

    def get_next_action(self, document: Document) -> str:
        return "Restore it, or purge it for ever." if document.trashed_at else next_action(document.state, document.error_code)

    @extend_schema_field(DocumentErrorSerializer(allow_null=True))
    def get_error(self, document: Document) -> dict[str, str] | None:
        if not document.error_code:
            return None
        return {"code": document.error_code, "detail": document.error_detail}

    @extend_schema_field(
        {
            "type": "object",
            "properties": {name.value: {"type": "string", "nullable": True} for name in HEADLINE},
            "required": [name.value for name in HEADLINE],
        }
    )
    def get_headline(self, document: Document) -> Headline:
        known = {field.name: field.value for field in document.fields.all()}
        return {name.value: known.get(name.value) for name in HEADLINE}

    def get_transactions(self, document: Document) -> list[UUID]:
        return [link.transaction_id for link in document.transaction_links.all() if link.transaction.trashed_at is None]


class DocumentSerializer(DocumentSummarySerializer):
    """A document with all that was read from it. `context["reads_all"]`: whether the reader may see documents of others."""

    kind_confidence = serializers.FloatField(allow_null=True)
    kind_origin = serializers.ChoiceField(choices=Origin.choices, help_text="Who says so; a person stands above machines")
    direction_origin = serializers.ChoiceField(choices=Origin.choices)
    pages = PageSerializer(many=True)
    lines = LineSerializer(many=True, source="line_items")
    findings = FindingSerializer(many=True)
    comments = serializers.SerializerMethodField(help_text="How many were made")
    open_questions = serializers.SerializerMethodField(help_text="How many of them are questions that nobody resolved")
    duplicates = serializers.SerializerMethodField(help_text="Pairs that it is in, open or decided")
    parent = serializers.SerializerMethodField(help_text="In whose file it came")  # type: ignore[assignment]  # DRF's attribute
    attachments = serializers.SerializerMethodField(help_text="Files inside its file")
    language = serializers.SerializerMethodField(help_text="ISO 639-1; empty where the words do not tell")
    warnings = serializers.SerializerMethodField(
        help_text="What was noticed while it was read, as codes; findings say it in words"
    )
    ocr_policy = serializers.SerializerMethodField(help_text="How much was done for pages that had to be recognised")
    links = serializers.SerializerMethodField(help_text="Reminders, copies and corrections of it, or what it is one of")

    class Meta(DocumentSummarySerializer.Meta):
        fields = [
            *DocumentSummarySerializer.Meta.fields,
            "kind_confidence",
            "kind_origin",
            "direction_origin",
            "pages",
            "lines",
            "findings",
            "parent",
            "attachments",
            "language",
            "warnings",
            "ocr_policy",
            "comments",
            "open_questions",
            "duplicates",
            "links",
        ]
        read_only_fields = fields

    @extend_schema_field(DuplicateSerializer(many=True))
    def get_duplicates(self, document: Document) -> list[dict[str, Any]]:
        return duplicates_told(marks_of(document)) if self.context["reads_all"] else []

    @extend_schema_field(DocumentLinkSerializer(many=True))
    def get_links(self, document: Document) -> list[dict[str, Any]]:
        links = links_of(document) if self.context["reads_all"] else []
        return [dict(DocumentLinkSerializer(link).data) for link in links]

    @extend_schema_field({"type": "string", "nullable": True})
    def get_parent(self, document: Document) -> str | None:
        parent = document.parent
        return neighbour_url(parent, of=document, reads_all=self.context["reads_all"]) if parent else None

    @extend_schema_field(AttachmentSerializer(many=True))
    def get_attachments(self, document: Document) -> list[dict[str, Any]]:
        return list(AttachmentSerializer(document.attachments.all(), many=True, context=self.context).data)

    def get_language(self, document: Document) -> str:
        reading = _reading(document)
        return reading.language if reading else ""

    def get_warnings(self, document: Document) -> list[str]:
        reading = _reading(document)
        return list(reading.warnings) if reading else []

    @extend_schema_field(serializers.ChoiceField(choices=OcrPolicyChoice.choices, allow_null=True))
    def get_ocr_policy(self, document: Document) -> str | None:
        reading = _reading(document)
        return reading.policy if reading else None

    def get_comments(self, document: Document) -> int:
        return comment_counts(document)[0]

    def get_open_questions(self, document: Document) -> int:
        return comment_counts(document)[1]

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`fields` is a name that serializers keep for themselves, so the document's fields are put in here."""
        found = super().get_fields()
        found["fields"] = FieldSerializer(many=True)
        return found


def _reading(document: Document) -> DocumentReading | None:
    """What reading gave of it; None before it was read."""
    return next(iter(document.readings.all()), None)


class ReceivedDocumentSerializer(DocumentSummarySerializer):
    """The answer to one upload: the document's summary, and whether these bytes were known."""

    is_new = serializers.BooleanField()
    hint = serializers.CharField(help_text="Where the document is, when it is not a new one")
    restore_url = serializers.CharField(allow_null=True, help_text="POST there takes it out of the trash")

    class Meta(DocumentSummarySerializer.Meta):
        fields = [*DocumentSummarySerializer.Meta.fields, "is_new", "hint", "restore_url"]
        read_only_fields = fields


def received_told(received: Received) -> dict[str, Any]:
    """An upload's answer, as ReceivedDocumentSerializer says it."""
    told = DocumentSummarySerializer(received.document).data
    restore_url = f"{told['url']}restore/" if received.is_in_trash else None
    return {**told, "is_new": received.is_new, "hint": _hint(received), "restore_url": restore_url}


def _hint(received: Received) -> str:
    if received.is_in_trash:
        return "These bytes were sent before, and the document lies in the trash. Restore it."
    return "" if received.is_new else "These bytes were sent before: this is the document that they made then."


@extend_schema_field({"$ref": "#/components/schemas/Problem"})
class ProblemField(serializers.JSONField):
    """An error in the one shape (utils/problems.py)."""


class BatchEntrySerializer(serializers.Serializer[Any]):
    """What became of one file of many."""

    filename = serializers.CharField()
    status = serializers.IntegerField(help_text="As an upload of this file alone would have been answered")
    document = ReceivedDocumentSerializer(allow_null=True)
    problem = ProblemField(allow_null=True)


class BatchSerializer(serializers.Serializer[Any]):
    results = BatchEntrySerializer(many=True)


def document_url(document_id: UUID) -> str:
    return reverse("document-detail", args=[document_id])
