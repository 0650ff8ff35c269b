"""Reports: what the ledger adds up to."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import MonthlySum
from finance.selectors.reports.report import report_get
from finance.selectors.reports.wishes import ReportName, Wish
from finance.serializers.reports import ReportSerializer, ReportWishSerializer
from finance.services.reports import SheetType, report_export
from finance.views.documents import ISOLATED, AnyFormat
from users.tenancy.views import WorkspaceViewSet
from users.workspaces.roles import Capability
from utils.errors import NotFoundError

NAME = OpenApiParameter(
    "name", OpenApiTypes.STR, OpenApiParameter.PATH, enum=[name.value for name in ReportName], description="Which report"
)


@extend_schema_view(
    retrieve=extend_schema(
        summary="A report by month, quarter or year",
        description="Totals per currency and in the base currency; what has no base amount stands apart. Every number has the "
        "path of the transactions behind it. As `csv` or `xlsx` it needs the right to export.",
        parameters=[NAME, ReportWishSerializer],
        responses={
            200: ReportSerializer,
            (200, "text/csv"): OpenApiTypes.BINARY,
            (200, SheetType.XLSX.media_type): OpenApiTypes.BINARY,
        },
        filters=False,
    )
)
class ReportViewSet(WorkspaceViewSet):
    queryset = MonthlySum.objects.none()
    lookup_field = "name"
    content_negotiation_class = AnyFormat
    capabilities = {"retrieve": Capability.LEDGER_READ}
    serializers = {"retrieve": ReportWishSerializer}

    def query_parameters(self) -> frozenset[str]:
        return frozenset(ReportWishSerializer().fields)

    def retrieve(self, request: Request, name: str) -> HttpResponseBase:
        report = _report_or_404(name)
        asked = ReportWishSerializer(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        if asked.validated_data["as"] != "json":
            return self._file(report, asked.wish(), SheetType(asked.validated_data["as"]))
        return Response(ReportSerializer(report_get(report, asked.wish())).data)

    def _file(self, report: ReportName, wish: Wish, sheet_type: SheetType) -> HttpResponse:
        content = report_export(actor=self.actor, name=report, wish=wish, sheet_type=sheet_type)
        filename = f"{report.value} {wish.span.first} {wish.span.last}.{sheet_type.value}"
        named = {"Content-Disposition": str(content_disposition_header(as_attachment=True, filename=filename))}
        return HttpResponse(
            content, content_type=sheet_type.media_type, headers={**named, "X-Content-Type-Options": "nosniff", **ISOLATED}
        )


def _report_or_404(name: str) -> ReportName:
    try:
        return ReportName(name)
    except ValueError as error:
        raise NotFoundError(f"There is no such report. There are {', '.join(ReportName)}.") from error
