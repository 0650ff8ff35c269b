"""The tables of a document, and each as a file for a spreadsheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import DocumentTable
from finance.selectors.document_tables import table_get, table_list
from finance.serializers.document_tables import (
    TableFileWishSerializer,
    TableRowsSerializer,
    TableRowsWishSerializer,
    TableSerializer,
)
from finance.services.document_tables import MEDIA_TYPES, TableFormat, table_file
from finance.views.document_parts import DOCUMENT_ID, NUMBER, DocumentPartViewSet
from finance.views.documents import ISOLATED, AnyFormat
from finance.views.exports import FormatIsAField
from finance.views.rates import AskingViewSet
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(
        summary="Tables",
        description="Of its pages, its sheets or its text. What was too long or too many to be kept is told by a finding.",
        parameters=[DOCUMENT_ID],
        responses=TableSerializer(many=True),
    ),
    retrieve=extend_schema(
        summary="A table with its cells",
        description="At most 1,000 rows at a time; `next` leads on.",
        parameters=[DOCUMENT_ID, NUMBER, TableRowsWishSerializer],
        responses=TableRowsSerializer,
    ),
    file=extend_schema(
        summary="A table as CSV or XLSX",
        description="All its rows. No cell can become a formula; an amount that can be read in one way only is a number.",
        parameters=[DOCUMENT_ID, NUMBER, TableFileWishSerializer],
        responses={(200, "*/*"): OpenApiTypes.BINARY},
    ),
)
class TableViewSet(DocumentPartViewSet, AskingViewSet):
    content_negotiation_class = FormatIsAField
    queryset = DocumentTable.objects.none()
    lookup_field = "number"
    lookup_value_regex = "[0-9]{1,6}"
    asked = {"retrieve": TableRowsWishSerializer, "file": TableFileWishSerializer}
    capabilities = {
        "list": Capability.DOCUMENT_READ_OWN,
        "retrieve": Capability.DOCUMENT_READ_OWN,
        "file": Capability.DOCUMENT_READ_OWN,
    }

    def list(self, _request: Request, **_path: str) -> Response:
        return Response(TableSerializer(table_list(self.document()), many=True).data)

    def retrieve(self, request: Request, number: str, **_path: str) -> Response:
        wish = self.question(request).validated_data
        return Response(TableRowsSerializer(table_get(self.document(), int(number)), context=wish).data)

    @action(detail=True, content_negotiation_class=AnyFormat)
    def file(self, request: Request, number: str, **_path: str) -> HttpResponse:
        form = TableFormat(self.question(request).validated_data["format"])
        table = table_get(self.document(), int(number))
        named = {"Content-Disposition": str(content_disposition_header(as_attachment=True, filename=table_filename(table, form)))}
        content = table_file(actor=self.actor, table=table, form=form)
        return HttpResponse(
            content, content_type=MEDIA_TYPES[form], headers={**named, "X-Content-Type-Options": "nosniff", **ISOLATED}
        )


def table_filename(table: DocumentTable, form: TableFormat) -> str:
    """How a table is called among the files of whoever fetches it."""
    return f"table-{table.number}.{form.value}"
