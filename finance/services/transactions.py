"""The use-cases of transactions, one import for the faces; each stands in the file named after what it does."""

from finance.services.transaction_changes import transaction_confirm, transaction_update
from finance.services.transaction_creation import transaction_create
from finance.services.transaction_documents import transaction_document_link, transaction_document_unlink
from finance.services.transaction_postings import PostingDraft
from finance.services.transaction_reconciling import (
    transaction_reconcile,
    transaction_unreconcile,
    transactions_reconcile,
    transactions_unreconcile,
)
from finance.services.transaction_reversal import transaction_reverse
from finance.services.transaction_settlement import transaction_settle
from finance.services.transaction_splits import transaction_split
from finance.services.transaction_transfer import transfer_postings
from finance.services.transaction_trashing import transaction_restore, transaction_trash
from finance.services.transaction_unsettling import transaction_unsettle

__all__ = [
    "PostingDraft",
    "transaction_confirm",
    "transaction_create",
    "transaction_document_link",
    "transaction_document_unlink",
    "transaction_reconcile",
    "transaction_restore",
    "transaction_reverse",
    "transaction_settle",
    "transaction_split",
    "transaction_trash",
    "transaction_unreconcile",
    "transaction_unsettle",
    "transaction_update",
    "transactions_reconcile",
    "transactions_unreconcile",
    "transfer_postings",
]
