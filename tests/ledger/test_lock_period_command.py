"""`manage.py lock_period`: the lock from the command line."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from finance.models import LedgerSettings
from tests.ledger.conftest import Books
from users.audit.models import AuditEvent
from utils.ids import new_id


def lock(*arguments: str) -> Any:
    out = StringIO()
    call_command("lock_period", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_ledger_is_locked_through_a_day_and_opened_again(books: Books) -> None:
    workspace = str(books.actor.workspace_id)
    assert lock(workspace, "2026-09-30") == {"workspace_id": workspace, "locked_through": "2026-09-30"}
    assert str(LedgerSettings.objects.get().locked_through) == "2026-09-30"
    assert lock(workspace, "--unlock") == {"workspace_id": workspace, "locked_through": None}
    assert LedgerSettings.objects.get().locked_through is None


def test_who_locked_stands_in_the_audit_trail(books: Books) -> None:
    lock(str(books.actor.workspace_id), "2026-09-30")
    (event,) = AuditEvent.objects.filter(workspace_id=books.actor.workspace_id, action="period_locked")
    assert (event.actor_kind, event.data["through"]) == ("command", "2026-09-30")


@pytest.mark.parametrize("arguments", [(), ("2026-13-01",), ("2026-09-30", "--unlock")])
def test_a_wish_that_is_not_clear_is_refused(books: Books, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        lock(str(books.actor.workspace_id), *arguments)
    assert LedgerSettings.objects.get().locked_through is None


def test_a_workspace_that_is_not_there_is_named(books: Books) -> None:
    nowhere = str(new_id())
    with pytest.raises(CommandError, match=nowhere):
        lock(nowhere, "2026-09-30")
