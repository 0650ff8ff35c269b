"""Approval: where a workspace asks for it, nothing counts before somebody who may approve has seen it.

What others enter, and what machines book, begins as a draft; `status=draft` is the list of what waits. What counts already is
changed, thrown away, restored, reversed or moved by a merge by approvers only. Settling and reconciling tell where money was
seen and are no new entry, so whoever writes the ledger does them.
"""

from __future__ import annotations

from finance.models import Approval, LedgerSettings, Transaction, TransactionStatus
from users.tenancy.actor import Actor, ActorKind
from users.workspaces.roles import Capability


def beginning_of(actor: Actor, wished: TransactionStatus) -> TransactionStatus:
    """The status in which an entry of this actor begins: a draft at most, where somebody else has to approve it."""
    return wished if wished == TransactionStatus.DRAFT or _may_decide(actor) else TransactionStatus.DRAFT


def require_approval(actor: Actor, held: Transaction) -> None:
    """Raises NotAllowedError when the transaction counts already and the actor may not decide what counts."""
    if held.status != TransactionStatus.DRAFT:
        require_approver(actor)


def require_approver(actor: Actor) -> None:
    """Raises NotAllowedError for who may not decide what counts in this workspace."""
    if not _may_decide(actor):
        actor.require(Capability.LEDGER_APPROVE)


def _may_decide(actor: Actor) -> bool:
    if actor.can(Capability.LEDGER_APPROVE) and actor.kind is not ActorKind.MACHINE:
        return True
    return not LedgerSettings.objects.filter(approval=Approval.APPROVERS).exists()
