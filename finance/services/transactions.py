"""The use-cases of transactions, one import for the faces; each stands in the file named after what it does."""

from finance.services.transaction_creation import transaction_create
from finance.services.transaction_postings import PostingDraft

__all__ = [
    "PostingDraft",
    "transaction_create",
]
