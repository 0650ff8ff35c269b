"""Who the fuzzing is: an owner who is logged in, an uploader with a key, or nobody.

Each lives in a home of one of everything, made anew when it is lost. (A fuzzer logs itself out and revokes its own key; from
then on it would meet nothing but 401.)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils import timezone
from schemathesis import AuthContext, Case

from tests.isolation.homes import Home
from tests.isolation.identities import open_session
from tests.isolation.things import make_home
from users.keys.services import api_key_find
from users.sessions.authentication import credential_of_access
from users.sessions.errors import TokenInvalidError
from users.workspaces.roles import Role

CHECKED_EVERY = 10  # calls; asking whether a credential still lives costs a query
_numbers = count(1)

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """How one identity proves who it is: the headers of a home, and whether they still open something."""

    headers: Callable[[Home], Headers]
    is_alive: Callable[[Headers], bool]


def _by_session(home: Home) -> Headers:
    """With the workspace named: whoever opened a second one has to."""
    return open_session(home.user(Role.OWNER))[1] | {"X-Workspace": str(home.workspace.id)}


def _session_lives(headers: Headers) -> bool:
    try:
        credential = credential_of_access(headers["Authorization"].removeprefix("Bearer "))
    except TokenInvalidError:
        return False
    return any(str(mine.workspace_id) == headers["X-Workspace"] for mine in credential.memberships)


def _by_key(home: Home) -> Headers:
    return {"Authorization": f"Api-Key {home.keys[Role.UPLOADER]}"}


def _key_lives(headers: Headers) -> bool:
    return api_key_find(secret=headers["Authorization"].removeprefix("Api-Key "), now=timezone.now()) is not None


WAYS = {"owner": Way(_by_session, _session_lives), "uploader": Way(_by_key, _key_lives)}
IDENTITIES = (*WAYS, "anonymous")


def provider_for(name: str) -> type[Any] | None:
    """A schemathesis AuthProvider for one of the identities; None for nobody."""
    way = WAYS.get(name)
    return None if way is None else _provider(way)


def _provider(way: Way) -> type[Any]:
    class Identity:
        def __init__(self) -> None:
            self._calls = 0
            self._headers: Headers = {}

        def get(self, _case: Case, _context: AuthContext) -> Headers:
            self._calls += 1
            if not self._headers or (self._calls % CHECKED_EVERY == 0 and not way.is_alive(self._headers)):
                self._headers = way.headers(make_home(f"FUZZ{next(_numbers)}"))
            return self._headers

        def set(self, case: Case, data: Headers, _context: AuthContext) -> None:
            case.headers.update(data)

    return Identity
