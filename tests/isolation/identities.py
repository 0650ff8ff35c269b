"""Who makes the calls: real credentials over the real stack, living and dead ones."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.isolation.calls import Caller
from tests.isolation.homes import Home, join, make_key, make_person
from users.keys.services import api_key_create
from users.models import ApiKey, LoginSession, User
from users.sessions.services import Device, session_open
from users.sessions.tokens import pair_of
from users.tenancy.actor import acting
from users.workspaces.roles import Role


class Proof(StrEnum):
    """By what a caller proves who it is."""

    NOTHING = "nothing"
    KEY = "key"
    SESSION = "session"
    DEAD_KEY = "dead key"
    DEAD_SESSION = "dead session"
    SCOPELESS_KEY = "key without a scope"


@dataclass(frozen=True, slots=True)
class Identity:
    """`is_stranger`: owner of another workspace. `is_program`: a service account."""

    name: str
    proof: Proof
    role: Role = Role.OWNER
    is_stranger: bool = False
    is_program: bool = False

    def __str__(self) -> str:
        return self.name


STRANGERS = (
    Identity("stranger by key", Proof.KEY, is_stranger=True),
    Identity("stranger by session", Proof.SESSION, is_stranger=True),
)
IDENTITIES = (
    Identity("anonymous", Proof.NOTHING),
    *STRANGERS,
    *(Identity(f"{role.value} by key", Proof.KEY, role) for role in Role),
    *(Identity(f"{role.value} by session", Proof.SESSION, role) for role in Role),
    Identity("service account", Proof.KEY, Role.MEMBER, is_program=True),
    Identity("key without a scope", Proof.SCOPELESS_KEY),
    Identity("expired key", Proof.DEAD_KEY),
    Identity("revoked key", Proof.DEAD_KEY),
    Identity("key of a disabled person", Proof.DEAD_KEY),
    Identity("key of somebody who left", Proof.DEAD_KEY),
    Identity("key that nobody made", Proof.DEAD_KEY),
    Identity("revoked session", Proof.DEAD_SESSION),
    Identity("expired session", Proof.DEAD_SESSION),
    Identity("session of a disabled person", Proof.DEAD_SESSION),
    Identity("session from before a new password", Proof.DEAD_SESSION),
)


def credentials_of(ours: Home, theirs: Home) -> dict[str, dict[str, str]]:
    """The headers of each identity."""
    with acting(ours.owner):
        found = {identity.name: {"Authorization": f"Api-Key {make(ours)}"} for identity, make in _SPECIAL_KEYS.items()}
    for identity in IDENTITIES:
        home = theirs if identity.is_stranger else ours
        if identity.name in found or identity.proof is Proof.NOTHING:
            continue
        if identity.proof is Proof.KEY:
            found[identity.name] = {"Authorization": f"Api-Key {home.keys[identity.role]}"}
        elif identity.proof is Proof.SESSION:
            found[identity.name] = _bearer(home.user(identity.role))
        else:
            found[identity.name] = _DEAD_SESSIONS[identity.name](home)
    return found | {"anonymous": {}}


def caller(headers: dict[str, str]) -> Caller:
    return Caller(**headers)


def open_session(user: User, *, age: timedelta = timedelta()) -> tuple[LoginSession, dict[str, str]]:
    """A login session, with the Django session that allauth keeps beside it, and the headers that it is used with."""
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    store[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    store.create()
    now = timezone.now()
    session = session_open(user=user, device=Device("127.0.0.1", "tests"), django_key=str(store.session_key), now=now - age)
    store["login_session"] = str(session.id)
    store.save()
    return session, {"Authorization": f"Bearer {pair_of(session, now=now).access_token}"}


def _bearer(user: User) -> dict[str, str]:
    return open_session(user)[1]


def _scopeless(home: Home) -> str:
    secret = make_key(home, home.owner, name=home.text("scopeless"))
    ApiKey.objects.filter(name=home.text("scopeless")).update(scopes=[])
    return secret


def _expired_key(home: Home) -> str:
    return make_key(home, home.owner, name=home.text("expired"), expires_at=timezone.now() - timedelta(seconds=1))


def _revoked_key(home: Home) -> str:
    secret = make_key(home, home.owner, name=home.text("revoked"))
    ApiKey.objects.filter(name=home.text("revoked")).update(revoked_at=timezone.now())
    return secret


def _disabled_key(home: Home) -> str:
    user = make_person(home.mark, "disabled")
    secret = make_key(home, join(home, user, Role.ADMIN), name=home.text("disabled"))
    User.objects.filter(id=user.id).update(is_active=False)
    return secret


def _key_left(home: Home) -> str:
    actor = join(home, make_person(home.mark, "left"), Role.ADMIN)
    secret = make_key(home, actor, name=home.text("left"))
    ApiKey.objects.get(name=home.text("left")).membership.delete()
    return secret


def _program_key(home: Home) -> str:
    account = home.rows["service_account"]
    return api_key_create(actor=home.owner, membership=account, name=home.text("program")).secret


def _nobodys_key(_home: Home) -> str:
    return "qk_nobody-made-this-key-0000000000000000000"


_SPECIAL_KEYS: dict[Identity, Callable[[Home], str]] = {
    identity: make
    for identity in IDENTITIES
    for name, make in (
        ("service account", _program_key),
        ("key without a scope", _scopeless),
        ("expired key", _expired_key),
        ("revoked key", _revoked_key),
        ("key of a disabled person", _disabled_key),
        ("key of somebody who left", _key_left),
        ("key that nobody made", _nobodys_key),
    )
    if identity.name == name
}


def _revoked_session(home: Home) -> dict[str, str]:
    session, headers = open_session(home.user(Role.OWNER))
    LoginSession.objects.filter(id=session.id).update(revoked_at=timezone.now(), revoked_reason="logout")
    return headers


def _expired_session(home: Home) -> dict[str, str]:
    session, headers = open_session(home.user(Role.OWNER))
    long_ago = timezone.now() - timedelta(days=90)
    LoginSession.objects.filter(id=session.id).update(created_at=long_ago, expires_at=timezone.now() - timedelta(seconds=1))
    return headers


def _disabled_session(home: Home) -> dict[str, str]:
    user = make_person(home.mark, "disabled-since")
    headers = _bearer(user)
    User.objects.filter(id=user.id).update(is_active=False)
    return headers


def _outdated_session(home: Home) -> dict[str, str]:
    user = make_person(home.mark, "new-password")
    headers = _bearer(user)
    user.set_password("another long enough word")
    user.save()
    return headers


_DEAD_SESSIONS: dict[str, Callable[[Home], dict[str, str]]] = {
    "revoked session": _revoked_session,
    "expired session": _expired_session,
    "session of a disabled person": _disabled_session,
    "session from before a new password": _outdated_session,
}
