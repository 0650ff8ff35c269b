"""The parts of a document: pages, fields with their evidence, lines, findings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Document, DocumentAttachment, DocumentPage, ExtractedField, Finding, LineItem, Origin
from finance.selectors.document_history import earlier_of
from finance.serializers.values import AmountField
from services.parsers.remedies import remedy_of
from services.types import Box

BOX_SCHEMA = {
    "type": "array",
    "items": {"type": "number", "minimum": 0, "maximum": 1},
    "minItems": 4,
    "maxItems": 4,
    "description": "Left, top, right, bottom as shares of the upright page",
}


class BoxField(serializers.Field[Any, Any, Any, Any]):
    """Left, top, right, bottom as shares (0 to 1) of the upright page's width and height."""

    default_error_messages = {
        "invalid_box": "Give left, top, right, bottom as four numbers from 0 to 1: shares of the page, left before right."
    }

    def to_internal_value(self, data: Any) -> Box:
        if not isinstance(data, list) or len(data) != len(Box._fields) or not all(_is_share(side) for side in data):
            self.fail("invalid_box")
        box = Box(*(float(side) for side in data))
        if box.x0 >= box.x1 or box.y0 >= box.y1:
            self.fail("invalid_box")
        return box

    def to_representation(self, value: list[Decimal]) -> list[float]:
        return [float(edge) for edge in value]


extend_schema_field(BOX_SCHEMA)(BoxField)


def _is_share(side: object) -> bool:
    return isinstance(side, int | float) and not isinstance(side, bool) and 0 <= side <= 1


class PageSerializer(serializers.ModelSerializer[DocumentPage]):
    width = serializers.FloatField()
    height = serializers.FloatField()
    preview = serializers.SerializerMethodField(help_text="Where its picture is (WebP), once there is one")

    class Meta:
        model = DocumentPage
        fields = ["number", "width", "height", "unit", "source", "rotation", "preview"]
        read_only_fields = fields

    @extend_schema_field({"type": "string", "nullable": True})
    def get_preview(self, page: DocumentPage) -> str | None:
        if not page.preview_name:
            return None
        return reverse("document-page-preview", args=[page.document_id, page.number])


class WordSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    box = BoxField()
    line = serializers.IntegerField(help_text="Counts from 0, in reading order")
    confidence = serializers.FloatField()


class PageWordsSerializer(PageSerializer):
    words = serializers.SerializerMethodField()

    class Meta(PageSerializer.Meta):
        fields = [*PageSerializer.Meta.fields, "words"]
        read_only_fields = fields

    @extend_schema_field(WordSerializer(many=True))
    def get_words(self, page: DocumentPage) -> list[dict[str, Any]]:
        return [{"text": text, "box": box, "line": line, "confidence": confidence} for text, *box, line, confidence in page.words]


class EvidenceSerializer(serializers.Serializer[ExtractedField]):
    """Where a value stands on the document, and the words there, verbatim."""

    page = serializers.IntegerField()
    box = BoxField()
    text = serializers.CharField(source="evidence_text")
    source = serializers.CharField(source="evidence_source")  # type: ignore[assignment]  # DRF's attribute
    path = serializers.CharField(source="evidence_path", help_text="XPath of a value of an e-invoice, else empty")


class FieldSerializer(serializers.ModelSerializer[ExtractedField]):
    """One value. `printed` is verbatim, `value` in its normal form; without evidence it is a person's word or in doubt."""

    origin = serializers.ChoiceField(choices=Origin.choices)
    confidence = serializers.FloatField(allow_null=True)
    confirmed_by = serializers.ListField(child=serializers.CharField())
    evidence = serializers.SerializerMethodField()

    class Meta:
        model = ExtractedField
        fields = [
            "name",
            "value",
            "printed",
            "origin",
            "source",
            "doubtful",
            "confidence",
            "confirmed_by",
            "evidence",
            "updated_at",
        ]
        read_only_fields = fields

    @extend_schema_field(EvidenceSerializer(allow_null=True))
    def get_evidence(self, field: ExtractedField) -> dict[str, Any] | None:
        if field.page is None or field.box is None:
            return None
        return dict(EvidenceSerializer(field).data)


class EarlierFieldSerializer(serializers.Serializer[Any]):
    """What a field said before, and who said it."""

    value = serializers.CharField()
    printed = serializers.CharField()
    origin = serializers.ChoiceField(choices=Origin.choices)
    source = serializers.CharField()  # type: ignore[assignment]  # DRF's attribute
    confidence = serializers.FloatField(allow_null=True)
    page = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField(help_text="When it was said first")


class FieldDetailSerializer(FieldSerializer):
    """One field alone: with what was said of it before, by machines and people."""

    earlier = serializers.SerializerMethodField(help_text="Other values that it had, the newest first")

    class Meta(FieldSerializer.Meta):
        fields = [*FieldSerializer.Meta.fields, "earlier"]
        read_only_fields = fields

    @extend_schema_field(EarlierFieldSerializer(many=True))
    def get_earlier(self, field: ExtractedField) -> list[dict[str, Any]]:
        return list(EarlierFieldSerializer(earlier_of(field), many=True).data)


class LineSerializer(serializers.ModelSerializer[LineItem]):
    """One bought thing, as printed; what is not printed is null."""

    quantity = AmountField(allow_null=True, digits=0)
    unit_price = AmountField(allow_null=True)
    discount = AmountField(allow_null=True)
    tax_rate = AmountField(allow_null=True, digits=0)
    amount = AmountField(allow_null=True)
    box = BoxField(allow_null=True)

    class Meta:
        model = LineItem
        fields = [
            "position",
            "description",
            "quantity",
            "unit",
            "unit_price",
            "discount",
            "tax_rate",
            "tax_mark",
            "amount",
            "page",
            "box",
        ]
        read_only_fields = fields


class DocumentRefusalSerializer(serializers.Serializer[Any]):
    """Why no document was made of a file inside the file."""

    code = serializers.CharField()
    detail = serializers.CharField()


class AttachmentSerializer(serializers.ModelSerializer[DocumentAttachment]):
    """A file inside the file: an enclosure of a mail, a part of a portfolio, something that a PDF carries along."""

    media_type = serializers.CharField(help_text="What its bytes are, whatever it claims; empty where that is not known")
    document = serializers.SerializerMethodField(help_text="The document that was made of it, or that these bytes made before")
    refusal = serializers.SerializerMethodField(help_text="Why none was made; null where none was wanted")

    class Meta:
        model = DocumentAttachment
        fields = ["number", "name", "media_type", "size_bytes", "document", "refusal"]
        read_only_fields = fields

    @extend_schema_field({"type": "string", "nullable": True})
    def get_document(self, attachment: DocumentAttachment) -> str | None:
        child = attachment.child
        return neighbour_url(child, of=attachment.document, reads_all=self.context["reads_all"]) if child else None

    @extend_schema_field(DocumentRefusalSerializer(allow_null=True))
    def get_refusal(self, attachment: DocumentAttachment) -> dict[str, str] | None:
        if not attachment.refused_code:
            return None
        return {"code": attachment.refused_code, "detail": attachment.refused_detail}


def neighbour_url(document: Document, *, of: Document, reads_all: bool) -> str | None:
    """Where a document is; None for who may see their own only, if another person sent it."""
    if not reads_all and document.uploaded_by_id != of.uploaded_by_id:
        return None
    return reverse("document-detail", args=[document.id])


class FindingSerializer(serializers.ModelSerializer[Finding]):
    """What was noticed, which fields it puts in doubt, and what a person can do."""

    remedy = serializers.SerializerMethodField(help_text="What can be done about it, in words")

    class Meta:
        model = Finding
        fields = ["code", "severity", "message", "remedy", "fields", "created_at"]
        read_only_fields = fields

    def get_remedy(self, finding: Finding) -> str:
        return remedy_of(finding.code)
