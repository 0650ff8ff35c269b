"""A workspace with people in every role and one of everything in it; every text that a person can give bears a mark.

The matrix looks for the marks of one home in whatever another one can fetch. What stands behind the mark says how far a text
reaches: SHARED, for every member; OWN, for the uploader that sent it; CLOSED, for who reads documents and ledger.

`make_home` writes through use-cases and rows, and needs a database that may be written to; nothing here is a fixture, so that
the fuzzing lives in the same homes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress

from finance.models import Document
from users.keys.services import api_key_create
from users.models import Membership, User, Workspace
from users.tenancy.actor import Actor, acting, person
from users.workspaces.opening import workspace_open
from users.workspaces.roles import Role

PASSWORD = "a long enough word"


@dataclass
class Home:
    """One workspace, its people and things. Makers of calls look at `asker`: the role of who is going to make the call."""

    mark: str
    workspace: Workspace
    actors: dict[Role, Actor]
    keys: dict[Role, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    asker: Role = Role.OWNER

    @property
    def owner(self) -> Actor:
        return self.actors[Role.OWNER]

    @property
    def document(self) -> Document:
        """A document that the asker may see."""
        found: Document = self.rows["own_document" if self.asker is Role.UPLOADER else "document"]
        return found

    def user(self, role: Role) -> User:
        return User.objects.get(id=self.actors[role].user_id)

    def text(self, what: str, reach: str = "CLOSED") -> str:
        """A text of one column, by which it is recognised wherever it turns up."""
        return f"{self.mark}{reach} {what}"


def open_home(mark: str) -> Home:
    """A workspace with somebody in every role, and a key for each. `mark` is a word of capitals and digits found nowhere else."""
    owner = make_person(mark, "owner")
    workspace = workspace_open(name=f"{mark}SHARED workspace", owner=owner)
    home = Home(mark, workspace, {Role.OWNER: person(workspace_id=workspace.id, user_id=owner.id, role=Role.OWNER)})
    with acting(home.owner):
        for role in Role:
            if role is not Role.OWNER:
                home.actors[role] = join(home, make_person(mark, role.value), role)
        for role, actor in home.actors.items():
            home.keys[role] = make_key(home, actor, name=key_name(home, role))
    return home


def key_name(home: Home, role: Role, what: str = "key") -> str:
    return home.text(f"{what} of {role.value}", "OWN" if role is Role.UPLOADER else "CLOSED")


def make_person(mark: str, name: str, **fields: Any) -> User:
    email = f"{mark}SHARED.{name}@example.org"
    user = User.objects.create_user(email, PASSWORD, name=f"{mark}SHARED {name}", **fields)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def join(home: Home, user: User, role: Role) -> Actor:
    """Must be called in the scope of the home, as `make_key`."""
    Membership.objects.create(workspace=home.workspace, user=user, role=role)
    return person(workspace_id=home.workspace.id, user_id=user.id, role=role)


def make_key(_home: Home, actor: Actor, **options: Any) -> str:
    """The secret of a new key of one member."""
    membership = Membership.objects.get(user_id=actor.user_id)
    return api_key_create(actor=actor, membership=membership, **options).secret
