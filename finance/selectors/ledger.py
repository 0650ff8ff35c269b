"""Reading the settings of the ledger."""

from __future__ import annotations

from finance.models import LedgerSettings
from users.tenancy.scope import scoped_workspace_id


def ledger_settings() -> LedgerSettings:
    """Those of the workspace; what holds as long as nobody opened the ledger is not stored."""
    return LedgerSettings.objects.first() or LedgerSettings(workspace_id=scoped_workspace_id())
