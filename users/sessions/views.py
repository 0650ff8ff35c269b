"""Where one is logged in, and logging out there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from users.sessions.models import LoginSession
from users.sessions.selectors import sessions_list
from users.sessions.services import back_office_end, session_revoke, sessions_revoke
from users.tenancy.views import PersonView
from utils.errors import NotFoundError

MOST_SHOWN = 100
ID = OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH)


class SessionSerializer(serializers.ModelSerializer[LoginSession]):
    is_current = serializers.SerializerMethodField(help_text="Whether it is the session of this very request")

    class Meta:
        model = LoginSession
        fields = ["id", "user_agent", "address", "created_at", "last_used_at", "expires_at", "is_current"]
        read_only_fields = fields

    def get_is_current(self, session: LoginSession) -> bool:
        return bool(session.id == self.context["session_id"])


class SessionsView(PersonView):
    @extend_schema(summary="Where I am logged in", responses=SessionSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = sessions_list(user=self.credential.user, now=timezone.now())[:MOST_SHOWN]
        return Response(SessionSerializer(rows, many=True, context=self._context()).data)

    @extend_schema(summary="Log out everywhere else", operation_id="users_sessions_destroy_others", responses={204: None})
    def delete(self, request: Request) -> Response:
        sessions_revoke(user=self.credential.user, reason="revoked", except_id=self.credential.session_id)
        back_office_end(user=self.credential.user)
        return Response(status=204)

    def _context(self) -> dict[str, Any]:
        return {"session_id": self.credential.session_id}


class SessionView(PersonView):
    @extend_schema(summary="Log out there", parameters=[ID], responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        session_revoke(user=self.credential.user, session_id=_id(pk), reason="revoked")
        return Response(status=204)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError("There is no such session, or it is over.") from error
