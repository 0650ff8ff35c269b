"""Which workspace the running code may see: wall (a) of the tenancy.

A scope is entered with `scope(workspace_id)`; `users.tenancy.postgres` adds it to every query on a tenant table when the
SQL is compiled, and refuses to compile without one. `unscoped(reason)` is for the sweep, claims, authentication and
commands only; `tests/users/test_unscoped_callers.py` lists the files that may call it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


class ScopeError(RuntimeError):
    """A tenant table was asked without a workspace, or a row of another workspace was written: a defect, never shown."""


@dataclass(frozen=True, slots=True)
class Unscoped:
    """All workspaces may be seen; `reason` says why, for the logs."""

    reason: str


_active: ContextVar[UUID | Unscoped | None] = ContextVar("workspace_scope", default=None)


def active_scope() -> UUID | Unscoped:
    """The scope in force. Raises ScopeError when there is none."""
    current = _active.get()
    if current is None:
        raise ScopeError("No workspace is in scope. Wrap the code in `with scope(workspace_id):`.")
    return current


def scoped_workspace_id() -> UUID:
    """The workspace in scope. Raises ScopeError when there is none, or all of them."""
    current = active_scope()
    if isinstance(current, Unscoped):
        raise ScopeError(f"One workspace is needed here, but the scope is open ({current.reason}).")
    return current


@contextmanager
def scope(workspace_id: UUID) -> Iterator[None]:
    """See and write the rows of one workspace only."""
    if not isinstance(workspace_id, UUID):
        raise ScopeError(f"A scope needs the id of a workspace, not {workspace_id!r}.")
    token = _active.set(workspace_id)
    try:
        yield
    finally:
        _active.reset(token)


@contextmanager
def unscoped(reason: str) -> Iterator[None]:
    """See the rows of all workspaces, for a stated reason."""
    token = _active.set(Unscoped(reason))
    try:
        yield
    finally:
        _active.reset(token)
