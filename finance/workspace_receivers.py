"""What the ledger does when something happens to a workspace."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from finance.services.ledger import ledger_open
from users.signals import workspace_opened
from users.tenancy.actor import Actor


@receiver(workspace_opened)
def open_ledger(actor: Actor, **_signal: Any) -> None:
    """In the transaction that makes the workspace, and in its scope: there is none without a ledger."""
    ledger_open(actor=actor)
