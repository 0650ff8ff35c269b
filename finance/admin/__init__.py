"""Back office of the ledger: what people entrusted is looked at, and changed only through use-cases."""

from finance.admin import (
    accounts,
    comments,
    document_passwords,
    documents,
    duplicates,
    exports,
    files,
    imports,
    labels,
    rates,
    reconciliations,
    reports,
    transactions,
    vendors,
    workspaces,
)

__all__ = [
    "accounts",
    "comments",
    "document_passwords",
    "documents",
    "duplicates",
    "exports",
    "files",
    "imports",
    "labels",
    "rates",
    "reconciliations",
    "reports",
    "transactions",
    "vendors",
    "workspaces",
]
