"""Ids: UUIDv7, ordered by time, made in one place."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562): sorts by the time of its making."""
    return uuid7()
