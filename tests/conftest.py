"""What all tests share: alice (owner), bob (member), charlie (a stranger with a workspace of his own)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases

from finance.services.document_reading import close_reader
from tests.erasing import erase_everything
from users.limits.counters import counting_in
from users.limits.fake import MemoryCounters
from users.limits.rates import Rate
from users.models import Membership, User, Workspace
from users.tenancy.actor import Actor, person
from users.tenancy.scope import scope
from users.workspaces.roles import Role


@dataclass(frozen=True)
class Cast:
    workspace: Workspace
    other_workspace: Workspace
    alice: Actor
    bob: Actor
    charlie: Actor


def join(workspace: Workspace, user: User, role: Role) -> Actor:
    with scope(workspace.id):
        Membership.objects.create(workspace=workspace, user=user, role=role)
    return person(workspace_id=workspace.id, user_id=user.id, role=role)


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests() -> Iterator[None]:
    """Passwords hash at once (PBKDF2 takes 0.3 s on purpose), static files are served as they lie, uncollected, and
    tests may ask as much as they like (tests/limits/ has the throttles)."""
    as_they_lie = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": as_they_lie},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        THROTTLES=dict.fromkeys(settings.THROTTLES, Rate(1_000_000_000, 60)),
    ):
        yield


@pytest.fixture(scope="module", autouse=True)
def no_reading_child_stays_warm() -> Iterator[None]:
    """The reader of this process keeps its children warm; the next module may count what runs."""
    yield
    close_reader()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,  # a name of its own for each worker of `-n`
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """Always a test database. (pytest-django's own fixture makes none when no chosen test bears its mark; those that unblock
    the database by themselves would then write into the real one.)"""
    with django_db_blocker.unblock():
        keepdb = django_db_keepdb and not django_db_createdb
        made = setup_databases(verbosity=0, interactive=False, keepdb=keepdb, serialized_aliases=[])
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def own_counters() -> Iterator[None]:
    """Throttles and lock-outs count for each test alone. (tests/limits/ has what Postgres and Redis count.)"""
    with counting_in(MemoryCounters()):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    return gather_cast()


@pytest.fixture
def committed_cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Really committed, so that other connections see it; all is erased afterwards."""
    with django_db_blocker.unblock():
        try:
            yield gather_cast()
        finally:
            erase_everything()


def gather_cast() -> Cast:
    alice, bob, charlie = (
        User.objects.create_user(f"{name}@example.org", "a long enough word") for name in ("alice", "bob", "charlie")
    )
    mine, his = Workspace.objects.create(name="Alice & Co"), Workspace.objects.create(name="Charlie's")
    return Cast(mine, his, join(mine, alice, Role.OWNER), join(mine, bob, Role.MEMBER), join(his, charlie, Role.OWNER))
