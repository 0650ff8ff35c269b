"""The JSON Web Tokens of a login session: simplejwt's, tied to the session by the claim `sid`.

Access tokens last 10 minutes, refresh tokens 14 days, neither longer than the session. One algorithm, one key
(JWT_SIGNING_KEY), with issuer and audience. What the database keeps of a refresh token is its id, never its text.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

import jwt
from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend
from rest_framework_simplejwt.exceptions import TokenBackendError, TokenError
from rest_framework_simplejwt.settings import api_settings
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token
from rest_framework_simplejwt.utils import datetime_to_epoch

from users.people.models import User
from users.sessions.errors import TokenInvalidError
from users.sessions.models import LoginSession

MAX_LENGTH = 2_048
CLAIMS = ["exp", "iat", "jti", "sid", "sub", "iss", "aud", "token_type"]


class SessionTokenBackend(TokenBackend):
    """Asks for all of our claims. `iat` may lie in the future: when the clock is set back, nobody is logged out for it."""

    def decode(self, token: Any, verify: bool = True) -> dict[str, Any]:
        try:
            payload: dict[str, Any] = jwt.decode(
                token,
                self.prepared_signing_key,
                algorithms=[self.algorithm],
                audience=self.audience,
                issuer=self.issuer,
                options={"require": CLAIMS, "verify_iat": False, "verify_signature": verify},
            )
        except jwt.InvalidTokenError as error:
            raise TokenBackendError("Token is invalid") from error
        if not all(_is_moment(payload[name]) for name in ("exp", "iat")):
            raise TokenBackendError("Token is invalid")
        return payload


def _is_moment(told: object) -> bool:
    """A whole number of seconds, up to the year 9999; neither a bool nor a text with digits in it."""
    return type(told) is int and 0 <= told < 253_402_300_800


class _OfSession(Token):
    """A token that names its session, and ends with it."""

    _token_backend = SessionTokenBackend(
        api_settings.ALGORITHM,
        api_settings.SIGNING_KEY,
        audience=api_settings.AUDIENCE,
        issuer=api_settings.ISSUER,
    )

    @classmethod
    def of(cls, session: LoginSession, *, now: datetime) -> Self:
        assert cls.lifetime is not None  # noqa: S101 - each subclass has one
        token = cls()
        token["sub"], token["sid"] = str(session.user_id), str(session.id)
        token["exp"] = datetime_to_epoch(min(now + cls.lifetime, session.expires_at))
        return token


class SessionAccessToken(_OfSession, AccessToken):
    """What a request is made with."""


class SessionRefreshToken(_OfSession, RefreshToken):  # type: ignore[misc]  # simplejwt types `for_user` in two ways
    """What the next pair is made with. Its id is on the session; simplejwt's tables keep it too, without the text."""

    access_token_class = SessionAccessToken

    @classmethod
    def of(cls, session: LoginSession, *, now: datetime) -> Self:
        token = super().of(session, now=now)
        token["jti"] = session.refresh_jti
        return token

    def check_blacklist(self) -> None:
        """Nothing: the row of the session, which is locked meanwhile, says which id is the present one."""


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a login, and each refresh, hands out."""

    access_token: str
    refresh_token: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token that is genuine says."""

    session_id: UUID
    user_id: UUID
    jti: str


def pair_of(session: LoginSession, *, now: datetime) -> TokenPair:
    """A new access token, and the present refresh token of the session."""
    return TokenPair(str(SessionAccessToken.of(session, now=now)), str(SessionRefreshToken.of(session, now=now)))


def access_claims(text: str) -> Claims:
    """Raises TokenInvalidError for all but a genuine, living access token."""
    return _claims(SessionAccessToken, text)


def refresh_claims(text: str) -> Claims:
    """Raises TokenInvalidError for all but a genuine, living refresh token."""
    return _claims(SessionRefreshToken, text)


def _claims(kind: type[SessionAccessToken] | type[SessionRefreshToken], text: str) -> Claims:
    if len(text) > MAX_LENGTH:
        raise TokenInvalidError
    try:
        payload = kind(text).payload  # type: ignore[arg-type]  # simplejwt types the text as a Token
        return Claims(_id(payload["sid"]), _id(payload["sub"]), str(payload["jti"]))
    except (TokenError, ValueError) as error:
        raise TokenInvalidError from error


def _id(told: object) -> UUID:
    """As we write them: no braces, no digits of other scripts. Raises ValueError."""
    found = UUID(str(told))
    if str(found) != told:
        raise ValueError("An id in another spelling.")
    return found


def refresh_id_outstand(session: LoginSession, *, now: datetime) -> None:
    """Note in simplejwt's table that a refresh token with this id is about; its text is not kept."""
    OutstandingToken.objects.create(
        user_id=session.user_id, jti=session.refresh_jti, token="", created_at=now, expires_at=session.expires_at
    )


def refresh_ids_blacklist(*jtis: str) -> None:
    """Note that the tokens with these ids are over."""
    outstanding = OutstandingToken.objects.filter(jti__in=jtis, blacklistedtoken=None)
    BlacklistedToken.objects.bulk_create([BlacklistedToken(token=token) for token in outstanding], ignore_conflicts=True)


def password_mark(user: User) -> str:
    """HMAC of the password's hash: differs as soon as the password is another one, and tells nothing of it."""
    return hmac.new(settings.JWT_SIGNING_KEY.encode(), user.password.encode(), hashlib.sha256).hexdigest()
