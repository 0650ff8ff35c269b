"""What allauth hands out at the end of every way in: a pair of simplejwt tokens of a new login session.

The session token (`X-Session-Token`), which allauth needs for the steps before that, is signed: the keys of the Django
sessions that lie in a database dump open nothing.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.utils import timezone

from users.limits.address import client_address
from users.people.models import User
from users.sessions.authentication import session_of_access
from users.sessions.envelope import token_refused
from users.sessions.errors import TokenInvalidError
from users.sessions.services import Device, session_open, session_refresh
from users.sessions.tokens import pair_of

SID = "login_session"  # where the Django session keeps the id of its login session


def session_id_of(request: HttpRequest) -> UUID | None:
    """The login session that allauth's request belongs to, once it has one."""
    told = request.session.get(SID)
    return UUID(told) if told else None


def device_of(request: HttpRequest) -> Device:
    return Device(client_address(request), request.headers.get("User-Agent", "").replace("\x00", ""))


class SimpleJWTStrategy(SessionTokenStrategy):  # type: ignore[misc]  # allauth has no types
    """Bearer tokens open allauth's routes too, so that somebody who is logged in needs no session token beside them."""

    def get_session_token(self, request: HttpRequest) -> str | None:
        if told := super().get_session_token(request):
            return str(told)
        keyword, _, access_token = request.headers.get("Authorization", "").partition(" ")
        if keyword.lower() != "bearer":
            return None
        return _signed(_django_key(request, access_token.strip()))

    def create_session_token(self, request: HttpRequest) -> str:
        return _signed(super().create_session_token(request))

    def lookup_session(self, session_token: str) -> SessionBase | None:
        try:
            session: SessionBase | None = super().lookup_session(_signer().unsign(session_token))
        except BadSignature:
            return None
        return session

    def create_access_token_payload(self, request: HttpRequest) -> dict[str, Any]:
        now, user = timezone.now(), request.user
        assert isinstance(user, User)  # noqa: S101 - allauth calls this for somebody who is logged in
        django_key = super().create_session_token(request)
        session = session_open(user=user, device=device_of(request), django_key=django_key, now=now)
        request.session[SID] = str(session.id)
        pair = pair_of(session, now=now)
        lifetime = settings.SIMPLE_JWT["ACCESS_TOKEN_LIFETIME"]
        return {
            "access_token": pair.access_token,
            "refresh_token": pair.refresh_token,
            "expires_in": int(lifetime.total_seconds()),
        }

    def refresh_token(self, refresh_token: str) -> tuple[str, str]:
        try:
            pair = session_refresh(refresh_token=refresh_token, now=timezone.now())
        except TokenInvalidError as error:
            raise ImmediateHttpResponse(token_refused()) from error
        return pair.access_token, pair.refresh_token


def _signer() -> Signer:
    return Signer(key=settings.JWT_SIGNING_KEY, salt="session token")


def _signed(django_key: str) -> str:
    return _signer().sign(django_key)


def _django_key(request: HttpRequest, access_token: str) -> str:
    """The key of the Django session that belongs to an access token; allauth asks several times in one request."""
    known: str | None = getattr(request, "login_django_key", None)
    if known is None:
        try:
            known = session_of_access(access_token).django_key
        except TokenInvalidError as error:
            raise ImmediateHttpResponse(token_refused()) from error
        request.login_django_key = known  # type: ignore[attr-defined]  # lives as long as the request
    return known
