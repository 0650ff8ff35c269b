"""Imports at the command line and in the back office: the same use-cases."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from finance.models import Account, ImportState, StatementImport
from finance.services.imports import import_book
from services.storage.folder import FolderStorage
from tests.conftest import Cast
from tests.imports.conftest import House, as_csv, line
from users.models import User
from users.tenancy.actor import acting

CONTENT = as_csv([line(), line("REWE", "-23.17", day=1), line("Employer", "2500.00", day=2)])


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    """Where the store of the faces is."""
    storage = {
        "BACKEND": f"{FolderStorage.__module__}.{FolderStorage.__name__}",
        "OPTIONS": {"location": str(tmp_path / "media")},
    }
    settings.STORAGES = settings.STORAGES | {"default": storage}


def run(house: House, file: Path, *arguments: str) -> Any:
    out = StringIO()
    ids = ["--workspace", str(house.books.actor.workspace_id), "--account", str(house.books.bank.id)]
    call_command("import_statement", str(file), *ids, *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_dry_run_tells_and_books_nothing_then_the_file_is_booked(house: House, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_bytes(CONTENT)
    dry = run(house, file, "--dry-run")
    assert (dry["state"], dry["counts"], house.live()) == ("ready", {"new": 3}, [])
    assert run(house, file)["state"] == "applied"
    assert run(house, file)["counts"] == {"duplicate": 3}
    assert len(house.live()) == 3


def test_a_guess_in_doubt_is_not_booked_unasked(house: House, tmp_path: Path) -> None:
    file = tmp_path / "card.csv"
    file.write_bytes(as_csv([line(amount="3.50"), line("Kiosk", "2.00")]))
    with pytest.raises(CommandError, match="sign"):
        run(house, file)
    assert house.live() == []


@pytest.mark.parametrize(("name", "content"), [("bank.csv", b""), ("bank.csv", b"%PDF-1.7"), ("bank.csv", b"a;b\n1;2\n3;4\n")])
def test_what_is_no_statement_is_told(house: House, tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError):
        run(house, file)


def test_the_back_office_sends_books_and_lists(cast: Cast, house: House) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", "a long enough word"))
    form = {"account": str(Account.objects.get(id=house.books.bank.id).id), "file": SimpleUploadedFile("bank.csv", CONTENT)}
    page = client.post(reverse("admin:finance_statementimport_add"), form, follow=True)
    assert "Received." in page.content.decode()
    statement = house.plan(CONTENT)
    chosen = {"action": "book", "_selected_action": [str(statement.id)]}
    assert client.post(reverse("admin:finance_statementimport_changelist"), chosen).status_code == 302
    with acting(cast.alice):
        assert StatementImport.objects.get(id=statement.id).state == ImportState.APPLYING
        import_book(import_id=statement.id)
    for name in ("statementimport", "importrow", "importmapping"):
        assert client.get(reverse(f"admin:finance_{name}_changelist")).status_code == 200
