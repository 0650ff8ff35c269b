"""Exports: ask for the ledger as a file, see how far it is, fetch it."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.exports import ExportFilter
from finance.models import Export, ExportFormat
from finance.selectors.exports import export_get, export_list
from finance.serializers.exports import ExportCreateSerializer, ExportSerializer, slice_of
from finance.services.exports import export_open, export_request
from finance.views.documents import ISOLATED, AnyFormat
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability

MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.JSON: "application/json",
    ExportFormat.BEANCOUNT: "text/plain; charset=utf-8",
    ExportFormat.HLEDGER: "text/plain; charset=utf-8",
}


class FormatIsAField(DefaultContentNegotiation):
    """`?format=` says of which format the exports are; elsewhere REST framework takes it for the format of the answer."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)  # type: ignore[assignment]  # it reads this one only


@extend_schema_view(
    create=extend_schema(
        summary="Ask for the ledger as a file",
        description="A worker writes it; it can be fetched for seven days.",
        request=ExportCreateSerializer,
        responses={201: ExportSerializer},
    ),
    list=extend_schema(summary="Exports, newest first", responses=ExportSerializer),
    retrieve=extend_schema(summary="How far an export is", responses=ExportSerializer),
    file=extend_schema(summary="The file, once it is ready", responses={(200, "*/*"): OpenApiTypes.BINARY}),
)
class ExportViewSet(WorkspaceViewSet):
    content_negotiation_class = FormatIsAField
    queryset = Export.objects.none()
    filterset_class = ExportFilter
    keyset = "-created_at"
    serializers = {"create": ExportCreateSerializer}
    capabilities = {
        "create": Capability.EXPORT,
        "list": Capability.EXPORT,
        "retrieve": Capability.EXPORT,
        "file": Capability.EXPORT,
    }

    def create(self, _request: Request) -> Response:
        values = self.body()
        made = export_request(actor=self.actor, kind=ExportFormat(values["format"]), part=slice_of(values))
        return Response(ExportSerializer(made).data, status=201)

    def list(self, _request: Request) -> Response:
        return self.answer_list(export_list(), ExportSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return Response(ExportSerializer(export_get(uuid_or_404(pk))).data)

    @action(detail=True, content_negotiation_class=AnyFormat)
    def file(self, _request: Request, pk: str) -> StreamingHttpResponse:
        export = export_get(uuid_or_404(pk))
        file = export_open(actor=self.actor, export=export)
        disposition = str(content_disposition_header(as_attachment=True, filename=file.filename))
        headers = {"Content-Disposition": disposition, "Content-Length": str(file.size_bytes), **ISOLATED}
        return StreamingHttpResponse(
            file.pieces,
            content_type=MEDIA_TYPES[ExportFormat(export.format)],
            headers={"X-Content-Type-Options": "nosniff", **headers},
        )
