"""`manage.py import_statement FILE --workspace ID --account ID`: import a file of rows into an account. Prints one JSON line."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.models import Channel, ImportRow, ImportState, StatementImport, Verdict
from finance.selectors.accounts import account_get
from finance.selectors.imports import import_get
from finance.services.import_work import AT_WORK
from finance.services.imports import import_apply, import_book, import_read, import_receive
from users.models import Workspace
from users.tenancy.actor import Actor, acting, command
from utils.errors import QuittanceError

TOLD_MAX = 50
LOOKS_EVERY_S = 0.5
WAITS_S = 900


class Command(BaseCommand):
    help = "Imports CSV, XLSX or the first generation's JSON into an account. The same rows again add nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--workspace", type=UUID, required=True, metavar="ID")
        parser.add_argument("--account", type=UUID, required=True, metavar="ID")
        parser.add_argument("--mapping", type=Path, metavar="JSON", help="what the columns are; else remembered or guessed")
        parser.add_argument("--accept-doubts", action="store_true", help="book although the guess of the columns is not sure")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be booked, and book nothing")
        parser.add_argument("--skip-unclear", action="store_true", help="book all but the rows that are bad or ambiguous")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        actor = command(workspace_id)
        try:
            with acting(actor):
                statement = _planned(actor, options)
                if statement.state == ImportState.READY and not options["dry_run"]:
                    _refuse_doubts(statement, accepted=options["accept_doubts"])
                    statement = _booked(actor, statement, all_or_nothing=not options["skip_unclear"])
                self.stdout.write(json.dumps(_told(statement), ensure_ascii=False))
        except (QuittanceError, OSError) as error:
            raise CommandError(getattr(error, "detail", str(error))) from error
        wanted = ImportState.READY if options["dry_run"] else ImportState.APPLIED
        if statement.state != wanted:
            raise CommandError(statement.error_detail or f"The import is {statement.state}.")


def _planned(actor: Actor, options: dict[str, Any]) -> StatementImport:
    mapping = _mapping(options["mapping"])
    file: Path = options["file"]
    with file.open("rb") as content:
        statement = import_receive(
            actor=actor,
            account=account_get(options["account"]),
            content=content,
            filename=file.name,
            channel=Channel.COMMAND,
            mapping=mapping,
        )
    import_read(import_id=statement.id)
    return _rested(statement.id)


def _refuse_doubts(statement: StatementImport, *, accepted: bool) -> None:
    if statement.doubts and not accepted:
        doubts = ", ".join(statement.doubts)
        raise CommandError(
            f"Nothing was booked: the guess of the columns is not sure of {doubts}. It is: {json.dumps(statement.mapping)} "
            "Give it, corrected where it is wrong, by --mapping, or say --accept-doubts."
        )


def _booked(actor: Actor, statement: StatementImport, *, all_or_nothing: bool) -> StatementImport:
    import_apply(actor=actor, statement=statement, all_or_nothing=all_or_nothing)
    import_book(import_id=statement.id)
    return _rested(statement.id)


def _rested(import_id: UUID) -> StatementImport:
    """The import when nobody works on it any more: a worker may have been faster than this process."""
    end = time.monotonic() + WAITS_S
    while (statement := import_get(import_id)).state in AT_WORK:
        if time.monotonic() > end:
            raise CommandError(f"A worker has import {import_id} and does not end. Look at it in the back office.")
        time.sleep(LOOKS_EVERY_S)
    return statement


def _mapping(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}") from error


def _told(statement: StatementImport) -> dict[str, Any]:
    unclear = ImportRow.objects.filter(statement=statement, verdict__in=[Verdict.BAD, Verdict.AMBIGUOUS]).order_by("number")
    return {
        "import_id": str(statement.id),
        "state": statement.state,
        "rows": statement.rows_total,
        "counts": statement.counts,
        "mapping": statement.mapping,
        "doubts": statement.doubts,
        "unclear": [
            {"row": row.number, "verdict": row.verdict, "problems": row.problems, "candidates": row.candidates}
            for row in unclear[:TOLD_MAX]
        ],
    }
