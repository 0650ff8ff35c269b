"""The use-cases of transactions, one import for the faces; each stands in the file named after what it does."""

from finance.services.transaction_changes import transaction_confirm, transaction_update
from finance.services.transaction_creation import transaction_create
from finance.services.transaction_postings import PostingDraft
from finance.services.transaction_reconciling import (
    transaction_reconcile,
    transaction_unreconcile,
    transactions_reconcile,
    transactions_unreconcile,
)
from finance.services.transaction_reversal import transaction_reverse
from finance.services.transaction_settlement import transaction_settle
from finance.services.transaction_trashing import transaction_restore, transaction_trash

__all__ = [
    "PostingDraft",
    "transaction_confirm",
    "transaction_create",
    "transaction_reconcile",
    "transaction_restore",
    "transaction_reverse",
    "transaction_settle",
    "transaction_trash",
    "transaction_unreconcile",
    "transaction_update",
    "transactions_reconcile",
    "transactions_unreconcile",
]
