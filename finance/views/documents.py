"""Documents: send, look at, correct the course of, and put away."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from finance.errors import AlreadyReceivedError
from finance.filters.documents import DocumentFilter
from finance.models import Channel, Document
from finance.permissions import document_is_visible, document_visible, documents_visible
from finance.selectors.document_parts import document_detail, document_summaries
from finance.serializers.document_corrections import ClassificationSerializer, ConfirmSerializer
from finance.serializers.document_limits import DocumentLimitsSerializer, limits_told
from finance.serializers.document_passwords import UnlockSerializer
from finance.serializers.documents import (
    BatchSerializer,
    DocumentSerializer,
    DocumentSummarySerializer,
    ReceivedDocumentSerializer,
    received_told,
)
from finance.services.document_classifying import document_classify
from finance.services.document_download import document_content
from finance.services.document_passwords import document_unlock
from finance.services.documents import (
    Received,
    document_confirm,
    document_purge,
    document_receive,
    document_reprocess,
    document_restore,
    document_trash,
)
from finance.views.history import HistoryViewSet
from finance.views.uploads import BatchUploadParser, Upload, UploadParser, upload_of, uploads_of
from services.types import Direction, DocumentKind
from users.limits.throttles import upload_counted
from users.tenancy.versions import IF_MATCH, expected_version, version_tag, wished_version
from users.tenancy.views import uuid_or_404
from users.workspaces.roles import Capability
from utils.errors import QuittanceError
from utils.problems import problem_of_error

# What a browser may do with a stranger's file: nothing.
ISOLATED = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}
FILE_FORM = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
FILES_FORM = {
    "type": "object",
    "required": ["files"],
    "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": 100}},
}


class AnyFormat(BaseContentNegotiation):
    """For answers that are a file: it comes as it is, whatever the client would like."""

    def select_parser(self, _request: Any, parsers: Any) -> Any:
        return next(iter(parsers), None)

    def select_renderer(self, _request: Any, renderers: Any, _format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


@extend_schema_view(
    create=extend_schema(
        summary="Send one file",
        request={"multipart/form-data": FILE_FORM},
        responses={
            201: ReceivedDocumentSerializer,
            200: OpenApiResponse(ReceivedDocumentSerializer, "The same bytes were sent before"),
        },
    ),
    batch=extend_schema(
        summary="Send many files",
        description="Each file has its own result; a bad one takes nothing from the good ones. 200 MB in all.",
        request={"multipart/form-data": FILES_FORM},
        responses=BatchSerializer,
    ),
    list=extend_schema(summary="Documents, newest first", responses=DocumentSummarySerializer),
    retrieve=extend_schema(summary="A document with fields, evidence and findings", responses=DocumentSerializer),
    partial_update=extend_schema(
        summary="Say what it is, and which way it went",
        description=(
            "The word of a person stands above what was read, also when it is read again. What was filed as something that is "
            "never booked waits for its confirmation again. Reprocess it to have it read as the kind that it is."
        ),
        parameters=[IF_MATCH],
        request=ClassificationSerializer,
        responses=DocumentSerializer,
    ),
    destroy=extend_schema(summary="Into the trash", parameters=[IF_MATCH], responses={200: DocumentSerializer}),
    restore=extend_schema(summary="Out of the trash", parameters=[IF_MATCH], request=None, responses=DocumentSerializer),
    purge=extend_schema(
        summary="Delete for ever what lies in the trash", parameters=[IF_MATCH], request=None, responses={204: None}
    ),
    reprocess=extend_schema(summary="Read and extract again", parameters=[IF_MATCH], request=None, responses=DocumentSerializer),
    password=extend_schema(
        summary="The password of a locked file: try it, and read the file with it",
        description="It is kept sealed, and tried on later locked files. A wrong one: 422 `bad_password`; tries are limited.",
        parameters=[IF_MATCH],
        request=UnlockSerializer,
        responses=DocumentSerializer,
    ),
    limits=extend_schema(summary="What a file may be", responses=DocumentLimitsSerializer),
    confirm=extend_schema(
        summary="Its values are right: book it", parameters=[IF_MATCH], request=ConfirmSerializer, responses=DocumentSerializer
    ),
    file=extend_schema(summary="The file as it was sent, in its own type", responses={(200, "*/*"): OpenApiTypes.BINARY}),
)
class DocumentViewSet(HistoryViewSet):
    """Receipts, invoices and other papers, from the upload to the ledger."""

    queryset = Document.objects.none()
    filterset_class = DocumentFilter
    keyset = "-received_at"
    sorts = {"received": "received_at", "filename": "filename", "kind": "kind", "state": "state"}
    uploading = frozenset({"create", "batch"})
    # Bytes are stored without a transaction (the same ones are the same document), a password is tried without one.
    effects_outside = uploading | {"password"}
    versioned = frozenset({"partial_update", "destroy", "restore", "purge", "reprocess", "password", "confirm"})
    serializers = {"partial_update": ClassificationSerializer, "confirm": ConfirmSerializer, "password": UnlockSerializer}
    capabilities = {
        "create": Capability.DOCUMENT_UPLOAD,
        "batch": Capability.DOCUMENT_UPLOAD,
        "list": Capability.DOCUMENT_READ_OWN,
        "retrieve": Capability.DOCUMENT_READ_OWN,
        "history": Capability.DOCUMENT_READ_OWN,
        "file": Capability.DOCUMENT_READ_OWN,
        "partial_update": Capability.DOCUMENT_EDIT,
        "destroy": Capability.DOCUMENT_EDIT,
        "restore": Capability.DOCUMENT_EDIT,
        "reprocess": Capability.DOCUMENT_EDIT,
        "confirm": Capability.DOCUMENT_EDIT,
        "password": Capability.DOCUMENT_EDIT,
        "limits": Capability.DOCUMENT_READ_OWN,
        "purge": Capability.DOCUMENT_PURGE,
    }

    def get_parsers(self) -> list[Any]:
        """Uploads are forms; the other bodies are JSON. (DRF asks before it names the action.)"""
        method = str(self.request.method).lower() if self.request else ""
        return [UploadParser()] if self.action_map.get(method) == "create" else super().get_parsers()

    def create(self, request: Request) -> Response:
        received = self._receive(upload_of(request, "file"))
        told = received_told(received)
        headers = {"Location": told["url"], **version_tag(received.document.version)}
        return Response(told, status=201 if received.is_new else 200, headers=headers)

    @action(detail=False, methods=["post"], parser_classes=[BatchUploadParser])
    def batch(self, request: Request) -> Response:
        return Response({"results": [self._entry(upload) for upload in uploads_of(request, "files")]})

    def list(self, request: Request) -> Response:
        rows = document_summaries(in_trash=request.query_params.get("trashed") == "true")
        return self.answer_list(documents_visible(self.actor, rows), DocumentSummarySerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(self._document(pk).id)

    def partial_update(self, request: Request, pk: str) -> Response:
        document, values = self._document(pk), self.body()
        version = expected_version(request, values)
        said = {"kind": _one_of(DocumentKind, values.get("kind")), "direction": _one_of(Direction, values.get("direction"))}
        document_classify(actor=self.actor, document=document, expected_version=version, **said)
        return self._answer(document.id)

    def destroy(self, request: Request, pk: str) -> Response:
        document, version = self._document(pk), wished_version(request)
        document_trash(actor=self.actor, document=document, expected_version=version, now=timezone.now())
        return self._answer(document.id)

    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        document, version = self._document(pk), wished_version(request)
        return self._answer(document_restore(actor=self.actor, document=document, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def purge(self, request: Request, pk: str) -> Response:
        document, version = self._document(pk), wished_version(request)
        document_purge(actor=self.actor, document=document, expected_version=version, now=timezone.now())
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def reprocess(self, request: Request, pk: str) -> Response:
        document, version = self._document(pk), wished_version(request)
        return self._answer(document_reprocess(actor=self.actor, document=document, expected_version=version).id)

    @action(detail=True, methods=["post"])
    def password(self, request: Request, pk: str) -> Response:
        document, values = self._document(pk), self.body()
        version = wished_version(request, values)
        return self._answer(document_unlock(actor=self.actor, document=document, expected_version=version, **values).id)

    @action(detail=False)
    def limits(self, _request: Request) -> Response:
        return Response(limits_told())

    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        document = self._document(pk)
        version = expected_version(request, self.body())
        document_confirm(actor=self.actor, document=document, expected_version=version, now=timezone.now())
        return self._answer(document.id)

    @action(detail=True, content_negotiation_class=AnyFormat)
    def file(self, _request: Request, pk: str) -> HttpResponse:
        document = self._document(pk)
        disposition = content_disposition_header(as_attachment=True, filename=document.filename)
        return HttpResponse(
            document_content(actor=self.actor, document=document),
            content_type=document.blob.media_type,
            headers={"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", **ISOLATED},
        )

    def answer_is_final(self, response: HttpResponseBase) -> bool:
        """Of many files, those that were refused may be sent again with the same key."""
        entries = response.data.get("results", ()) if isinstance(response, Response) and response.data else ()
        return super().answer_is_final(response) and all(entry["status"] < 400 for entry in entries)

    def history_of(self, pk: str) -> Document:
        return self._document(pk)

    def _document(self, pk: str) -> Document:
        return document_visible(self.actor, uuid_or_404(pk))

    def _answer(self, document_id: UUID) -> Response:
        document = document_detail(document_id)
        told = DocumentSerializer(document, context={"reads_all": self.actor.can(Capability.DOCUMENT_READ)}).data
        return Response(told, headers=version_tag(document.version))

    def _receive(self, upload: Upload) -> Received:
        upload_counted(self.request)
        received = document_receive(actor=self.actor, content=upload.content, filename=upload.filename, channel=Channel.API)
        if not document_is_visible(self.actor, received.document):
            raise AlreadyReceivedError("Somebody of this workspace sent these very bytes before. There is nothing to do.")
        return received

    def _entry(self, upload: Upload) -> dict[str, Any]:
        entry: dict[str, Any] = {"filename": upload.filename, "document": None, "problem": None}
        try:
            received = self._receive(upload)
        except QuittanceError as error:
            return {**entry, "status": error.status, "problem": problem_of_error(error)}
        told = received_told(received)
        return {**entry, "status": 201 if received.is_new else 200, "document": told}


def _one_of(kind: type[StrEnum], value: str | None) -> Any:
    return None if value is None else kind(value)
