"""Holding an import's row while a person changes it."""

from __future__ import annotations

from finance.models import StatementImport
from users.tenancy.staleness import refuse_stale
from utils.errors import NotFoundError


def import_hold(statement: StatementImport, *, expected_version: int | None = None) -> StatementImport:
    """The import with its account, locked until the transaction ends. Raises NotFoundError, StaleVersionError."""
    rows = StatementImport.objects.select_related("account").select_for_update(of=("self",))
    held = rows.filter(id=statement.id).first()
    if held is None:
        raise NotFoundError("There is no such import.")
    refuse_stale(held=held.version, expected=expected_version)
    return held
