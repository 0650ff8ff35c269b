"""Who the fuzzing is: an owner, an uploader, or nobody. Each lives in a home of one of everything, made anew when it is lost.

(A fuzzer revokes its own key, or leaves its workspace; from then on it would meet nothing but 401.)
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from django.utils import timezone
from schemathesis import AuthContext, Case

from tests.isolation.homes import Home
from tests.isolation.things import make_home
from users.keys.services import api_key_find
from users.workspaces.roles import Role

IDENTITIES = ("owner", "uploader", "anonymous")
CHECKED_EVERY = 10  # calls; asking whether a credential still lives costs a query
_numbers = count(1)


def provider_for(name: str, *, make: Callable[[str], Home] = make_home) -> type[Any]:
    """A schemathesis AuthProvider for one of the identities with a credential."""
    role = Role(name)

    class Identity:
        def __init__(self) -> None:
            self._calls = 0
            self._home: Home | None = None

        def get(self, _case: Case, _context: AuthContext) -> str:
            self._calls += 1
            if self._home is None or (self._calls % CHECKED_EVERY == 0 and not _is_alive(self._home.keys[role])):
                self._home = make(f"FUZZ{next(_numbers)}")
            return self._home.keys[role]

        def set(self, case: Case, data: str, _context: AuthContext) -> None:
            case.headers["Authorization"] = f"Api-Key {data}"

    return Identity


def _is_alive(key: str) -> bool:
    return api_key_find(secret=key, now=timezone.now()) is not None
