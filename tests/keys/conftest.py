"""The cast as clients: each with a session, and with keys made for the purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.conftest import Cast, join
from users.keys.service_accounts import service_account_create
from users.keys.services import MadeKey, api_key_create
from users.models import Membership, User
from users.tenancy.actor import Actor, acting
from users.tenancy.credential import Credential
from users.workspaces.roles import Capability, Role
from utils.ids import new_id

KEYS = "/api/v1/users/keys/"
SERVICES = "/api/v1/users/service-accounts/"
MANAGE, READ, UPLOAD = Capability.KEY_MANAGE, Capability.LEDGER_READ, Capability.DOCUMENT_UPLOAD
WISH = {"name": "scanner", "scopes": ["document_upload"]}


def session_of(actor: Actor) -> APIClient:
    """A client of somebody who is logged in."""
    with acting(actor):
        membership = Membership.objects.select_related("user").get(user_id=actor.user_id)
    client = APIClient()
    client.default_format = "json"  # type: ignore[attr-defined]
    client.force_authenticate(membership.user, token=Credential(membership.user, (membership,), session_id=new_id()))
    return client


def client_with(secret: str) -> APIClient:
    client = APIClient()
    client.default_format = "json"  # type: ignore[attr-defined]
    client.credentials(HTTP_AUTHORIZATION=f"Api-Key {secret}")
    return client


def membership_of(actor: Actor) -> Membership:
    return Membership.objects.get(user_id=actor.user_id)


@dataclass(frozen=True)
class Sessions:
    alice: APIClient  # owner
    adam: APIClient  # admin
    bob: APIClient  # member
    charlie: APIClient  # owner of another workspace


@pytest.fixture
def adam(cast: Cast) -> Actor:
    return join(cast.workspace, User.objects.create_user("adam@example.org", "a long enough word"), Role.ADMIN)


@pytest.fixture
def sessions(cast: Cast, adam: Actor) -> Sessions:
    return Sessions(session_of(cast.alice), session_of(adam), session_of(cast.bob), session_of(cast.charlie))


@pytest.fixture
def make(cast: Cast) -> Callable[..., MadeKey]:
    def make_key(actor: Actor = cast.alice, *, of: Membership | None = None, **fields: Any) -> MadeKey:
        with acting(actor):
            return api_key_create(actor=actor, membership=of or membership_of(actor), name="laptop", **fields)

    return make_key


@pytest.fixture
def service(cast: Cast) -> Membership:
    """A service account that writes the ledger."""
    with acting(cast.alice):
        return service_account_create(actor=cast.alice, name="Nightly import", role=Role.MEMBER)
