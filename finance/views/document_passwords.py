"""The passwords that are tried on locked files of the workspace."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import DocumentPassword
from finance.selectors.document_passwords import document_password_get, document_password_list
from finance.serializers.document_passwords import DocumentPasswordSerializer
from finance.services.document_passwords import document_password_forget
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability


@extend_schema_view(
    list=extend_schema(summary="Passwords that are tried on locked files, newest first", responses=DocumentPasswordSerializer),
    destroy=extend_schema(summary="Forget it: it is tried on no further file", responses={204: None}),
)
class DocumentPasswordViewSet(WorkspaceViewSet):
    queryset = DocumentPassword.objects.none()
    keyset = "-given_at"
    capabilities = {"list": Capability.DOCUMENT_EDIT, "destroy": Capability.DOCUMENT_EDIT}

    def list(self, _request: Request) -> Response:
        return self.answer_list(document_password_list(), DocumentPasswordSerializer)

    def destroy(self, _request: Request, pk: str) -> Response:
        document_password_forget(actor=self.actor, password=document_password_get(uuid_or_404(pk)))
        return Response(status=204)
