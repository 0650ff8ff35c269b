"""`manage.py report`."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.ledger.conftest import Books
from users.audit.models import AuditEvent
from utils.ids import new_id

DAYS = ("--from", "2026-11-01", "--to", "2026-11-30")


def report(*arguments: str) -> str:
    out = StringIO()
    call_command("report", *arguments, stdout=out)
    return out.getvalue()


def test_a_table_at_the_shell(books: Books) -> None:
    books.expense("12.50")
    rows = [line.split() for line in report("income-statement", "--workspace", str(books.actor.workspace_id), *DAYS).splitlines()]
    assert rows[0] == ["group", "part", "name", "level", "measure", "currency", "2026-11", "total"]
    assert ["expense", "amount", "Expense", "0", "amount", "EUR", "12.50", "12.50"] in rows
    assert ["result", "amount", "Result", "0", "base", "EUR", "-12.50", "-12.50"] in rows


def test_a_file_is_told_in_the_audit_trail(books: Books, tmp_path: Path) -> None:
    books.expense("12.50")
    workspace, output = str(books.actor.workspace_id), tmp_path / "report.csv"
    report("categories", "--workspace", workspace, *DAYS, "--output", str(output))
    assert "Groceries" in output.read_text(encoding="utf-8-sig")
    event = AuditEvent.objects.get(action="data_exported")
    assert (event.actor_kind, event.data) == ("command", {"report": "categories", "as": "csv"})
    with pytest.raises(CommandError, match=r"\.csv or \.xlsx"):
        report("categories", "--workspace", workspace, *DAYS, "--output", "report.pdf")


def test_a_workspace_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="no workspace"):
        report("tax", "--workspace", str(new_id()), *DAYS)
