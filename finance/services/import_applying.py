"""Booking an import: a person says so, a worker does it, in one database transaction.

So a worker that is killed at any moment leaves nothing, and is resumed by the sweep; and all or nothing is what the database
says of it anyway. While it works, the progress stands in the import's row by another connection (`import_lease_kept`).
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from finance.errors import ImportStateError, ImportUndecidedError
from finance.models import Account, ImportMapping, ImportRow, ImportState, StatementImport, Transaction, Verdict
from finance.services.approval import require_approver
from finance.services.checked_writing import checked_write
from finance.services.import_booking import rows_book
from finance.services.import_holding import import_hold
from finance.services.import_planning import import_plan
from finance.services.import_receiving import refuse_closed
from finance.services.import_work import (
    ImportClaim,
    import_advance,
    import_claim,
    import_failures_end,
    import_lease_kept,
    wait_patiently,
)
from finance.signals import import_waits, transactions_imported
from users.audit.services import audit_record
from users.tenancy.actor import Actor, acting, machine
from users.workspaces.roles import Capability

UNCLEAR = (Verdict.BAD, Verdict.AMBIGUOUS)
PLANS_MAX = 3

# Of the rows that settle, those whose transaction does not wait for this money any more.
_NOT_WAITING = """
SELECT count(*) FROM finance_importrow r JOIN finance_transaction t ON t.id = r.matched_id AND t.workspace_id = r.workspace_id
 WHERE r.workspace_id = %(workspace)s AND r.statement_id = %(statement)s AND r.verdict = 'settles'
   AND (t.is_settled OR t.status <> 'booked' OR t.trashed_at IS NOT NULL OR t.kind = 'reversal'
        OR r.amount IS DISTINCT FROM (SELECT sum(p.amount) FROM finance_posting p JOIN finance_account a ON a.id = p.account_id
                                       WHERE p.transaction_id = t.id AND a.kind = 'clearing' AND p.currency = r.currency)
        OR EXISTS (SELECT FROM finance_transaction v
                    WHERE v.workspace_id = t.workspace_id AND v.reverses_id = t.id AND v.trashed_at IS NULL)
        OR (SELECT count(*) FROM finance_importrow o WHERE o.workspace_id = r.workspace_id AND o.statement_id = r.statement_id
             AND o.matched_id = r.matched_id AND o.verdict = 'settles') > 1)
"""


def import_apply(
    *, actor: Actor, statement: StatementImport, all_or_nothing: bool = True, expected_version: int | None = None
) -> StatementImport:
    """Let a planned import be booked by a worker. All or nothing: it is refused while rows are bad or undecided; else those
    are left out, and told.

    Raises ImportStateError, ImportUndecidedError, StaleVersionError, NotAllowedError (an approver has to say so).
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        require_approver(actor)
        held = import_hold(statement, expected_version=expected_version)
        if held.state != ImportState.READY:
            raise ImportStateError(f"Only an import that is ready can be booked; this one is {held.state}.")
        refuse_closed(held.account)
        if all_or_nothing:
            _refuse_unclear(held.counts)
        held.state, held.all_or_nothing, held.state_since = ImportState.APPLYING, all_or_nothing, Now()
        held.error_code, held.error_detail, held.rows_done = "", "", 0
        held.version += 1
        held.save(update_fields=["state", "all_or_nothing", "state_since", "error_code", "error_detail", "rows_done", "version"])
        data = {"all_or_nothing": all_or_nothing}
        audit_record(actor=actor, action="import_confirmed", subject_type="import", subject_id=held.id, data=data)
        import_waits.send(StatementImport, import_id=held.id, state=ImportState.APPLYING)
    return held


def import_book(*, import_id: UUID) -> None:
    """Book the import if it waits for that: all of it in one transaction, or nothing, and then it is ready again."""
    claim = import_claim(import_id, ImportState.APPLYING)
    if claim is None:
        return
    actor = machine(claim.workspace_id)
    with acting(actor), import_failures_end(claim), import_lease_kept(claim):
        statement = StatementImport.objects.select_related("account").get(id=import_id)
        with checked_write():
            wait_patiently()
            _refuse_closed_meanwhile(statement)
            counts = _planned_and_held(statement)
            if statement.all_or_nothing:
                _refuse_unclear(counts)
            rows_book(statement, on_portion=lambda number: _tell(claim, number))
            _remember_mapping(statement)
            import_advance(claim, state=ImportState.APPLIED, counts=counts, rows_done=statement.rows_total or 0)
            audit_record(actor=actor, action="import_applied", subject_type="import", subject_id=import_id, data={**counts})
            transactions_imported.send(StatementImport, workspace_id=claim.workspace_id, import_id=import_id)


def _refuse_closed_meanwhile(statement: StatementImport) -> None:
    """Until this is booked, nobody archives the account or merges it into another. (Django knows no FOR SHARE.)"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM finance_account WHERE workspace_id = %s AND id = %s FOR SHARE",
            [statement.workspace_id, statement.account_id],
        )
    refuse_closed(Account.objects.get(id=statement.account_id))


def _planned_and_held(statement: StatementImport) -> dict[str, int]:
    """The plan as of now, and what it settles held, before any sum is touched: who changes it waits until this is booked.

    What was changed between the plan and the holding is planned again; what is held by then stays as it is.
    """
    for _time in range(PLANS_MAX):
        counts = import_plan(statement)
        _hold_settled(statement)
        if not _not_waiting(statement):
            return counts
    raise ImportStateError("A transaction that a row should settle does not wait for that money. Decide that row anew.")


def _hold_settled(statement: StatementImport) -> None:
    wanted = ImportRow.objects.filter(statement=statement, verdict=Verdict.SETTLES).values("matched_id")
    list(Transaction.objects.select_for_update().filter(id__in=wanted).order_by("id").values_list("id", flat=True))


def _not_waiting(statement: StatementImport) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NOT_WAITING, {"workspace": statement.workspace_id, "statement": statement.id})
        return int(cursor.fetchone()[0])


def _refuse_unclear(counts: dict[str, int]) -> None:
    unclear = {verdict: counts[verdict] for verdict in UNCLEAR if counts.get(verdict)}
    if unclear:
        told = " and ".join(f"{count} {verdict}" for verdict, count in unclear.items())
        raise ImportUndecidedError(f"Nothing was booked: {told}. Decide or skip these rows, or ask for all but them.")


def _remember_mapping(statement: StatementImport) -> None:
    mapping, is_new = ImportMapping.objects.get_or_create(
        workspace_id=statement.workspace_id,
        account_id=statement.account_id,
        signature=statement.signature,
        defaults={"mapping": statement.mapping},
    )
    if not is_new and mapping.mapping != statement.mapping:
        ImportMapping.objects.filter(id=mapping.id).update(mapping=statement.mapping, version=F("version") + 1)


def _tell(claim: ImportClaim, number: int) -> None:
    claim.rows_done = number
