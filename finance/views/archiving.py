"""What accounts, categories, vendors and projects have in common: who may do what, and whether archived ones are listed."""

from __future__ import annotations

from rest_framework.request import Request

from users.workspaces.roles import Capability

READ_AND_WRITE = {
    "list": Capability.LEDGER_READ,
    "retrieve": Capability.LEDGER_READ,
    "history": Capability.LEDGER_READ,
    "create": Capability.LEDGER_WRITE,
    "partial_update": Capability.LEDGER_WRITE,
    "archive": Capability.LEDGER_WRITE,
    "unarchive": Capability.LEDGER_WRITE,
    "merge": Capability.LEDGER_WRITE,
}


def wants_archived(request: Request) -> bool:
    return request.query_params.get("archived") == "true"
