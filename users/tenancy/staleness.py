"""The rule of every versioned record: who changes it has seen it as it is."""

from __future__ import annotations

from users.tenancy.errors import StaleVersionError


def refuse_stale(*, held: int, expected: int | None) -> None:
    """`held` is the version of the row, locked by the caller; `expected` the one that was looked at (None: not said).

    Raises StaleVersionError.
    """
    if expected is not None and held != expected:
        raise StaleVersionError("It was changed since you read it. Read it again, then decide.")
