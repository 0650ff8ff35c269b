"""Two homes side by side, made once for the package; each call is taken back after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import override_settings

from app_settings.routes import Route
from services.storage.folder import FolderStorage
from tests.isolation import (
    makers,
    makers_accounts,
    makers_duplicates,
    makers_exports,
    makers_imports,
    makers_passwords,
    makers_rates,
    makers_reports,
    makers_transactions,
)
from tests.isolation.calls import MAKERS, Call, Caller, send, undone
from tests.isolation.homes import Home
from tests.isolation.identities import Identity, caller, credentials_of
from tests.isolation.things import make_home
from users.tenancy.actor import acting
from users.workspaces.roles import Role

# Importing them registers them.
REGISTERED = (
    makers,
    makers_accounts,
    makers_duplicates,
    makers_exports,
    makers_imports,
    makers_passwords,
    makers_rates,
    makers_reports,
    makers_transactions,
)


@dataclass(frozen=True)
class World:
    """`ours` is what strangers must not see, `theirs` is where they are at home."""

    ours: Home
    theirs: Home
    credentials: dict[str, dict[str, str]]

    def home_of(self, identity: Identity) -> Home:
        return self.theirs if identity.is_stranger else self.ours

    def caller(self, identity: Identity, *, workspace: UUID | None = None) -> Caller:
        named = {} if workspace is None else {"X-Workspace": str(workspace)}
        return caller(self.credentials[identity.name] | named)

    def call(self, route: Route, home: Home, asker: Role = Role.OWNER) -> Call:
        """A call of the route that succeeds on the rows of this home."""
        home.asker = asker
        with acting(home.owner):
            return MAKERS[route.method, route.path](home)

    def ask_all(self, identities: Iterable[Identity], route: Route) -> Iterator[tuple[Identity, Any]]:
        """The answer to each one's call on rows that it may see; each is taken back."""
        for (is_stranger, role), group in groupby(sorted(identities, key=_home_and_role), key=_home_and_role):
            with undone():
                call = self.call(route, self.theirs if is_stranger else self.ours, role)
                for identity in group:
                    with undone():
                        yield identity, send(self.caller(identity), route, call)


def _home_and_role(identity: Identity) -> tuple[bool, Role]:
    return identity.is_stranger, identity.role


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = store(tmp_path_factory.mktemp("isolation"))
    with override_settings(STORAGES=django_settings.STORAGES | folder), django_db_blocker.unblock(), transaction.atomic():
        ours, theirs = make_home("QZOURS"), make_home("QZTHEIRS")
        yield World(ours, theirs, credentials_of(ours, theirs))
        transaction.set_rollback(True)


def store(folder: Path) -> dict[str, Any]:
    return {"default": {"BACKEND": f"{FolderStorage.__module__}.{FolderStorage.__name__}", "OPTIONS": {"location": str(folder)}}}
