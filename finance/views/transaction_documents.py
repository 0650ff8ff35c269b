"""The documents that prove a transaction, as people link them; and what splits a document proposes."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import Document, Transaction
from finance.permissions import document_visible, documents_visible
from finance.selectors.document_parts import document_find, document_summaries
from finance.selectors.transactions import transaction_find
from finance.serializers.documents import DocumentSummarySerializer
from finance.serializers.split_proposals import ProposalSerializer
from finance.serializers.transaction_writes import LinkSerializer
from finance.services.split_proposals import splits_propose
from finance.services.transactions import transaction_document_link, transaction_document_unlink
from finance.views.comments import DOCUMENT_ID, TRANSACTION_ID
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(
        summary="The documents that prove it, without those in the trash",
        parameters=[TRANSACTION_ID],
        responses=DocumentSummarySerializer(many=True),
    ),
    create=extend_schema(
        summary="Another document proves it",
        parameters=[TRANSACTION_ID, IF_MATCH],
        request=LinkSerializer,
        responses={201: DocumentSummarySerializer},
    ),
    destroy=extend_schema(summary="The document does not prove it", parameters=[TRANSACTION_ID, IF_MATCH], responses={204: None}),
)
class TransactionDocumentViewSet(WorkspaceViewSet):
    """The version is that of the transaction."""

    queryset = Document.objects.none()
    pagination_class = None
    versioned = frozenset({"create", "destroy"})
    serializers = {"create": LinkSerializer}
    capabilities = {"list": Capability.LEDGER_READ, "create": Capability.LEDGER_WRITE, "destroy": Capability.LEDGER_WRITE}

    def list(self, _request: Request, **_path: str) -> Response:
        rows = document_summaries().filter(transaction_links__transaction_id=self._transaction().id)
        return Response(DocumentSummarySerializer(documents_visible(self.actor, rows), many=True).data)

    def create(self, request: Request, **_path: str) -> Response:
        transaction, version = self._transaction(), wished_version(request)
        document = document_visible(self.actor, self.body()["document"].id)
        linked = transaction_document_link(actor=self.actor, transaction=transaction, document=document, expected_version=version)
        told = DocumentSummarySerializer(document_summaries().get(id=document.id)).data
        return Response(told, status=201, headers=version_tag(linked.version))

    def destroy(self, request: Request, pk: str, **_path: str) -> Response:
        transaction, version = self._transaction(), wished_version(request)
        document = document_find(uuid_or_404(pk))
        unlinked = transaction_document_unlink(
            actor=self.actor, transaction=transaction, document=document, expected_version=version
        )
        return Response(status=204, headers=version_tag(unlinked.version))

    def _transaction(self) -> Transaction:
        return transaction_find(uuid_or_404(self.kwargs["transaction_pk"]))


@extend_schema_view(
    list=extend_schema(
        summary="Splits from its lines and taxes",
        description="As the simple form of a transaction takes them. Where the lines do not lead to the total it is one split, "
        "and a finding says so: no number is invented.",
        parameters=[DOCUMENT_ID],
        responses=ProposalSerializer,
        filters=False,
    )
)
class ProposedSplitViewSet(WorkspaceViewSet):
    queryset = Document.objects.none()
    pagination_class = None
    capabilities = {"list": Capability.LEDGER_READ}

    def list(self, _request: Request, **_path: str) -> Response:
        document = document_visible(self.actor, uuid_or_404(self.kwargs["document_pk"]))
        return Response(ProposalSerializer(splits_propose(document)).data)
