"""Imports of statements: send a file, look at what would come of its rows, decide, book, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.imports import ImportFilter, ImportMappingFilter, ImportRowFilter
from finance.models import Channel, ImportMapping, ImportRow, StatementImport, Verdict
from finance.selectors.imports import (
    import_get,
    import_list,
    import_mapping_get,
    import_mapping_list,
    import_row_get,
    import_row_list,
)
from finance.serializers.imports import (
    ImportApplySerializer,
    ImportDetailSerializer,
    ImportFormSerializer,
    ImportMappingChangeSerializer,
    ImportMappingSerializer,
    ImportRowDecisionSerializer,
    ImportRowSerializer,
    ImportSerializer,
    ImportUndoSerializer,
)
from finance.services.imports import (
    import_apply,
    import_map,
    import_mapping_forget,
    import_receive,
    import_row_decide,
    import_undo,
)
from finance.views.uploads import UploadParser, form_of, upload_of
from users.limits.throttles import upload_counted
from users.tenancy.versions import IF_MATCH, expected_version, version_tag, wished_version
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability

BESIDE = ("account", "mapping")
FORM = {
    "type": "object",
    "required": ["file", "account"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "CSV, XLSX, or the first generation's JSON list"},
        "account": {"type": "string", "format": "uuid"},
        "mapping": {"type": "string", "description": "A mapping as JSON; without it one is remembered or guessed"},
    },
}
IMPORT_ID = OpenApiParameter("import_pk", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Id of the import")


@extend_schema_view(
    create=extend_schema(
        summary="Send a file to import into an account",
        description="It is read by a worker; nothing is booked before `apply/`. The same file again adds nothing twice.",
        request={"multipart/form-data": FORM},
        responses={201: ImportDetailSerializer},
    ),
    list=extend_schema(summary="Imports, newest first", responses=ImportSerializer),
    retrieve=extend_schema(summary="An import with its progress", responses=ImportDetailSerializer),
    partial_update=extend_schema(
        summary="Say what the columns are: the file is read anew",
        parameters=[IF_MATCH],
        request=ImportMappingChangeSerializer,
        responses=ImportDetailSerializer,
    ),
    apply=extend_schema(
        summary="Book it", parameters=[IF_MATCH], request=ImportApplySerializer, responses=ImportDetailSerializer
    ),
    undo=extend_schema(
        summary="Take away what it booked",
        description="What was changed since stays, and is counted as kept.",
        parameters=[IF_MATCH],
        request=ImportUndoSerializer,
        responses=ImportDetailSerializer,
    ),
)
class ImportViewSet(WorkspaceViewSet):
    queryset = StatementImport.objects.none()
    filterset_class = ImportFilter
    keyset = "-received_at"
    uploading = frozenset({"create"})
    effects_outside = uploading  # bytes are stored without a transaction
    versioned = frozenset({"partial_update", "apply", "undo"})
    serializers = {
        "create": ImportFormSerializer,
        "partial_update": ImportMappingChangeSerializer,
        "apply": ImportApplySerializer,
        "undo": ImportUndoSerializer,
    }
    capabilities = {
        "create": Capability.LEDGER_WRITE,
        "list": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "partial_update": Capability.LEDGER_WRITE,
        "apply": Capability.LEDGER_WRITE,
        "undo": Capability.LEDGER_WRITE,
    }

    def get_parsers(self) -> list[Any]:
        """Uploads are forms; the other bodies are JSON. (DRF asks before it names the action.)"""
        method = str(self.request.method).lower() if self.request else ""
        return [UploadParser()] if self.action_map.get(method) == "create" else super().get_parsers()

    def create(self, request: Request) -> Response:
        upload = upload_of(request, "file", beside=BESIDE)
        form = self.get_serializer(data=form_of(request, BESIDE))
        form.is_valid(raise_exception=True)
        upload_counted(request)
        made = import_receive(
            actor=self.actor, content=upload.content, filename=upload.filename, channel=Channel.API, **form.validated_data
        )
        return self._answer(made.id, status=201)

    def list(self, _request: Request) -> Response:
        return self.answer_list(import_list(), ImportSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(uuid_or_404(pk))

    def partial_update(self, request: Request, pk: str) -> Response:
        statement, values = import_get(uuid_or_404(pk)), self.body()
        version = expected_version(request, values)
        import_map(actor=self.actor, statement=statement, mapping=values["mapping"], expected_version=version)
        return self._answer(statement.id)

    @action(detail=True, methods=["post"])
    def apply(self, request: Request, pk: str) -> Response:
        statement, values = import_get(uuid_or_404(pk)), self.body()
        version = wished_version(request, values)
        import_apply(actor=self.actor, statement=statement, expected_version=version, **values)
        return self._answer(statement.id)

    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        statement, values = import_get(uuid_or_404(pk)), self.body()
        import_undo(actor=self.actor, statement=statement, expected_version=wished_version(request, values))
        return self._answer(statement.id)

    def _answer(self, import_id: UUID, *, status: int = 200) -> Response:
        statement = import_get(import_id)
        return Response(ImportDetailSerializer(statement).data, status=status, headers=version_tag(statement.version))


@extend_schema_view(
    list=extend_schema(
        summary="Its rows with their verdicts, in the order of the file", parameters=[IMPORT_ID], responses=ImportRowSerializer
    ),
    retrieve=extend_schema(summary="A row", parameters=[IMPORT_ID], responses=ImportRowSerializer),
    partial_update=extend_schema(
        summary="Decide what becomes of a row",
        parameters=[IMPORT_ID, IF_MATCH],
        request=ImportRowDecisionSerializer,
        responses=ImportRowSerializer,
    ),
)
class ImportRowViewSet(WorkspaceViewSet):
    queryset = ImportRow.objects.none()
    filterset_class = ImportRowFilter
    keyset = "number"
    versioned = frozenset({"partial_update"})
    serializers = {"partial_update": ImportRowDecisionSerializer}
    capabilities = {
        "list": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "partial_update": Capability.LEDGER_WRITE,
    }

    def list(self, _request: Request, **_path: str) -> Response:
        self._state = self._statement().state
        return self.answer_list(import_row_list(self._statement()), ImportRowSerializer)

    def told(self, _rows: Any) -> dict[str, Any]:
        return {"state": self._state}

    def retrieve(self, _request: Request, pk: str, **_path: str) -> Response:
        return self._answer(import_row_get(self._statement(), uuid_or_404(pk)))

    def partial_update(self, request: Request, pk: str, **_path: str) -> Response:
        row, values = import_row_get(self._statement(), uuid_or_404(pk)), self.body()
        version = expected_version(request, values)
        decision = Verdict(values["decision"]) if values["decision"] else None
        decided = import_row_decide(
            actor=self.actor,
            row=row,
            decision=decision,
            transaction=values.get("transaction"),
            expected_version=version,
        )
        return self._answer(import_row_get(self._statement(), decided.id))

    def _statement(self) -> StatementImport:
        return import_get(uuid_or_404(self.kwargs["import_pk"]))

    def _answer(self, row: ImportRow) -> Response:
        told = ImportRowSerializer(row, context={"state": row.statement.state}).data
        return Response(told, headers=version_tag(row.version))


@extend_schema_view(
    list=extend_schema(summary="What is remembered of the columns of files", responses=ImportMappingSerializer),
    retrieve=extend_schema(summary="A remembered mapping", responses=ImportMappingSerializer),
    destroy=extend_schema(summary="Forget it", parameters=[IF_MATCH], responses={204: None}),
)
class ImportMappingViewSet(WorkspaceViewSet):
    queryset = ImportMapping.objects.none()
    filterset_class = ImportMappingFilter
    keyset = "-created_at"
    versioned = frozenset({"destroy"})
    capabilities = {
        "list": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "destroy": Capability.LEDGER_WRITE,
    }

    def list(self, _request: Request) -> Response:
        return self.answer_list(import_mapping_list(), ImportMappingSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        mapping = import_mapping_get(uuid_or_404(pk))
        return Response(ImportMappingSerializer(mapping).data, headers=version_tag(mapping.version))

    def destroy(self, request: Request, pk: str) -> Response:
        mapping, version = import_mapping_get(uuid_or_404(pk)), wished_version(request)
        import_mapping_forget(actor=self.actor, mapping=mapping, expected_version=version)
        return Response(status=204)
