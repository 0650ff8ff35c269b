"""The e-invoice of a document: its terms, and as a page for people."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import DocumentReading
from finance.selectors.document_einvoice import einvoice_get
from finance.serializers.document_einvoice import EInvoiceSerializer, einvoice_told
from finance.services.document_einvoice import HTML_POLICY, einvoice_html
from finance.views.document_parts import DOCUMENT_ID, DocumentPartViewSet
from finance.views.documents import ISOLATED, AnyFormat
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(
        summary="Its e-invoice",
        description="The business terms of EN 16931 as its XML has them, each with its XPath and its place on a page.",
        parameters=[DOCUMENT_ID],
        responses=EInvoiceSerializer,
        filters=False,
    ),
    html=extend_schema(
        summary="Its e-invoice as a page",
        description="Made from the XML. It runs nothing and loads nothing.",
        parameters=[DOCUMENT_ID],
        responses={(200, "text/html"): OpenApiTypes.BINARY},
        filters=False,
    ),
)
class EInvoiceViewSet(DocumentPartViewSet):
    queryset = DocumentReading.objects.none()
    capabilities = {"list": Capability.DOCUMENT_READ_OWN, "html": Capability.DOCUMENT_READ_OWN}

    def list(self, _request: Request, **_path: str) -> Response:
        return Response(einvoice_told(einvoice_get(self.document())))

    @action(detail=False, content_negotiation_class=AnyFormat)
    def html(self, _request: Request, **_path: str) -> HttpResponse:
        headers = {**ISOLATED, "Content-Security-Policy": HTML_POLICY, "X-Content-Type-Options": "nosniff"}
        page = einvoice_html(einvoice_get(self.document()))
        return HttpResponse(page, content_type="text/html; charset=utf-8", headers=headers)
