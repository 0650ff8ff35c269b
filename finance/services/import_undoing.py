"""Undoing an import: what it booked goes into the trash, what it settled waits again. In one database transaction.

What a person changed since, or what hangs on it now (it is settled, reversed or refunded), stays, and the import tells how
many: such rows count as imported from then on. Vendors that were made for new payees stay: they are names, and no money.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from finance.errors import ImportStateError, PeriodLockedError
from finance.models import ROW_BOOKS, ImportRow, ImportState, LedgerSettings, StatementImport, Transaction, TransactionStatus
from finance.selectors.reconciliations import found_on_statements
from finance.services.approval import require_approver
from finance.services.checked_writing import checked_write
from finance.services.import_holding import import_hold
from finance.services.import_planning import account_hold, verdict_counts
from finance.services.import_work import (
    import_advance,
    import_claim,
    import_failures_end,
    import_lease_kept,
    wait_patiently,
)
from finance.signals import import_waits
from users.audit.services import audit_record
from users.tenancy.actor import Actor, acting, machine
from users.workspaces.roles import Capability
from utils.copying import bulk_begin

_OWN = """
CREATE TEMP TABLE import_own ON COMMIT DROP AS
SELECT t.id, t.settles_id,
       t.version > 1 OR EXISTS (SELECT FROM finance_transaction d
                                 WHERE d.workspace_id = t.workspace_id AND d.trashed_at IS NULL
                                   AND (d.settles_id = t.id OR d.reverses_id = t.id OR d.refunds_id = t.id)) AS is_kept
  FROM finance_importrow r JOIN finance_transaction t ON t.id = r.id AND t.workspace_id = r.workspace_id
 WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND t.trashed_at IS NULL
"""
_HOLD = """
SELECT count(*) FROM (
    SELECT t.id FROM finance_transaction t
     WHERE t.workspace_id = %(workspace)s
       AND t.id IN (SELECT unnest(ARRAY[r.id, CASE WHEN r.verdict = 'settles' THEN r.matched_id END]) FROM finance_importrow r
                     WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s)
     ORDER BY t.id FOR UPDATE) held
"""
_KEEP = """
UPDATE finance_importrow r SET is_kept = true FROM import_own o
 WHERE r.id = o.id AND r.workspace_id = %(workspace)s AND o.is_kept
"""
_TRASH = """
UPDATE finance_transaction t SET trashed_at = statement_timestamp(), version = t.version + 1 FROM import_own o
 WHERE t.id = o.id AND t.workspace_id = %(workspace)s AND NOT o.is_kept
"""
_OPEN_AGAIN = """
UPDATE finance_transaction t SET is_settled = false, version = t.version + 1 FROM import_own o
 WHERE t.id = o.settles_id AND t.workspace_id = %(workspace)s AND NOT o.is_kept
"""


def import_undo(*, actor: Actor, statement: StatementImport, expected_version: int | None = None) -> StatementImport:
    """Let a worker take away what the import booked.

    Raises ImportStateError (not booked; something of it is reconciled), StaleVersionError, NotAllowedError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        require_approver(actor)
        held = import_hold(statement, expected_version=expected_version)
        if held.state != ImportState.APPLIED:
            raise ImportStateError(f"Only an import that was booked can be undone; this one is {held.state}.")
        _refuse_reconciled(held)
        _refuse_locked(held)
        held.state, held.state_since, held.rows_done = ImportState.UNDOING, Now(), 0
        held.error_code, held.error_detail = "", ""
        held.version += 1
        held.save(update_fields=["state", "state_since", "rows_done", "error_code", "error_detail", "version"])
        audit_record(actor=actor, action="import_recalled", subject_type="import", subject_id=held.id)
        import_waits.send(StatementImport, import_id=held.id, state=ImportState.UNDOING)
    return held


def import_take_back(*, import_id: UUID) -> None:
    """Take away what the import booked if that waits to be done: all in one transaction, or nothing, and it stays applied."""
    claim = import_claim(import_id, ImportState.UNDOING)
    if claim is None:
        return
    actor = machine(claim.workspace_id)
    with acting(actor), import_failures_end(claim), import_lease_kept(claim):
        statement = StatementImport.objects.select_related("account").get(id=import_id)
        with checked_write():
            wait_patiently()
            account_hold(statement)
            _hold_own(statement)
            _refuse_reconciled(statement)
            taken, kept = _take_back(statement)
            counts = {**verdict_counts(import_id), "undone": taken, "kept": kept}
            import_advance(claim, state=ImportState.UNDONE, counts=counts, rows_done=statement.rows_total or 0)
            data = {"undone": taken, "kept": kept}
            audit_record(actor=actor, action="import_reverted", subject_type="import", subject_id=import_id, data=data)


def _take_back(statement: StatementImport) -> tuple[int, int]:
    values: dict[str, Any] = {"workspace": statement.workspace_id, "statement": statement.id}
    bulk_begin()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS import_own")
        cursor.execute(_OWN, values)
        cursor.execute("ANALYZE import_own")
        cursor.execute(_KEEP, values)
        kept = cursor.rowcount
        cursor.execute(_TRASH, values)
        taken = cursor.rowcount
        cursor.execute(_OPEN_AGAIN, values)
    return taken, kept


def _hold_own(statement: StatementImport) -> None:
    """Whoever changes one of them now waits, or was first and is seen; by id, as everybody holds them."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, {"workspace": statement.workspace_id, "statement": statement.id})


def _refuse_locked(statement: StatementImport) -> None:
    locked = LedgerSettings.objects.values_list("locked_through", flat=True).get()
    rows = ImportRow.objects.filter(statement=statement, verdict__in=ROW_BOOKS, date__lte=locked) if locked else None
    if rows is not None and rows.exists():
        raise PeriodLockedError(f"Some of its rows lie in the period that is locked through {locked}: nothing was undone.")


def _refuse_reconciled(statement: StatementImport) -> None:
    rows = ImportRow.objects.filter(statement=statement).values("id")
    is_reconciled = Q(status=TransactionStatus.RECONCILED) | Exists(found_on_statements().filter(transaction=OuterRef("id")))
    reconciled = Transaction.objects.filter(is_reconciled, id__in=rows, trashed_at=None).count()
    if reconciled:
        raise ImportStateError(
            f"{reconciled} of its transactions are reconciled: nothing was undone. Take the reconciliation back first."
        )
