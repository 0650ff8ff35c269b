"""`Authorization: Bearer …` for the REST API: the access token of a login session."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from users.people.models import User
from users.sessions.errors import TokenInvalidError
from users.sessions.models import LoginSession
from users.sessions.services import is_living, session_note_use
from users.sessions.tokens import access_claims
from users.tenancy.credential import Credential
from users.tenancy.scope import unscoped
from users.workspaces.models import Membership

KEYWORD = b"bearer"
# Each column of a membership, under a name that no column of the session has.
_MEMBERSHIP_COLUMNS = {
    f"membership__{field.attname}".replace("__", "_of_person_"): field.attname for field in Membership._meta.concrete_fields
}


class BearerAuthentication(BaseAuthentication):
    """Gives `request.user` and, as `request.auth`, the Credential of the session: one query brings all of it."""

    def authenticate(self, request: Request) -> tuple[User, Credential] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != KEYWORD:
            return None
        try:
            credential = credential_of_access(b" ".join(words[1:]).decode("latin-1"))
        except TokenInvalidError as error:
            raise AuthenticationFailed(error.detail, code=error.code) from error
        return credential.user, credential

    def authenticate_header(self, request: Request) -> str:
        return "Bearer, Api-Key"


def credential_of_access(access_token: str) -> Credential:
    """What the session of an access token reaches, as its person's roles are now. Raises TokenInvalidError."""
    rows = _rows(access_token)
    return Credential(rows[0].user, tuple(_memberships(rows)), session_id=rows[0].id)


def session_of_access(access_token: str) -> LoginSession:
    """The living session of an access token. Raises TokenInvalidError."""
    return _rows(access_token)[0]


def _rows(access_token: str) -> list[LoginSession]:
    """The session once per membership of its person, oldest first; at least once."""
    claims, now = access_claims(access_token), timezone.now()
    with unscoped("authentication"):
        columns = {name: F(f"user__memberships__{column}") for name, column in _MEMBERSHIP_COLUMNS.items()}
        found = LoginSession.objects.filter(id=claims.session_id, user_id=claims.user_id).select_related("user")
        rows = list(found.annotate(**columns).order_by("user__memberships__created_at", "user__memberships__id"))
    if not rows or not is_living(rows[0], now=now):
        raise TokenInvalidError
    session_note_use(rows[0], now=now)
    return rows


def _memberships(rows: list[LoginSession]) -> list[Membership]:
    """The memberships that stand beside the session in its rows; somebody without any has one row with nothing there."""
    columns = list(_MEMBERSHIP_COLUMNS.values())
    told = [[getattr(row, name) for name in _MEMBERSHIP_COLUMNS] for row in rows]
    return [Membership.from_db("default", columns, values) for values in told if values[0] is not None]


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How OpenAPI tells of the header."""

    target_class = BearerAuthentication
    name = "Session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "`access_token` of a login"}
