"""`manage.py report NAME --workspace ID --from DAY --to DAY`: a report of a ledger, as a table or as a file."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.selectors.reports.periods import Compare, Every, Span
from finance.selectors.reports.report import report_get
from finance.selectors.reports.sheet import HEAD, SheetRow, sheet_rows
from finance.selectors.reports.wishes import ReportName, Wish
from finance.services.reports import SheetType, report_export
from users.models import Workspace
from users.tenancy.actor import acting, command


class Command(BaseCommand):
    help = "Adds up a ledger by month, quarter or year. Prints a table, or writes a spreadsheet (which is audited)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=[name.value for name in ReportName])
        parser.add_argument("--workspace", type=UUID, required=True, metavar="WORKSPACE_ID")
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="DAY", help="2026-01-01")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="DAY", help="the last day")
        parser.add_argument("--every", choices=[every.value for every in Every], default=Every.MONTH.value)
        parser.add_argument("--year-starts", type=int, choices=range(1, 13), default=1, help="first month of the fiscal year")
        parser.add_argument("--compare", choices=[compare.value for compare in Compare])
        for name in ("account", "category", "project"):
            parser.add_argument(f"--{name}", type=UUID, metavar="ID")
        parser.add_argument("--currency")
        parser.add_argument("--output", type=Path, metavar="FILE", help="write a file: its name ends in .csv or .xlsx")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        name, wish, output = ReportName(options["name"]), _wish(options), options["output"]
        actor = command(workspace_id)
        with acting(actor):
            if output is None:
                self.stdout.write("\n".join(_table(list(sheet_rows(report_get(name, wish))))))
                return
            output.write_bytes(report_export(actor=actor, name=name, wish=wish, sheet_type=_type_of(output)))
        self.stdout.write(f"Written to {output}.")


def _wish(options: dict[str, Any]) -> Wish:
    compare = options["compare"]
    return Wish(
        Span(options["first"], options["last"], Every(options["every"]), options["year_starts"]),
        compare=Compare(compare) if compare else None,
        **{name: options[name] for name in ("account", "category", "project", "currency")},
    )


def _type_of(output: Path) -> SheetType:
    try:
        return SheetType(output.suffix.removeprefix("."))
    except ValueError as error:
        raise CommandError("The name of the file has to end in .csv or .xlsx.") from error


def _table(rows: Sequence[SheetRow]) -> Iterable[str]:
    """Columns of one width, numbers to the right."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        words = [text.ljust(width) for text, width in zip(row[: len(HEAD)], widths, strict=False)]
        numbers = [text.rjust(width) for text, width in zip(row[len(HEAD) :], widths[len(HEAD) :], strict=True)]
        yield "  ".join([*words, *numbers]).rstrip()
