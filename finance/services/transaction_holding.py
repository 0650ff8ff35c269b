"""Holding the rows of transactions while a use-case decides about them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from finance.errors import TransactionStateError
from finance.models import Transaction
from users.tenancy.staleness import refuse_stale
from utils.errors import NotFoundError


def transaction_hold(
    transaction: Transaction, *, expected_version: int | None = None, beside: Collection[UUID | None] = ()
) -> Transaction:
    """The row as it is now, locked until the end of the database transaction: others who would change it wait.

    Always before any sum is touched, and in the order of the ids, so that no two of them wait for each other. Held with it are
    what it settles, reverses or refunds, the purchase that a reversed refund belongs to, and those `beside` it. (Rows of
    documents are held before those of transactions.)

    Raises NotFoundError, StaleVersionError when somebody changed it meanwhile, and TransactionStateError when it belongs to
    another purchase since it was read.
    """
    wanted = {one for one in (transaction.id, *_related(transaction), *beside) if one is not None}
    rows = _held(wanted)
    if transaction.id not in rows:
        raise NotFoundError("There is no such transaction.")
    held = rows[transaction.id]
    refuse_stale(held=held.version, expected=expected_version)
    if held.refunds_id not in {None, *wanted}:
        raise TransactionStateError("Somebody linked it to another purchase in this moment. Look again.")
    return held


def transactions_hold(ids: Collection[UUID]) -> list[Transaction]:
    """The rows as they are now, locked, in the order of their ids. Raises NotFoundError when one is missing."""
    rows = _held(set(ids))
    if len(rows) != len(set(ids)):
        raise NotFoundError("There is no such transaction.")
    return list(rows.values())


def _held(ids: Collection[UUID]) -> dict[UUID, Transaction]:
    return {row.id: row for row in Transaction.objects.select_for_update().filter(id__in=ids).order_by("id")}


def _related(transaction: Transaction) -> list[UUID | None]:
    related = [transaction.settles_id, transaction.reverses_id, transaction.refunds_id]
    if transaction.reverses_id is not None:
        related += Transaction.objects.filter(id=transaction.reverses_id).values_list("refunds_id", flat=True)
    return related
