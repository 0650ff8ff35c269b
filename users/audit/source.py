"""By which door a deed came into the house: kept with every event of the audit trail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Source(StrEnum):
    """The face by which somebody acted."""

    REST = "rest"
    AUTH = "auth"  # below /api/v1/auth/
    ADMIN = "admin"
    COMMAND = "command"  # a shell on the server
    WORKER = "worker"  # a task of the queue


# Whatever is neither a request nor a task was begun by somebody at the server's shell.
_source: ContextVar[Source] = ContextVar("audit_source", default=Source.COMMAND)

_BRANCHES = (("/admin/", Source.ADMIN), ("/api/v1/auth/", Source.AUTH))


def present_source() -> Source:
    """The source of what is being done now."""
    return _source.get()


def set_source(source: Source) -> None:
    """For what has a beginning and an end of its own (tasks); everybody else uses `coming_from`."""
    _source.set(source)


@contextmanager
def coming_from(source: Source) -> Iterator[None]:
    """What is done inside comes by this door."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def source_of_path(path: str) -> Source:
    """The door that a request of this path comes by."""
    return next((source for branch, source in _BRANCHES if path.startswith(branch)), Source.REST)
