"""Merging: two accounts, categories or vendors that are one in the world become one in the books.

All that is outside of locked periods moves to the other one, reconciled transactions too (their amounts stay as they are).
What lies in a locked period stays where it is; whoever reads resolves it (finance/selectors/merging.py).
"""

from __future__ import annotations

import datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection

from finance.errors import MergeError
from finance.models import Account, Category, Vendor
from finance.services.approval import require_approver
from finance.services.merging_references import REFERENCES
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.tenancy.staleness import refuse_stale
from utils.errors import NotFoundError

Row = TypeVar("Row", Account, Category, Vendor)
ALONE = "finance_merging"  # one merge at a time in a workspace: chains stay flat
FIELDS = ("merged_into", "archived_at", "version")


def pair_hold(source: Row, into: Row, *, expected_version: int | None) -> tuple[Row, Row]:
    """Both as they are now, locked until the end of the transaction against bookings as well (they go on to `into` then).

    Raises MergeError, NotFoundError, StaleVersionError.
    """
    if source.id == into.id:
        raise MergeError("A thing is not merged into itself. Choose another one.")
    wanted = [source.id, into.id]
    rows = {row.id: row for row in type(source).objects.select_for_update().filter(id__in=wanted).order_by("id")}
    if len(rows) < len(wanted):
        raise NotFoundError("There is no such thing here.")
    held, target = rows[source.id], rows[into.id]
    refuse_stale(held=held.version, expected=expected_version)
    if held.merged_into_id is not None:
        raise MergeError("It was merged before. Merge what it went into.")
    if target.archived_at is not None:
        raise MergeError("The other one is archived or was merged itself. Take it out of the archive, or choose another one.")
    return held, target


def pair_merge(actor: Actor, held: Row, target: Row, *, now: datetime.datetime) -> None:
    """Move every reference, and close the source. The caller holds both, and has refused what does not fit.

    Raises NotAllowedError: what counts already moves, so it takes an approver where the workspace asks for one.
    """
    require_approver(actor)
    locked_through = _locked_through(actor.workspace_id)
    moved = {reference.name: reference.move(held, target, locked_through=locked_through) for reference in REFERENCES[type(held)]}
    held.merged_into, held.archived_at, held.version = target, held.archived_at or now, held.version + 1
    held.save(update_fields=FIELDS)
    kind = str(held._meta.model_name)
    audit_record(
        actor=actor,
        action=f"{kind}_merged",
        subject_type=kind,
        subject_id=held.id,
        data={"into": str(target.id), **{name: count for name, count in moved.items() if count}},
    )


def refuse_merged(row: Account | Category | Vendor) -> None:
    """Raises MergeError: what was merged stays closed."""
    if row.merged_into_id is not None:
        raise MergeError("It was merged into another one, and stays closed. Use that one.")


def _locked_through(workspace_id: UUID) -> datetime.date | None:
    """Held, so that no period is locked while rows are on their way. (Django knows no FOR SHARE.)"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT locked_through FROM finance_ledgersettings WHERE workspace_id = %s FOR SHARE", [workspace_id])
        found = cursor.fetchone()
    return found[0] if found else None
