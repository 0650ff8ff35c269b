"""Opening, refreshing and ending login sessions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from users.audit.services import person_record
from users.people.models import User
from users.sessions.errors import TokenInvalidError
from users.sessions.models import USER_AGENT_LENGTH, LoginSession
from users.sessions.tokens import (
    TokenPair,
    pair_of,
    password_mark,
    refresh_claims,
    refresh_id_outstand,
    refresh_ids_blacklist,
)
from utils.errors import NotFoundError

GRACE = timedelta(seconds=10)
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Device:
    """Where a login comes from: told to the person, trusted for nothing."""

    address: str
    user_agent: str


@transaction.atomic
def session_open(*, user: User, device: Device, django_key: str, now: datetime) -> LoginSession:
    """A new session of somebody who has just proved who they are; `django_key` is the Django session that goes with it."""
    session = LoginSession.objects.create(
        user=user,
        created_at=now,
        last_used_at=now,
        expires_at=now + settings.SESSION_LIFETIME,
        user_agent=device.user_agent[:USER_AGENT_LENGTH],
        address=device.address[:45],
        django_key=django_key,
        password_mark=password_mark(user),
        refresh_jti=uuid4().hex,
    )
    refresh_id_outstand(session, now=now)
    person_record(user=user, action="session_opened", data={"session": str(session.id)})
    return session


def session_refresh(*, refresh_token: str, now: datetime) -> TokenPair:
    """The next pair of tokens, for the present refresh token of a living session. Raises TokenInvalidError.

    Two tabs may come with the same token: within 10 seconds the second gets the pair of the first. After that, a token that
    was used before is taken for stolen, and the whole family ends.
    """
    claims = refresh_claims(refresh_token)
    with transaction.atomic():
        session = _locked(session_id=claims.session_id, user_id=claims.user_id)
        is_answered = session is not None and is_living(session, now=now) and _turned(session, jti=claims.jti, now=now)
    if session is None or not is_answered:
        raise TokenInvalidError
    return pair_of(session, now=now)


def _locked(*, session_id: UUID, user_id: UUID) -> LoginSession | None:
    held = LoginSession.objects.select_for_update(of=("self",)).select_related("user")
    return held.filter(id=session_id, user_id=user_id).first()


def is_living(session: LoginSession, *, now: datetime) -> bool:
    """Neither revoked nor past its end, of somebody who is not disabled and has the password of then."""
    is_open = session.revoked_at is None and now < session.expires_at and session.user.is_active
    return is_open and session.password_mark == password_mark(session.user)


def _turned(session: LoginSession, *, jti: str, now: datetime) -> bool:
    """Rotate the family; whether a token with this id gets an answer."""
    if jti == session.refresh_jti:
        _rotate(session, now=now)
        return True
    if jti == session.previous_jti and session.rotated_at and abs(now - session.rotated_at) <= GRACE:
        return True
    person_record(user=session.user, action="refresh_reused", data={"session": str(session.id)})
    _end([session], reason="refresh_reused", now=now)
    return False


def _rotate(session: LoginSession, *, now: datetime) -> None:
    session.previous_jti, session.refresh_jti = session.refresh_jti, uuid4().hex
    session.rotated_at = session.last_used_at = now
    session.save(update_fields=["previous_jti", "refresh_jti", "rotated_at", "last_used_at"])
    refresh_ids_blacklist(session.previous_jti)
    refresh_id_outstand(session, now=now)


def session_revoke(*, user: User, session_id: UUID, reason: str) -> None:
    """End one session of a person at once. Raises NotFoundError for one that is over, or is somebody else's."""
    with transaction.atomic():
        session = _locked(session_id=session_id, user_id=user.id)
        if session is None or session.revoked_at is not None:
            raise NotFoundError("There is no such session, or it is over.")
        _end([session], reason=reason, now=timezone.now())


def session_end_by_refresh(*, refresh_token: str) -> None:
    """Log out whoever has this refresh token; one that is over, or was never any, changes nothing."""
    try:
        claims = refresh_claims(refresh_token)
    except TokenInvalidError:
        return
    with transaction.atomic():
        session = _locked(session_id=claims.session_id, user_id=claims.user_id)
        if session is not None and session.revoked_at is None:
            _end([session], reason="logout", now=timezone.now())


def sessions_revoke(*, user: User, reason: str, except_id: UUID | None = None) -> int:
    """End all sessions of a person at once, but the one of `except_id`; how many there were."""
    with transaction.atomic():
        living = LoginSession.objects.select_for_update(of=("self",)).select_related("user").filter(user=user, revoked_at=None)
        ended = list((living.exclude(id=except_id) if except_id else living).order_by("id"))
        _end(ended, reason=reason, now=timezone.now())
    return len(ended)


def _end(sessions: Iterable[LoginSession], *, reason: str, now: datetime) -> None:
    """The access tokens end by the row, the refresh tokens by the row and the blacklist, the Django session by its deletion."""
    for session in sessions:
        session.revoked_at, session.revoked_reason = now, reason
        session.save(update_fields=["revoked_at", "revoked_reason"])
        refresh_ids_blacklist(session.refresh_jti, session.previous_jti)
        Session.objects.filter(session_key=session.django_key).delete()
        person_record(user=session.user, action="session_revoked", data={"session": str(session.id), "reason": reason})


@transaction.atomic
def back_office_end(*, user: User) -> None:
    """Log staff out of the back office, whose sessions are Django's alone. (A new password does so by itself.)"""
    if not user.is_staff:
        return
    of_logins = LoginSession.objects.filter(revoked_at=None).values("django_key")
    for session in Session.objects.exclude(session_key__in=of_logins):
        if session.get_decoded().get(SESSION_KEY) == str(user.id):
            session.delete()
            person_record(user=user, action="session_revoked", data={"session": "back office"})


def session_keep(*, session_id: UUID, user: User, django_key: str) -> None:
    """Let a session live on with the password that it has just changed, and with its new Django session."""
    LoginSession.objects.filter(id=session_id, user=user).update(password_mark=password_mark(user), django_key=django_key)


def session_note_use(session: LoginSession, *, now: datetime) -> None:
    """Remember that the session is in use, at most once a minute (also when many requests come at once)."""
    if now - session.last_used_at >= USE_IS_NOTED_EVERY:
        stale = LoginSession.objects.filter(id=session.id, last_used_at__lte=now - USE_IS_NOTED_EVERY)
        stale.update(last_used_at=now)
