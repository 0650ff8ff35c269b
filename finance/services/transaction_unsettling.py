"""The way back of settling: the settlement goes into the trash, and the transaction waits for its money again."""

from __future__ import annotations

import datetime

from finance.errors import SettlementError
from finance.models import Transaction
from finance.services.checked_writing import checked_write
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_trashing import transaction_trash
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def transaction_unsettle(
    *, actor: Actor, transaction: Transaction, now: datetime.datetime, expected_version: int | None = None
) -> Transaction:
    """Take its settlement back; returns the transaction, which is open again.

    Raises SettlementError (no settlement), TransactionStateError (the settlement is reconciled), PeriodLockedError (of the
    settlement's date), StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        found = transaction.settlements.filter(trashed_at=None).first()
        held = transaction_hold(transaction, expected_version=expected_version, beside=[found.id if found else None])
        settlement = held.settlements.filter(trashed_at=None).first()
        if settlement is None or found is None or settlement.id != found.id:
            raise SettlementError(
                "No settlement of it can be taken back: its money was booked on the account itself, or not seen."
            )
        transaction_trash(actor=actor, transaction=settlement, now=now)
        held.refresh_from_db()
        return held
