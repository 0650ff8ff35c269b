"""What people decide about a marked pair: keep both, merge them, or let the newer take the place of the older."""

from __future__ import annotations

import datetime

from finance.errors import DuplicateStateError
from finance.models import DuplicateMark, LinkKind, MarkState
from finance.selectors.duplicates import mark_get
from finance.services.checked_writing import checked_write
from finance.services.duplicate_documents import documents_keep, documents_merge, documents_replace
from finance.services.transaction_folding import transactions_fold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import NotFoundError

ACTIONS = {
    MarkState.KEPT: "duplicate_retained",
    MarkState.MERGED: "duplicate_merged",
    MarkState.REPLACED: "duplicate_replaced",
}


def duplicate_keep(*, actor: Actor, mark: DuplicateMark, now: datetime.datetime, link: LinkKind | None = None) -> DuplicateMark:
    """Both stay, and are never asked about again; with `link` the newer document belongs to the older, as its copy, say.

    Raises DuplicateStateError (decided already, or a link between transactions).
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _held(mark)
        if held.first_document and held.second_document:
            documents_keep(actor, held.first_document, held.second_document, link)
        elif link is not None:
            raise DuplicateStateError("Only documents are linked so. Keep both transactions without a link.")
        return _decided(actor, held, MarkState.KEPT, now)


def duplicate_merge(*, actor: Actor, mark: DuplicateMark, now: datetime.datetime) -> DuplicateMark:
    """One booking stays, the older one; its twin goes to the trash, and what stood beside that goes over. Both documents stay.

    Raises DuplicateStateError (decided already, or neither document is booked), TransactionStateError (reconciled, or a side
    in the trash), SettlementError, RefundError, DocumentStateError, PeriodLockedError, NotAllowedError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _held(mark)
        if held.first_document and held.second_document:
            documents_merge(actor, held.first_document, held.second_document, now)
        elif held.first_transaction and held.second_transaction:
            transactions_fold(actor=actor, stays=held.first_transaction, goes=held.second_transaction, now=now)
        return _decided(actor, held, MarkState.MERGED, now)


def duplicate_replace(*, actor: Actor, mark: DuplicateMark, now: datetime.datetime) -> DuplicateMark:
    """The newer one takes the place of the older, which goes to the trash with its booking. Raises as `duplicate_merge`."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = _held(mark)
        if held.first_document and held.second_document:
            documents_replace(actor, held.first_document, held.second_document, now)
        elif held.first_transaction and held.second_transaction:
            transactions_fold(actor=actor, stays=held.second_transaction, goes=held.first_transaction, now=now)
        return _decided(actor, held, MarkState.REPLACED, now)


def _held(mark: DuplicateMark) -> DuplicateMark:
    """Locked first of all: of two people who decide at once the second is told that it is decided."""
    held = DuplicateMark.objects.select_for_update().filter(id=mark.id).first()
    if held is None:
        raise NotFoundError("There is no such pair.")
    if held.state != MarkState.OPEN:
        raise DuplicateStateError(f"The pair was decided already: {held.state}.")
    return mark_get(held.id)


def _decided(actor: Actor, held: DuplicateMark, state: MarkState, now: datetime.datetime) -> DuplicateMark:
    held.state, held.decided_by_id, held.decided_at = state, actor.user_id, now
    held.save(update_fields=["state", "decided_by", "decided_at"])
    audit_record(actor=actor, action=ACTIONS[state], subject_type="duplicate", subject_id=held.id, data={"kind": held.kind})
    return mark_get(held.id)
