"""`manage.py verify_ledger`: recompute the ledgers and name whatever is wrong; exit 1 when something is."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.services.ledger_verification import ledger_verify
from users.models import Workspace


class Command(BaseCommand):
    help = "Recompute every ledger (or one) from its postings and name what is wrong. Exit 1 when something is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", type=UUID, help="only this workspace (id)")

    def handle(self, *_args: Any, **options: Any) -> None:
        wrong = 0
        workspace_ids = _chosen(options["workspace"])
        for workspace_id in workspace_ids:
            for corruption in ledger_verify(workspace_id=workspace_id):
                wrong += 1
                self.stdout.write(f"{workspace_id} {corruption.code} {corruption.subject_id}: {corruption.detail}")
        if wrong:
            raise CommandError(f"{wrong} things are wrong. Restore them from a backup, or by the change history.", returncode=1)
        self.stdout.write(f"{len(workspace_ids)} ledgers are sound.")


def _chosen(workspace_id: UUID | None) -> list[UUID]:
    workspaces = Workspace.objects.order_by("id")
    if workspace_id is not None:
        workspaces = workspaces.filter(id=workspace_id)
        if not workspaces.exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
    return list(workspaces.values_list("id", flat=True))
