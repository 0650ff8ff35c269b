"""The tables of a document: what there is of them, and their cells."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import DocumentTable
from finance.serializers.document_parts import BoxField
from finance.services.document_tables import TableFormat
from services.reading.codec import table_from_json
from services.types import TableOrigin
from users.tenancy.serializers import StrictSerializer

MOST_ROWS = 1000  # of one answer
ORIGINS = [(origin.value, origin.value) for origin in TableOrigin]
FORMATS = [(form.value, form.value) for form in TableFormat]


class TableRowsWishSerializer(StrictSerializer):
    """Which rows of a long table."""

    first_row = serializers.IntegerField(min_value=1, max_value=10_000_000, default=1, help_text="Counts from 1")
    rows = serializers.IntegerField(min_value=1, max_value=MOST_ROWS, default=MOST_ROWS, help_text="At most so many")


class TableFileWishSerializer(StrictSerializer):
    """As which file."""

    format = serializers.ChoiceField(choices=FORMATS, default=TableFormat.CSV.value)


class TableSerializer(serializers.ModelSerializer[DocumentTable]):
    """A table without its cells. Its page is null where it stands on none, as that of a sheet."""

    origin = serializers.ChoiceField(choices=ORIGINS, help_text="How its rows and columns were known")
    url = serializers.SerializerMethodField(help_text="Where its cells are")

    class Meta:
        model = DocumentTable
        fields = ["number", "page", "origin", "title", "is_hidden", "row_count", "column_count", "url"]
        read_only_fields = fields

    def get_url(self, table: DocumentTable) -> str:
        return reverse("document-table-detail", args=[table.document_id, table.number])


class TableCellSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    formula = serializers.CharField(help_text="Behind the value, in a workbook; empty elsewhere")
    box = BoxField(allow_null=True)


class TableRowsSerializer(TableSerializer):
    """A table with its cells, from the row asked for. `next` leads to the rows behind them, null where there are none."""

    box = serializers.SerializerMethodField()
    first_row = serializers.SerializerMethodField()
    rows = serializers.SerializerMethodField()
    next = serializers.SerializerMethodField()

    class Meta(TableSerializer.Meta):
        fields = [*TableSerializer.Meta.fields, "box", "first_row", "rows", "next"]
        read_only_fields = fields

    @extend_schema_field(BoxField(allow_null=True))
    def get_box(self, table: DocumentTable) -> list[float] | None:
        box: list[float] | None = table.content["box"]
        return box

    def get_first_row(self, _table: DocumentTable) -> int:
        return int(self.context["first_row"])

    @extend_schema_field(serializers.ListField(child=TableCellSerializer(many=True)))
    def get_rows(self, table: DocumentTable) -> list[list[dict[str, Any]]]:
        first = self.context["first_row"] - 1
        rows = table_from_json(table.content).rows[first : first + self.context["rows"]]
        return [[{"text": cell.text, "formula": cell.formula, "box": cell.box} for cell in row] for row in rows]

    @extend_schema_field({"type": "string", "nullable": True})
    def get_next(self, table: DocumentTable) -> str | None:
        behind = self.context["first_row"] + self.context["rows"]
        if behind > table.row_count:
            return None
        return f"{self.get_url(table)}?first_row={behind}&rows={self.context['rows']}"
