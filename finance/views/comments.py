"""Comments and questions: below a transaction, below a document, and the open questions of all."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import Comment, CommentKind, Document, Transaction
from finance.permissions import document_visible
from finance.selectors.comments import comment_get, comment_list, question_list
from finance.selectors.transactions import transaction_find
from finance.serializers.comments import CommentChangeSerializer, CommentCreateSerializer, CommentSerializer
from finance.services.comments import comment_create, comment_resolve, comment_update, comment_withdraw
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability

TRANSACTION_ID = OpenApiParameter("transaction_pk", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Id of the transaction")
DOCUMENT_ID = OpenApiParameter("document_pk", OpenApiTypes.UUID, OpenApiParameter.PATH, description="Id of the document")


class SpokenViewSet(WorkspaceViewSet):
    """Lists of comments, oldest first."""

    queryset = Comment.objects.none()
    keyset = "created_at"

    def told(self, _rows: Sequence[Any]) -> dict[str, Any]:
        return {"reader": self.actor.user_id, "are_named": self.actor.can(Capability.MEMBER_READ)}


class CommentViewSet(SpokenViewSet):
    """What was said about one thing. Whoever speaks of it may read it."""

    reads: Capability
    versioned = frozenset({"partial_update", "destroy", "resolve"})
    serializers = {"create": CommentCreateSerializer, "partial_update": CommentChangeSerializer}

    @abstractmethod
    def about(self) -> Transaction | Document:
        """The thing that the path names. Raises NotFoundError."""

    def list(self, _request: Request, **_path: str) -> Response:
        return self.answer_list(comment_list(self.about()), CommentSerializer)

    def retrieve(self, _request: Request, pk: str, **_path: str) -> Response:
        return self._answer(self._comment(pk))

    def create(self, _request: Request, **_path: str) -> Response:
        about, values = self._read(), self.body()
        made = comment_create(actor=self.actor, about=about, kind=CommentKind(values["kind"]), text=values["text"])
        return self._answer(comment_get(about, made.id), status=201)

    def partial_update(self, request: Request, pk: str, **_path: str) -> Response:
        comment, values = self._comment(pk), self.body()
        version = wished_version(request, values)
        comment_update(actor=self.actor, comment=comment, text=values["text"], now=timezone.now(), expected_version=version)
        return self._answer(self._comment(pk))

    def destroy(self, request: Request, pk: str, **_path: str) -> Response:
        comment_withdraw(actor=self.actor, comment=self._comment(pk), expected_version=wished_version(request))
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: str, **_path: str) -> Response:
        comment, version = self._comment(pk), wished_version(request)
        comment_resolve(actor=self.actor, comment=comment, now=timezone.now(), expected_version=version)
        return self._answer(self._comment(pk))

    def _read(self) -> Transaction | Document:
        self.actor.require(self.reads)
        return self.about()

    def _comment(self, pk: str) -> Comment:
        return comment_get(self._read(), uuid_or_404(pk))

    def _answer(self, comment: Comment, status: int = 200) -> Response:
        told = CommentSerializer(comment, context=self.told([comment])).data
        return Response(told, status=status, headers=version_tag(comment.version))


def _described(parameter: OpenApiParameter) -> Any:
    one, versioned = [parameter], [parameter, IF_MATCH]
    return extend_schema_view(
        list=extend_schema(summary="What was said, oldest first", parameters=one, responses=CommentSerializer),
        retrieve=extend_schema(summary="A comment", parameters=one, responses=CommentSerializer),
        create=extend_schema(
            summary="Comment or ask", parameters=one, request=CommentCreateSerializer, responses={201: CommentSerializer}
        ),
        partial_update=extend_schema(
            summary="Say it otherwise (its author)",
            parameters=versioned,
            request=CommentChangeSerializer,
            responses=CommentSerializer,
        ),
        destroy=extend_schema(summary="Withdraw it (its author)", parameters=versioned, responses={204: None}),
        resolve=extend_schema(
            summary="The question is answered", parameters=versioned, request=None, responses=CommentSerializer
        ),
    )


def _capabilities(reads: Capability) -> dict[str, Capability]:
    said = dict.fromkeys(("create", "partial_update", "destroy", "resolve"), Capability.COMMENT)
    return {"list": reads, "retrieve": reads, **said}


@_described(TRANSACTION_ID)
class TransactionCommentViewSet(CommentViewSet):
    reads = Capability.LEDGER_READ
    capabilities = _capabilities(reads)

    def about(self) -> Transaction:
        return transaction_find(uuid_or_404(self.kwargs["transaction_pk"]))


@_described(DOCUMENT_ID)
class DocumentCommentViewSet(CommentViewSet):
    reads = Capability.DOCUMENT_READ
    capabilities = _capabilities(reads)

    def about(self) -> Document:
        return document_visible(self.actor, uuid_or_404(self.kwargs["document_pk"]))


@extend_schema_view(list=extend_schema(summary="Open questions, oldest first", responses=CommentSerializer))
class QuestionViewSet(SpokenViewSet):
    """About transactions; for who reads documents, about those as well."""

    capabilities = {"list": Capability.LEDGER_READ}

    def list(self, _request: Request) -> Response:
        return self.answer_list(question_list(of_documents=self.actor.can(Capability.DOCUMENT_READ)), CommentSerializer)
