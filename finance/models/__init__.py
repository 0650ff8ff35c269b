"""One aggregate per file; Django and the rest of finance import them from here."""

from finance.models.account import Account, AccountKind
from finance.models.category import Category, CategoryKind, SystemCategory
from finance.models.document import MAX_ATTEMPTS, Blob, Channel, Document, DocumentPage, DocumentState
from finance.models.extraction import ExtractedField, Extraction, Finding, LineItem, Origin
from finance.models.label import Project, Tag, TransactionTag
from finance.models.ledger import Approval, BookingPolicy, LedgerSettings, MonthlySum
from finance.models.transaction import (
    Posting,
    RateSource,
    Transaction,
    TransactionDocument,
    TransactionKind,
    TransactionStatus,
)
from finance.models.upkeep import Heartbeat, PendingDeletion
from finance.models.vendor import Vendor, VendorAlias

__all__ = [
    "MAX_ATTEMPTS",
    "Account",
    "AccountKind",
    "Approval",
    "Blob",
    "BookingPolicy",
    "Category",
    "CategoryKind",
    "Channel",
    "Document",
    "DocumentPage",
    "DocumentState",
    "ExtractedField",
    "Extraction",
    "Finding",
    "Heartbeat",
    "LedgerSettings",
    "LineItem",
    "MonthlySum",
    "Origin",
    "PendingDeletion",
    "Posting",
    "Project",
    "RateSource",
    "SystemCategory",
    "Tag",
    "Transaction",
    "TransactionDocument",
    "TransactionKind",
    "TransactionStatus",
    "TransactionTag",
    "Vendor",
    "VendorAlias",
]
