"""Holding a transaction's row while a use-case decides about it."""

from __future__ import annotations

from finance.models import Transaction
from users.tenancy.staleness import refuse_stale
from utils.errors import NotFoundError


def transaction_hold(transaction: Transaction, *, expected_version: int | None = None) -> Transaction:
    """The row as it is now, locked until the end of the database transaction: others who would change it wait.

    Always the first thing a use-case does, before any sum is touched, so that no two of them wait for each other. A
    settlement or reversal comes after what it settles or reverses, which is held first.

    Raises NotFoundError, and StaleVersionError when somebody changed it meanwhile.
    """
    related = [transaction.settles_id, transaction.reverses_id]
    wanted = {one for one in (transaction.id, *related) if one is not None}
    rows = {row.id: row for row in Transaction.objects.select_for_update().filter(id__in=wanted).order_by("id")}
    if transaction.id not in rows:
        raise NotFoundError("There is no such transaction.")
    refuse_stale(held=rows[transaction.id].version, expected=expected_version)
    return rows[transaction.id]
