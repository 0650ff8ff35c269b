"""The cast as people who are logged in, and others beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone
from rest_framework.test import APIClient

from tests.conftest import Cast, join
from users.models import AuditEvent, Invitation, Membership, User
from users.sessions.services import Device, session_open
from users.sessions.tokens import pair_of
from users.tenancy.actor import Actor
from users.tenancy.scope import scope
from users.workspaces.invitation_links import digest_of
from users.workspaces.roles import Role
from utils.ids import new_id

ME = "/api/v1/users/me/"
WORKSPACES = "/api/v1/users/workspaces/"
MEMBERS = "/api/v1/users/members/"
INVITATIONS = "/api/v1/users/invitations/"
IDENTITIES = "/api/v1/users/identities/"
PASSWORD = "a long enough word"


class Person(APIClient):
    """Somebody who is logged in, speaking JSON."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user
        self.default_format = "json"  # type: ignore[attr-defined]  # the base reads it
        now = timezone.now()
        session = session_open(user=user, device=Device("127.0.0.1", "tests"), django_key=new_id().hex, now=now)
        self.credentials(HTTP_AUTHORIZATION=f"Bearer {pair_of(session, now=now).access_token}")


@dataclass(frozen=True)
class House:
    """Alice owns the workspace; ada is an admin, bob a member, una an uploader. Charlie owns another one; dora has none."""

    cast: Cast
    alice: Person
    ada: Person
    bob: Person
    una: Person
    charlie: Person
    dora: Person

    @property
    def workspace_id(self) -> UUID:
        return self.cast.workspace.id

    def member(self, person: Person) -> Membership:
        with scope(self.workspace_id):
            return Membership.objects.get(user=person.user)

    def roles(self) -> dict[str, str]:
        """Name before the @ → role, of all members."""
        with scope(self.workspace_id):
            rows = Membership.objects.select_related("user")
            return {row.user.email.partition("@")[0]: row.role for row in rows}

    def events(self, action: str) -> list[AuditEvent]:
        with scope(self.workspace_id):
            return list(AuditEvent.objects.filter(action=action).order_by("id"))

    def invitation(self, token: str) -> Invitation:
        with scope(self.workspace_id):
            return Invitation.objects.get(digest=digest_of(token))


def log_in(actor: Actor) -> Person:
    return Person(User.objects.get(id=actor.user_id))


@pytest.fixture
def house(cast: Cast) -> House:
    ada, una, dora = (User.objects.create_user(f"{name}@example.org", PASSWORD) for name in ("ada", "una", "dora"))
    join(cast.workspace, ada, Role.ADMIN)
    join(cast.workspace, una, Role.UPLOADER)
    return House(cast, log_in(cast.alice), Person(ada), log_in(cast.bob), Person(una), log_in(cast.charlie), Person(dora))


@pytest.fixture
def invite(house: House) -> Callable[..., str]:
    """Invites and gives the token of the link."""

    def make(by: Person | None = None, **wish: Any) -> str:
        answer = (by or house.alice).post(INVITATIONS, {"role": "member", **wish})
        assert answer.status_code == 201, answer.content
        return token_of(answer)

    return make


def token_of(answer: Any) -> str:
    link: str = answer.json()["link"]
    assert link.startswith(f"{settings.PUBLIC_URL}/invitations/qi_")
    return link.rpartition("/")[2]


def problem(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def accept(person: Person, token: str) -> Any:
    return person.post(f"{INVITATIONS}accept/", {"token": token})
