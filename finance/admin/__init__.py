"""Back office of the ledger: what people entrusted is looked at, and changed only through use-cases."""

from finance.admin import accounts, documents, files, labels, reconciliations, transactions, vendors, workspaces

__all__ = ["accounts", "documents", "files", "labels", "reconciliations", "transactions", "vendors", "workspaces"]
