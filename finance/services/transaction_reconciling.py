"""Reconciling: a transaction was found on the statement of its account, and does not change any more; and the way back."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from finance.errors import TransactionStateError
from finance.models import AccountKind, Posting, Transaction, TransactionStatus
from finance.selectors.reconciliations import is_found_on_statement
from finance.services.checked_writing import checked_write
from finance.services.transaction_holding import transaction_hold, transactions_hold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def transaction_reconcile(*, actor: Actor, transaction: Transaction, expected_version: int | None = None) -> Transaction:
    """A booked transaction is reconciled. Raises TransactionStateError, PeriodLockedError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_irreconcilable(held)
        if held.status == TransactionStatus.RECONCILED:
            raise TransactionStateError("The transaction is reconciled already.")
        _refuse_unseen([held])
        return _turn(actor, held, TransactionStatus.RECONCILED, "transaction_reconciled")


def transaction_unreconcile(*, actor: Actor, transaction: Transaction, expected_version: int | None = None) -> Transaction:
    """It is booked again, and may change. Raises TransactionStateError, PeriodLockedError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        if held.status != TransactionStatus.RECONCILED:
            raise TransactionStateError("The transaction is not reconciled.")
        _refuse_found([held.id])
        return _turn(actor, held, TransactionStatus.BOOKED, "transaction_unreconciled")


def transactions_reconcile(*, actor: Actor, ids: Collection[UUID]) -> list[UUID]:
    """All of them or none; returns those that were not reconciled before (a transfer stands on two statements).

    Raises TransactionStateError (a draft, in the trash, not seen on an account), PeriodLockedError, NotFoundError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        rows = transactions_hold(ids)
        for row in rows:
            _refuse_irreconcilable(row)
        booked = [row for row in rows if row.status == TransactionStatus.BOOKED]
        _refuse_unseen(booked)
        return _turn_many(actor, booked, TransactionStatus.RECONCILED, "transaction_reconciled")


def transactions_unreconcile(*, actor: Actor, ids: Collection[UUID]) -> list[UUID]:
    """Those of them that are reconciled are booked again; returns them. Raises PeriodLockedError, NotFoundError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        reconciled = [row for row in transactions_hold(ids) if row.status == TransactionStatus.RECONCILED]
        _refuse_found([row.id for row in reconciled])
        return _turn_many(actor, reconciled, TransactionStatus.BOOKED, "transaction_unreconciled")


def _refuse_irreconcilable(held: Transaction) -> None:
    if held.status == TransactionStatus.DRAFT or held.trashed_at is not None:
        raise TransactionStateError("A draft or trashed transaction is not reconciled. Confirm or restore it first.")


def _refuse_unseen(rows: Collection[Transaction]) -> None:
    """What stands on clearing only, and was not settled, is on no statement."""
    open_ones = {row.id for row in rows if not row.is_settled}
    legs = Posting.objects.filter(transaction_id__in=open_ones, account__isnull=False).exclude(account__kind=AccountKind.CLEARING)
    if open_ones - set(legs.values_list("transaction_id", flat=True)):
        raise TransactionStateError("Its money was not seen on an account yet, so it is on no statement. Settle it first.")


def _refuse_found(ids: list[UUID]) -> None:
    """What a closed reconciliation holds is let go by reopening that."""
    if is_found_on_statement(ids):
        raise TransactionStateError("It was found on a statement. Reopen the reconciliation of its account instead.")


def _turn(actor: Actor, held: Transaction, status: TransactionStatus, action: str) -> Transaction:
    held.status, held.version = status, held.version + 1
    held.save(update_fields=["status", "version"])
    audit_record(actor=actor, action=action, subject_type="transaction", subject_id=held.id, data={"version": held.version})
    return held


def _turn_many(actor: Actor, rows: Collection[Transaction], status: TransactionStatus, action: str) -> list[UUID]:
    ids = [row.id for row in rows]
    if ids:
        Transaction.objects.filter(id__in=ids).update(status=status, version=F("version") + 1)
        audit_record(actor=actor, action=action, subject_type="transaction", subject_id=None, data={"count": len(ids)})
    return ids
