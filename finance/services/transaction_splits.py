"""Splitting a booked amount otherwise: the money leg stays, settled or not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from finance.errors import PostingError, UnbalancedError
from finance.models import Posting, Transaction, TransactionKind
from finance.services.booking import MONEY_SIGN, Split, split_posting
from finance.services.posting_copies import draft_of
from finance.services.transaction_changes import transaction_update
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def transaction_split(*, actor: Actor, transaction: Transaction, expected_version: int, splits: Sequence[Split]) -> Transaction:
    """Replace the splits of an expense, income or refund. They are signed like its amount, and add up to it; 0 is allowed.

    Raises UnbalancedError, PostingError (no single amount on an account), and what `transaction_update` raises.
    """
    actor.require(Capability.LEDGER_WRITE)
    money = money_leg(transaction)
    sign = MONEY_SIGN[TransactionKind(transaction.kind)]
    total = sum((split.amount for split in splits), Decimal(0))
    if total != sign * money.amount:
        said = f"{total.normalize():f} of {(sign * money.amount).normalize():f} {money.currency}"
        raise UnbalancedError(f"The splits come to {said}. Let them add up to the amount.")
    postings = [draft_of(money), *(split_posting(split, money.currency, -sign, transaction.vendor) for split in splits)]
    return transaction_update(actor=actor, transaction=transaction, expected_version=expected_version, postings=postings)


def money_leg(transaction: Transaction) -> Posting:
    """The one posting on an account. Raises PostingError."""
    legs = list(transaction.postings.filter(account__isnull=False).select_related("account"))
    if transaction.kind not in MONEY_SIGN or len(legs) != 1:
        raise PostingError("Only an expense, income or refund with one amount on an account has splits. Send postings instead.")
    return legs[0]
