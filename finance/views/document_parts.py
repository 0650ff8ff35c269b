"""Below one document: its pages, fields, lines and findings."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import Document, DocumentAttachment, DocumentPage, ExtractedField, Finding, LineItem
from finance.permissions import document_visible
from finance.selectors.document_parts import (
    attachment_list,
    document_find,
    field_get,
    field_list,
    finding_list,
    line_list,
    page_get,
    page_list,
)
from finance.serializers.document_corrections import FieldCorrectionSerializer
from finance.serializers.document_parts import (
    AttachmentSerializer,
    FieldDetailSerializer,
    FieldSerializer,
    FindingSerializer,
    LineSerializer,
    PageSerializer,
    PageWordsSerializer,
)
from finance.services.document_download import page_picture
from finance.services.document_fields import field_correct
from finance.services.document_places import Place
from finance.views.documents import ISOLATED, AnyFormat
from services.types import FieldName
from users.tenancy.versions import IF_MATCH, expected_version, version_tag
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability
from utils.errors import NotFoundError

DOCUMENT_ID = OpenApiParameter("document_pk", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Id of the document")
NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH, description="Counts from 1")
NAME = OpenApiParameter(
    "name", str, OpenApiParameter.PATH, enum=[name.value for name in FieldName], description="Name of the field"
)


class DocumentPartViewSet(WorkspaceViewSet):
    """A part of the document that the path names."""

    pagination_class = None
    capabilities = {
        "list": Capability.DOCUMENT_READ_OWN,
        "retrieve": Capability.DOCUMENT_READ_OWN,
        "preview": Capability.DOCUMENT_READ_OWN,
        "partial_update": Capability.DOCUMENT_EDIT,
    }

    def document(self) -> Document:
        return document_visible(self.actor, uuid_or_404(self.kwargs["document_pk"]))


@extend_schema_view(
    list=extend_schema(summary="Pages", parameters=[DOCUMENT_ID], responses=PageSerializer(many=True)),
    retrieve=extend_schema(
        summary="A page with its words and their boxes", parameters=[DOCUMENT_ID, NUMBER], responses=PageWordsSerializer
    ),
    preview=extend_schema(
        summary="The picture of a page",
        parameters=[DOCUMENT_ID, NUMBER],
        responses={(200, "image/webp"): OpenApiTypes.BINARY},
    ),
)
class PageViewSet(DocumentPartViewSet):
    queryset = DocumentPage.objects.none()
    lookup_field = "number"
    lookup_value_regex = "[0-9]{1,6}"

    def list(self, _request: Request, **_path: str) -> Response:
        return Response(PageSerializer(page_list(self.document()), many=True).data)

    def retrieve(self, _request: Request, number: str, **_path: str) -> Response:
        return Response(PageWordsSerializer(page_get(self.document(), int(number))).data)

    @action(detail=True, content_negotiation_class=AnyFormat)
    def preview(self, _request: Request, number: str, **_path: str) -> HttpResponse:
        picture = page_picture(page_get(self.document(), int(number)))
        named = {"Content-Disposition": f'inline; filename="page-{number}.webp"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(picture, content_type="image/webp", headers={**named, **ISOLATED})


@extend_schema_view(
    list=extend_schema(summary="Fields with their evidence", parameters=[DOCUMENT_ID], responses=FieldSerializer(many=True)),
    retrieve=extend_schema(
        summary="One field, with what was said of it before", parameters=[DOCUMENT_ID, NAME], responses=FieldDetailSerializer
    ),
    partial_update=extend_schema(
        summary="Correct a field by its value, or by a box on a page",
        description=(
            "The word of a person stands above all machines. Amounts as text, dates as 2026-11-21. The words inside a box are "
            "read as the field, and kept as its evidence; 422 `box_without_value` where they are none, or not the value sent "
            "with it. Of a value alone the place is looked up; where it is not printed, the field has no evidence."
        ),
        parameters=[DOCUMENT_ID, NAME, IF_MATCH],
        request=FieldCorrectionSerializer,
        responses=FieldSerializer,
    ),
)
class FieldViewSet(DocumentPartViewSet):
    queryset = ExtractedField.objects.none()
    lookup_field = "name"
    lookup_value_regex = "[a-z0-9_]{1,32}"
    versioned = frozenset({"partial_update"})
    serializers = {"partial_update": FieldCorrectionSerializer}

    def list(self, _request: Request, **_path: str) -> Response:
        return Response(FieldSerializer(field_list(self.document()), many=True).data)

    def retrieve(self, _request: Request, name: str, **_path: str) -> Response:
        document = self.document()
        return Response(FieldDetailSerializer(field_get(document, name)).data, headers=version_tag(document.version))

    def partial_update(self, request: Request, name: str, **_path: str) -> Response:
        document = self.document()
        values = self.body()
        version = expected_version(request, values)
        field = field_correct(
            actor=self.actor,
            document=document,
            expected_version=version,
            name=_field_name(name),
            value=values.get("value"),
            place=Place(values["page"], values["box"]) if "box" in values else None,
        )
        return Response(FieldSerializer(field).data, headers=version_tag(document_find(document.id).version))


@extend_schema_view(list=extend_schema(summary="Lines", parameters=[DOCUMENT_ID], responses=LineSerializer(many=True)))
class LineViewSet(DocumentPartViewSet):
    queryset = LineItem.objects.none()

    def list(self, _request: Request, **_path: str) -> Response:
        return Response(LineSerializer(line_list(self.document()), many=True).data)


@extend_schema_view(
    list=extend_schema(summary="What was noticed", parameters=[DOCUMENT_ID], responses=FindingSerializer(many=True))
)
class FindingViewSet(DocumentPartViewSet):
    queryset = Finding.objects.none()

    def list(self, _request: Request, **_path: str) -> Response:
        return Response(FindingSerializer(finding_list(self.document()), many=True).data)


def _field_name(text: str) -> FieldName:
    try:
        return FieldName(text)
    except ValueError as error:
        raise NotFoundError(f"There is no field of this name. There are: {', '.join(FieldName)}.") from error


@extend_schema_view(
    list=extend_schema(
        summary="Files inside its file, and what became of them",
        parameters=[DOCUMENT_ID],
        responses=AttachmentSerializer(many=True),
    )
)
class AttachmentViewSet(DocumentPartViewSet):
    queryset = DocumentAttachment.objects.none()

    def list(self, _request: Request, **_path: str) -> Response:
        context = {"reads_all": self.actor.can(Capability.DOCUMENT_READ)}
        return Response(AttachmentSerializer(attachment_list(self.document()), many=True, context=context).data)
