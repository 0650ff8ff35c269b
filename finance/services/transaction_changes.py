"""Changing transactions: update, confirm."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from finance.errors import SettlementError, TransactionStateError
from finance.models import Posting, Project, Tag, Transaction, TransactionKind, TransactionStatus, Vendor
from finance.selectors.merging import survivor
from finance.selectors.reconciliations import is_found_on_statement
from finance.services.approval import require_approval
from finance.services.base_amounts_posted import base_amounts_follow_date
from finance.services.checked_writing import checked_write
from finance.services.posting_copies import draft_of, opposite_of
from finance.services.transaction_creation import DERIVED_KINDS, announce_booked
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_postings import PostingDraft, is_seen_on_account, postings_write
from finance.services.transaction_refunds import refunds_check
from finance.services.transaction_tags import tags_write
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

REMARKS = frozenset({"notes", "tags"})  # they may be put on what is reconciled or approved: no number moves


class TransactionChanges(TypedDict, total=False):
    """What `transaction_update` may change beside the postings and the tags."""

    kind: TransactionKind
    date: datetime.date
    description: str
    notes: str
    vendor: Vendor | None
    project: Project | None
    refunds: Transaction | None


def transaction_update(
    *,
    actor: Actor,
    transaction: Transaction,
    expected_version: int,
    postings: Sequence[PostingDraft] | None = None,
    tags: Sequence[Tag] | None = None,
    **changes: Unpack[TransactionChanges],
) -> Transaction:
    """Change it, if it is still as the caller read it; `postings` and `tags` replace all that were there.

    Raises StaleVersionError, TransactionStateError (reconciled, trashed), SettlementError (the amounts are settled),
    NotAllowedError (it counts, and the actor may not approve), and what `transaction_create` raises.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        purchase = changes.get("refunds")
        held = transaction_hold(transaction, expected_version=expected_version, beside=[purchase.id if purchase else None])
        refunded, date = held.refunds_id, held.date
        _refuse_unchangeable(actor, held, _asked(changes, postings, tags), changes)
        for name, value in changes.items():
            setattr(held, name, survivor(value) if isinstance(value, Vendor) else value)
        if postings is not None:
            _replace_postings(held, postings)
        elif held.date != date:
            base_amounts_follow_date(held)
        if tags is not None:
            tags_write(held, tags)
        saved = transaction_save(actor, held, "transaction_updated", [*changes, "is_settled"])
        refunds_check([held.id, held.refunds_id, refunded])
        return saved


def transaction_confirm(*, actor: Actor, transaction: Transaction, expected_version: int | None = None) -> Transaction:
    """A draft becomes booked.

    Raises TransactionStateError, NotAllowedError (the workspace wants an approver's word), PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        if held.status != TransactionStatus.DRAFT or held.trashed_at is not None:
            raise TransactionStateError("Only a draft outside the trash can be confirmed.")
        held.status = TransactionStatus.BOOKED
        require_approval(actor, held)
        transaction_save(actor, held, "transaction_confirmed", ["status"])
        announce_booked(held)
        return held


def transaction_save(actor: Actor, held: Transaction, action: str, fields: Sequence[str]) -> Transaction:
    """Store these fields of a transaction that is held, as its next version, and tell the audit trail."""
    held.version += 1
    held.save(update_fields=[*fields, "version"])
    audit_record(actor=actor, action=action, subject_type="transaction", subject_id=held.id, data={"version": held.version})
    return held


def _asked(changes: Mapping[str, Any], postings: Sequence[PostingDraft] | None, tags: Sequence[Tag] | None) -> frozenset[str]:
    parts = {"postings": postings, "tags": tags}
    return frozenset(changes) | {name for name, value in parts.items() if value is not None}


def _refuse_unchangeable(actor: Actor, held: Transaction, asked: frozenset[str], changes: TransactionChanges) -> None:
    if unknown := set(changes) - TransactionChanges.__optional_keys__:
        raise TypeError(f"transaction_update changes no {', '.join(sorted(unknown))}.")
    if held.trashed_at is not None:
        raise TransactionStateError("A transaction in the trash does not change. Restore it first.")
    if asked <= REMARKS:
        return
    if held.status == TransactionStatus.RECONCILED or is_found_on_statement([held.id]):
        raise TransactionStateError(
            "A reconciled transaction does not change, but for notes and tags. Take that back, or book a reversal."
        )
    require_approval(actor, held)
    if changes.get("kind", held.kind) != held.kind and DERIVED_KINDS & {held.kind, changes["kind"]}:
        raise TransactionStateError("Settlements and reversals stay what they are.")


def _replace_postings(held: Transaction, postings: Sequence[PostingDraft]) -> None:
    """What was settled may be split otherwise, as long as the money stays where it is."""
    if held.kind in DERIVED_KINDS:
        raise TransactionStateError("The amounts of a settlement or reversal follow those of its transaction.")
    if held.reversals.filter(trashed_at=None).exists():
        raise SettlementError("Its amounts are reversed. Trash the reversal first.")
    has_settlement = held.settlements.filter(trashed_at=None).exists()
    if has_settlement and _money_of(postings) != _money_booked(held):
        raise SettlementError("Its amount on accounts is settled. Take the settlement back first; splits may change without.")
    if has_settlement:
        postings = _worth_as_settled(held, postings)
    held.postings.all().delete()
    postings_write(held, postings)
    held.is_settled = has_settlement or is_seen_on_account(postings)


def _worth_as_settled(held: Transaction, drafts: Sequence[PostingDraft]) -> list[PostingDraft]:
    """The money is worth what its settlement says as well, so that clearing comes to nought in the base currency too."""
    legs = held.postings.filter(account__isnull=False).select_related("account")
    seen = Posting.objects.filter(transaction__settles=held, transaction__trashed_at=None, base_amount__isnull=False)
    taken = [opposite_of(leg) for leg in seen.filter(account__isnull=False).select_related("account", "category")]
    booked = {_money(draft): draft for draft in taken} | {
        _money(draft): draft for draft in map(draft_of, legs) if draft.base_amount is not None
    }
    kept = []
    for draft in drafts:
        worth = booked.get(_money(draft))
        if worth is None:
            kept.append(draft)
        elif draft.base_amount in (None, worth.base_amount):
            kept.append(replace(worth, memo=draft.memo))
        else:
            raise SettlementError("What it is worth in the base currency is settled as well. Take the settlement back first.")
    return kept


Money = tuple[UUID, Decimal, str]


def _money_of(drafts: Sequence[PostingDraft]) -> list[Money]:
    return sorted(money for draft in drafts if (money := _money(draft)) is not None)


def _money(draft: PostingDraft) -> Money | None:
    return None if draft.account is None else (draft.account.id, draft.amount, draft.currency)


def _money_booked(held: Transaction) -> list[Money]:
    legs = held.postings.filter(account__isnull=False)
    return sorted(legs.values_list("account_id", "amount", "currency"))
