"""What people decide about an import before it is booked: how its columns are read, and what becomes of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.db.models.functions import Now

from finance.errors import ImportStateError
from finance.models import (
    Account,
    AccountKind,
    ImportMapping,
    ImportRow,
    ImportState,
    Posting,
    StatementImport,
    Transaction,
    TransactionKind,
    TransactionStatus,
    Verdict,
)
from finance.selectors.merging import with_merged
from finance.services.checked_writing import checked_write
from finance.services.import_holding import import_hold
from finance.services.import_mapping import mapping_from_json, mapping_to_json
from finance.services.import_planning import import_plan, verdict_counts
from finance.signals import import_waits
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.tenancy.staleness import refuse_stale
from users.workspaces.roles import Capability
from utils.errors import NotFoundError

MAPPABLE = (ImportState.NEEDS_MAPPING, ImportState.READY, ImportState.FAILED)
DECISIONS = (Verdict.NEW, Verdict.SKIPPED, Verdict.SETTLES, Verdict.TWIN)
LINKS = (Verdict.SETTLES, Verdict.TWIN)


def import_map(
    *, actor: Actor, statement: StatementImport, mapping: Mapping[str, Any], expected_version: int | None = None
) -> StatementImport:
    """Read the file anew as this mapping says; what was decided about its rows before is gone.

    Raises MappingError, ImportStateError (it is being read, booked, or was), StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    told = mapping_to_json(mapping_from_json(mapping))
    with checked_write():
        held = import_hold(statement, expected_version=expected_version)
        if held.state not in MAPPABLE:
            raise ImportStateError(f"The columns can be told until the import is booked; this one is {held.state}.")
        StatementImport.objects.filter(id=held.id).update(
            state=ImportState.RECEIVED,
            state_since=Now(),
            attempt=F("attempt") + 1,
            tries=0,
            mapping=told,
            doubts=[],
            counts={},
            rows_total=None,
            rows_done=0,
            error_code="",
            error_detail="",
            version=F("version") + 1,
        )
        audit_record(actor=actor, action="import_mapped", subject_type="import", subject_id=held.id)
        import_waits.send(StatementImport, import_id=held.id, state=ImportState.RECEIVED)
        return StatementImport.objects.select_related("account").get(id=held.id)


def import_row_decide(
    *,
    actor: Actor,
    row: ImportRow,
    decision: Verdict | None,
    transaction: Transaction | None = None,
    expected_version: int | None = None,
) -> ImportRow:
    """Say what becomes of a row: skip it, book it as new, or take it for a transaction (`settles`, `twin`). None: as planned.

    Raises ImportStateError, StaleVersionError, NotFoundError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        statement = import_hold(row.statement)
        held = ImportRow.objects.select_for_update().get(id=row.id)
        refuse_stale(held=held.version, expected=expected_version)
        if statement.state != ImportState.READY:
            raise ImportStateError(f"Rows are decided while the import is ready; this one is {statement.state}.")
        _refuse_undecidable(statement, held, decision, transaction)
        _set(held, decision, transaction)
        counts = import_plan(statement) if decision is None and held.key else verdict_counts(statement.id)
        StatementImport.objects.filter(id=statement.id).update(counts=counts, version=F("version") + 1)
        data = {"number": held.number, "decision": decision.value if decision else None}
        audit_record(actor=actor, action="import_row_decided", subject_type="import", subject_id=statement.id, data=data)
    return ImportRow.objects.get(id=row.id)


def import_mapping_forget(*, actor: Actor, mapping: ImportMapping, expected_version: int | None = None) -> None:
    """The next file with this header is guessed anew. Raises StaleVersionError, NotFoundError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = ImportMapping.objects.select_for_update().filter(id=mapping.id).first()
        if held is None:
            raise NotFoundError("There is no such mapping.")
        refuse_stale(held=held.version, expected=expected_version)
        held.delete()
        audit_record(actor=actor, action="import_mapping_removed", subject_type="import_mapping", subject_id=mapping.id)


def _set(held: ImportRow, decision: Verdict | None, transaction: Transaction | None) -> None:
    held.decision = decision.value if decision else ""
    if decision is not None:
        held.verdict = decision.value
        held.matched = transaction
    elif held.key is None:
        held.verdict = Verdict.BAD if held.amount is None else Verdict.SKIPPED
    held.version += 1
    held.save(update_fields=["decision", "verdict", "matched", "version"])


def _refuse_undecidable(
    statement: StatementImport, row: ImportRow, decision: Verdict | None, transaction: Transaction | None
) -> None:
    if decision is not None and decision not in DECISIONS:
        raise ImportStateError(f"A row can be made {', '.join(DECISIONS)}.")
    if row.key is None and decision not in (Verdict.SKIPPED, None):
        raise ImportStateError("This row cannot be booked: skip it, or correct the mapping or the file.")
    if (decision in LINKS) != (transaction is not None):
        raise ImportStateError("Name the transaction of a row that settles or is a twin, and of no other.")
    if transaction is None:
        return
    taken = ImportRow.objects.filter(statement=statement, matched=transaction).exclude(decision="").exclude(id=row.id)
    if taken.exists():
        raise ImportStateError("Another row of this import was decided to be this transaction. One row, one transaction.")
    if decision == Verdict.SETTLES:
        _refuse_unsettled_by(statement, row, transaction)
    elif not _legs(transaction, with_merged(Account, [statement.account_id])).filter(amount=row.amount).exists():
        raise ImportStateError("A twin stands on this account with this amount, outside the trash and the drafts.")


def _refuse_unsettled_by(statement: StatementImport, row: ImportRow, transaction: Transaction) -> None:
    if statement.account.kind == AccountKind.CLEARING:
        raise ImportStateError("Money is settled on the account on which it was seen, not on clearing.")
    clearing = Account.objects.filter(kind=AccountKind.CLEARING).values_list("id", flat=True)
    legs = list(_legs(transaction, list(clearing)))
    waits = not transaction.is_settled and transaction.kind != TransactionKind.REVERSAL
    if not waits or sum(leg.amount for leg in legs) != row.amount or {leg.currency for leg in legs} != {row.currency}:
        raise ImportStateError("This transaction does not wait for this very amount, so the row cannot settle it.")


def _legs(transaction: Transaction, account_ids: list[Any]) -> Any:
    legs = Posting.objects.filter(transaction=transaction, account_id__in=account_ids, transaction__trashed_at=None)
    return legs.exclude(transaction__status=TransactionStatus.DRAFT)
