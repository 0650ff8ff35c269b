"""Comparing an account with the balance that a statement states: begin, choose what is on it, close when it agrees to the cent.

What lies in a locked period keeps its status (nothing dated in it changes); the reconciliation itself tells that it was found.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import QuerySet

from finance.errors import InvalidFieldError, ReconciliationError
from finance.models import (
    Account,
    AccountKind,
    LedgerSettings,
    ReconciledTransaction,
    Reconciliation,
    ReconciliationState,
    Transaction,
    TransactionStatus,
)
from finance.selectors.merging import survivor, with_merged
from finance.selectors.reconciliations import amount_found, amount_on, reconciliation_open_transactions
from finance.services.checked_writing import checked_write
from finance.services.transaction_holding import transactions_hold
from finance.services.transaction_reconciling import transactions_reconcile, transactions_unreconcile
from finance.services.version_holding import row_hold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.money import format_amount


class ReconciliationChanges(TypedDict, total=False):
    """What `reconciliation_update` may change."""

    date: datetime.date
    stated_balance: Decimal


def reconciliation_start(*, actor: Actor, account: Account, date: datetime.date, stated_balance: Decimal) -> Reconciliation:
    """Begin to compare. Raises ReconciliationError (clearing, one is open, a later one is closed)."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = survivor(account)
        if held.kind == AccountKind.CLEARING:
            raise ReconciliationError("Clearing has no statement: it holds what was not seen on one yet.")
        _refuse_earlier(held, date)
        begun = Reconciliation.objects.create(
            workspace_id=actor.workspace_id, account=held, date=date, stated_balance=stated_balance, opened_by_id=actor.user_id
        )
        _tell(actor, begun, "reconciliation_opened")
    return begun


def reconciliation_update(
    *,
    actor: Actor,
    reconciliation: Reconciliation,
    expected_version: int | None = None,
    **changes: Unpack[ReconciliationChanges],
) -> Reconciliation:
    """Another day or balance, while it is open. Raises ReconciliationError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _open_one(reconciliation, expected_version)
        held.date = changes.get("date", held.date)
        held.stated_balance = changes.get("stated_balance", held.stated_balance)
        _refuse_earlier(held.account, held.date)
        held.save(update_fields=["date", "stated_balance", "version"])
        _tell(actor, held, "reconciliation_updated")
    return held


def reconciliation_close(
    *,
    actor: Actor,
    reconciliation: Reconciliation,
    now: datetime.datetime,
    transaction_ids: Collection[UUID] | None = None,
    expected_version: int | None = None,
) -> Reconciliation:
    """These transactions (None: all) are on the statement; they are reconciled now.

    Raises ReconciliationError unless they and those found before come to the stated balance, InvalidFieldError (one is none
    of the account's open ones), StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _open_one(reconciliation, expected_version)
        chosen = _chosen(held, transaction_ids)
        _refuse_difference(held, chosen)
        transactions_reconcile(actor=actor, ids=_changeable(chosen))
        ReconciledTransaction.objects.bulk_create(
            ReconciledTransaction(workspace_id=held.workspace_id, reconciliation=held, transaction=row) for row in chosen
        )
        held.state, held.closed_at, held.closed_by_id = ReconciliationState.CLOSED, now, actor.user_id
        held.save(update_fields=["state", "closed_at", "closed_by", "version"])
        _tell(actor, held, "reconciliation_closed", transactions=len(chosen))
    return held


def reconciliation_reopen(*, actor: Actor, reconciliation: Reconciliation, expected_version: int | None = None) -> Reconciliation:
    """Take the latest one of its account back: what it had found is booked again, unless another statement shows it as well.

    Raises ReconciliationError, PeriodLockedError (what it found was locked since), StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(reconciliation, expected_version=expected_version)
        if held.state != ReconciliationState.CLOSED:
            raise ReconciliationError("It is open already.")
        if _of(held.account).filter(date__gt=held.date).exists():
            raise ReconciliationError("A later one of this account builds on it. Reopen or delete that one first.")
        links = ReconciledTransaction.objects.filter(reconciliation=held)
        ids = list(links.values_list("transaction_id", flat=True))
        links.delete()
        elsewhere = set(ReconciledTransaction.objects.filter(transaction_id__in=ids).values_list("transaction_id", flat=True))
        held.state, held.closed_at, held.closed_by = ReconciliationState.OPEN, None, None
        held.save(update_fields=["state", "closed_at", "closed_by", "version"])
        transactions_unreconcile(actor=actor, ids=[one for one in ids if one not in elsewhere])
        _tell(actor, held, "reconciliation_reopened", transactions=len(ids))
    return held


def reconciliation_delete(*, actor: Actor, reconciliation: Reconciliation, expected_version: int | None = None) -> None:
    """Give an open one up. Raises ReconciliationError for a closed one, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _open_one(reconciliation, expected_version)
        _tell(actor, held, "reconciliation_deleted")
        held.delete()


def _open_one(reconciliation: Reconciliation, expected_version: int | None) -> Reconciliation:
    held = row_hold(reconciliation, expected_version=expected_version)
    if held.state != ReconciliationState.OPEN:
        raise ReconciliationError("It is closed: its account agreed with the statement. Reopen it first.")
    return held


def _refuse_earlier(account: Account, date: datetime.date) -> None:
    if _of(account).filter(state=ReconciliationState.CLOSED, date__gte=date).exists():
        raise ReconciliationError("The account agreed with a statement of that day or a later one. Give a later day.")


def _of(account: Account) -> QuerySet[Reconciliation]:
    return Reconciliation.objects.filter(account_id__in=with_merged(Account, [account.id]))


def _chosen(held: Reconciliation, ids: Collection[UUID] | None) -> list[Transaction]:
    """Held, so that they are what they are until the end."""
    candidates = reconciliation_open_transactions(held)
    asked = candidates if ids is None else candidates.filter(id__in=ids)
    fitting = set(asked.values_list("id", flat=True))
    transactions_hold(fitting)
    chosen = list(candidates.filter(id__in=fitting))
    if len(chosen) < len(fitting if ids is None else set(ids)):
        sentence = "Not all of these are transactions of the account up to that day that wait to be found."
        raise InvalidFieldError(sentence, errors={"transactions": [sentence]})
    return chosen


def _refuse_difference(held: Reconciliation, chosen: list[Transaction]) -> None:
    chosen_rows = Transaction.objects.filter(id__in=[row.id for row in chosen])
    found = amount_found(held) + amount_on(held.account, chosen_rows)
    difference = found - held.stated_balance
    if difference:
        currency = str(held.account.currency)
        told = {
            "sum": format_amount(found, currency),
            "stated": format_amount(held.stated_balance, currency),
            "by": format_amount(abs(difference), currency),
        }
        side = "more" if difference > 0 else "less"
        raise ReconciliationError(
            f"The transactions found come to {told['sum']} {currency}, which is {told['by']} {side} than the"
            f" {told['stated']} {currency} of the statement. Choose others, or book what is missing."
        )


def _changeable(chosen: list[Transaction]) -> list[UUID]:
    """What lies in a locked period stays as it is."""
    locked_through = LedgerSettings.objects.get().locked_through
    booked = [row for row in chosen if row.status == TransactionStatus.BOOKED]
    return [row.id for row in booked if locked_through is None or row.date > locked_through]


def _tell(actor: Actor, held: Reconciliation, action: str, **data: int) -> None:
    audit_record(actor=actor, action=action, subject_type="reconciliation", subject_id=held.id, data=data)
