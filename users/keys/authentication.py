"""`Authorization: Api-Key …` for the REST API."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from users.keys.models import ApiKey
from users.keys.services import api_key_find, api_key_note_use
from users.people.models import User
from users.tenancy.credential import Credential
from users.workspaces.roles import CAPABILITIES, Role

KEYWORD = b"api-key"
SECRET_LENGTH_MAX = 100  # twice that of a real one; what is longer is not even looked up


class ApiKeyAuthentication(BaseAuthentication):
    """Gives `request.user` and, as `request.auth`, the Credential that reaches as far as both the key and its member."""

    def authenticate(self, request: Request) -> tuple[User, Credential] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != KEYWORD:
            return None
        if len(words) != 2 or len(words[1]) > SECRET_LENGTH_MAX:
            raise AuthenticationFailed("Send `Authorization: Api-Key KEY`.", code="api_key_malformed")
        now = timezone.now()
        key = api_key_find(secret=words[1].decode("latin-1"), now=now)
        if key is None:
            raise AuthenticationFailed("The key is unknown, revoked or expired. Make a new one.", code="api_key_invalid")
        api_key_note_use(key=key, now=now)
        return key.membership.user, credential_of(key)

    def authenticate_header(self, request: Request) -> str:
        return "Api-Key"


def credential_of(key: ApiKey) -> Credential:
    """What a key reaches: its scopes in its member's workspace, as far as the roles of member and maker still go."""
    membership, scopes = key.membership, frozenset(key.scopes)
    if key.maker is not None:
        scopes &= {capability.value for capability in CAPABILITIES[Role(key.maker.role)]}
    return Credential(membership.user, (membership,), key_id=key.id, scopes=scopes)


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How OpenAPI tells of the header."""

    target_class = ApiKeyAuthentication
    name = "ApiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "`Api-Key KEY`"}
