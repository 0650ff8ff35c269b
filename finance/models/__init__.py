"""One aggregate per file; Django and the rest of finance import them from here."""

from finance.models.account import Account, AccountKind
from finance.models.category import Category, CategoryKind, SystemCategory
from finance.models.comment import COMMENT_MAX, Comment, CommentKind
from finance.models.document import MAX_ATTEMPTS, Blob, Channel, Document, DocumentPage, DocumentState, Origin
from finance.models.duplicate import (
    DocumentLink,
    DocumentTraits,
    DuplicateMark,
    LinkKind,
    MarkState,
    PairKind,
    TwinReason,
    TwinStrength,
)
from finance.models.export import Export, ExportFormat, ExportState
from finance.models.extraction import ExtractedField, Extraction, Finding, LineItem
from finance.models.label import Project, Tag, TransactionTag
from finance.models.ledger import Approval, BookingPolicy, LedgerSettings, MonthlySum, OcrPolicyChoice
from finance.models.rate import EcbFixing, OwnRate, RateFeed
from finance.models.reading import DocumentAttachment, DocumentPassword, DocumentReading, DocumentTable
from finance.models.reconciliation import ReconciledTransaction, Reconciliation, ReconciliationState
from finance.models.search import DocumentSearch, TransactionSearch
from finance.models.statement_import import (
    ROW_BOOKS,
    ROW_IS_KNOWN_BY,
    ImportMapping,
    ImportRow,
    ImportState,
    StatementImport,
    Verdict,
)
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
    "COMMENT_MAX",
    "MAX_ATTEMPTS",
    "ROW_BOOKS",
    "ROW_IS_KNOWN_BY",
    "Account",
    "AccountKind",
    "Approval",
    "Blob",
    "BookingPolicy",
    "Category",
    "CategoryKind",
    "Channel",
    "Comment",
    "CommentKind",
    "Document",
    "DocumentAttachment",
    "DocumentLink",
    "DocumentPage",
    "DocumentPassword",
    "DocumentReading",
    "DocumentSearch",
    "DocumentState",
    "DocumentTable",
    "DocumentTraits",
    "DuplicateMark",
    "EcbFixing",
    "Export",
    "ExportFormat",
    "ExportState",
    "ExtractedField",
    "Extraction",
    "Finding",
    "Heartbeat",
    "ImportMapping",
    "ImportRow",
    "ImportState",
    "LedgerSettings",
    "LineItem",
    "LinkKind",
    "MarkState",
    "MonthlySum",
    "OcrPolicyChoice",
    "Origin",
    "OwnRate",
    "PairKind",
    "PendingDeletion",
    "Posting",
    "Project",
    "RateFeed",
    "RateSource",
    "ReconciledTransaction",
    "Reconciliation",
    "ReconciliationState",
    "StatementImport",
    "SystemCategory",
    "Tag",
    "Transaction",
    "TransactionDocument",
    "TransactionKind",
    "TransactionSearch",
    "TransactionStatus",
    "TransactionTag",
    "TwinReason",
    "TwinStrength",
    "Vendor",
    "VendorAlias",
    "Verdict",
]
