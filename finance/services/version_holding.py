"""Holding an account, a category, a vendor and the like while a person changes it."""

from __future__ import annotations

from typing import TypeVar

from finance.models import Account, Category, OwnRate, Project, Reconciliation, Tag, Vendor
from users.tenancy.staleness import refuse_stale
from utils.errors import NotFoundError

Row = TypeVar("Row", Account, Category, OwnRate, Vendor, Project, Tag, Reconciliation)


def row_hold(row: Row, *, expected_version: int | None) -> Row:
    """The row as it is now, locked until the transaction ends (bookings on it go on), its version moved on by one.

    The caller saves `version` with what it changes. Raises NotFoundError, StaleVersionError.
    """
    held = type(row).objects.select_for_update(no_key=True).filter(id=row.id).first()
    if held is None:
        raise NotFoundError("There is no such thing here.")
    refuse_stale(held=held.version, expected=expected_version)
    held.version += 1
    return held
