"""Back office of the ledger: what people entrusted is looked at, and changed only through use-cases."""

from finance.admin import (
    accounts,
    documents,
    exports,
    files,
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
    "documents",
    "exports",
    "files",
    "labels",
    "rates",
    "reconciliations",
    "reports",
    "transactions",
    "vendors",
    "workspaces",
]
