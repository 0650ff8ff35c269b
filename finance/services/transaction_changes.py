"""Changing transactions: update, confirm, trash, restore."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db.models import F

from finance.errors import SettlementError, TransactionStateError
from finance.models import Transaction, TransactionKind, TransactionStatus, Vendor
from finance.services.checked_writing import checked_write
from finance.services.transaction_creation import DERIVED_KINDS, announce_booked
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_postings import PostingDraft, is_seen_on_account, postings_write
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


class TransactionChanges(TypedDict, total=False):
    """What `transaction_update` may change beside the postings."""

    kind: TransactionKind
    date: datetime.date
    description: str
    notes: str
    vendor: Vendor | None


def transaction_update(
    *,
    actor: Actor,
    transaction: Transaction,
    expected_version: int,
    postings: Sequence[PostingDraft] | None = None,
    **changes: Unpack[TransactionChanges],
) -> Transaction:
    """Change it, if it is still as the caller read it; `postings` replace all that were there.

    Raises StaleVersionError, TransactionStateError (reconciled, trashed), SettlementError (the amounts are settled), and what
    `transaction_create` raises.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_unchangeable(held, changes)
        for name, value in changes.items():
            setattr(held, name, value)
        if postings is not None:
            _replace_postings(held, postings)
        return _save(actor, held, "transaction_updated", [*changes, "is_settled"])


def transaction_confirm(*, actor: Actor, transaction: Transaction, expected_version: int | None = None) -> Transaction:
    """A draft becomes booked. Raises TransactionStateError, PeriodLockedError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        if held.status != TransactionStatus.DRAFT or held.trashed_at is not None:
            raise TransactionStateError("Only a draft outside the trash can be confirmed.")
        held.status = TransactionStatus.BOOKED
        _save(actor, held, "transaction_confirmed", ["status"])
        announce_booked(held)
        return held


def transaction_trash(
    *, actor: Actor, transaction: Transaction, now: datetime.datetime, expected_version: int | None = None
) -> Transaction:
    """Out of all sums, into the trash; what a trashed settlement had settled is open again.

    Raises TransactionStateError, SettlementError (trash the settlement first), PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_untrashable(held)
        held.trashed_at = now
        _save(actor, held, "transaction_trashed", ["trashed_at"])
        _mark_settled(held.settles, is_settled=False)
        return held


def transaction_restore(*, actor: Actor, transaction: Transaction, expected_version: int | None = None) -> Transaction:
    """Out of the trash.

    Raises TransactionStateError, SettlementError (settled otherwise meanwhile), PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        if held.trashed_at is None:
            raise TransactionStateError("The transaction is not in the trash.")
        if Transaction.objects.filter(id__in=[held.settles_id, held.reverses_id], trashed_at__isnull=False).exists():
            raise TransactionStateError("What it settles or reverses is in the trash. Restore that first.")
        held.trashed_at = None
        _save(actor, held, "transaction_restored", ["trashed_at"])
        _mark_settled(held.settles, is_settled=True)
        return held


def _refuse_unchangeable(held: Transaction, changes: TransactionChanges) -> None:
    if held.status == TransactionStatus.RECONCILED or held.trashed_at is not None:
        raise TransactionStateError("A transaction that is reconciled or in the trash does not change. Book a reversal instead.")
    if unknown := set(changes) - TransactionChanges.__optional_keys__:
        raise TypeError(f"transaction_update changes no {', '.join(sorted(unknown))}.")
    if changes.get("kind", held.kind) != held.kind and DERIVED_KINDS & {held.kind, changes["kind"]}:
        raise TransactionStateError("Settlements and reversals stay what they are.")


def _replace_postings(held: Transaction, postings: Sequence[PostingDraft]) -> None:
    if held.kind in DERIVED_KINDS:
        raise TransactionStateError("The amounts of a settlement or reversal follow those of its transaction.")
    if held.settlements.filter(trashed_at=None).exists() or held.reversals.filter(trashed_at=None).exists():
        raise SettlementError("Its amounts are settled or reversed. Trash the settlement or reversal first.")
    held.postings.all().delete()
    postings_write(held, postings)
    held.is_settled = is_seen_on_account(postings)


def _refuse_untrashable(held: Transaction) -> None:
    if held.trashed_at is not None:
        raise TransactionStateError("The transaction is in the trash already.")
    if held.status == TransactionStatus.RECONCILED:
        raise TransactionStateError("A reconciled transaction is not thrown away. Book a reversal instead.")
    if held.settlements.filter(trashed_at=None).exists() or held.reversals.filter(trashed_at=None).exists():
        raise SettlementError("It is settled or reversed. Trash the settlement or reversal first.")


def _mark_settled(settled: Transaction | None, *, is_settled: bool) -> None:
    if settled is not None:
        Transaction.objects.filter(id=settled.id).update(is_settled=is_settled, version=F("version") + 1)


def _save(actor: Actor, held: Transaction, action: str, fields: Sequence[str]) -> Transaction:
    held.version += 1
    held.save(update_fields=[*fields, "version"])
    audit_record(actor=actor, action=action, subject_type="transaction", subject_id=held.id, data={"version": held.version})
    return held
