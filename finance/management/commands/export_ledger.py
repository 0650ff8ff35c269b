"""`manage.py export_ledger`: the ledger of a workspace, or a slice of it, into a file that is whole or not there."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.models import ExportFormat, TransactionStatus
from finance.selectors.ledger_slice import COUNTING, LedgerSlice
from finance.services.exports import export_to
from users.models import Workspace
from users.tenancy.actor import acting, command
from utils.errors import QuittanceError


class Command(BaseCommand):
    help = "Writes the ledger of a workspace as CSV, XLSX, JSON, beancount or hledger journal. Prints one JSON line; audited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", type=UUID, required=True, help="id of the workspace")
        parser.add_argument("--format", required=True, choices=ExportFormat.values)
        parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="replaced if it is there")
        parser.add_argument("--from", type=date.fromisoformat, dest="date_from", metavar="DAY", help="first day: 2026-01-01")
        parser.add_argument("--to", type=date.fromisoformat, dest="date_to", metavar="DAY", help="last day")
        parser.add_argument("--account", type=UUID, action="append", default=[], help="id of an account; may be repeated")
        parser.add_argument("--drafts", action="store_true", help="drafts too (not in journals)")
        parser.add_argument("--trashed", action="store_true", help="what lies in the trash too (not in journals)")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        try:
            rows = self._write(workspace_id, options["output"], ExportFormat(options["format"]), _slice(options))
        except (QuittanceError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"file": str(options["output"]), "transactions": rows}))

    def _write(self, workspace_id: UUID, path: Path, kind: ExportFormat, part: LedgerSlice) -> int:
        actor = command(workspace_id)
        with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}.", delete=False) as partial:
            try:
                with acting(actor):
                    rows = export_to(partial, actor=actor, kind=kind, part=part)  # type: ignore[arg-type]  # it is one
                partial.flush()
                Path(partial.name).replace(path)
            finally:
                Path(partial.name).unlink(missing_ok=True)
        return rows


def _slice(options: dict[str, Any]) -> LedgerSlice:
    return LedgerSlice(
        date_from=options["date_from"],
        date_to=options["date_to"],
        accounts=tuple(options["account"]),
        statuses=(*COUNTING, TransactionStatus.DRAFT) if options["drafts"] else COUNTING,
        trashed=options["trashed"],
    )
