"""`manage.py demo`: really reads samples into a workspace that one can log in to, once."""

from __future__ import annotations

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from finance.models import Document, ExtractedField
from users.keys.services import api_key_find
from users.models import User, Workspace, WorkspaceIdentity
from users.tenancy.scope import scope

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """The one sample that needs no OCR, with the manifest of all."""
    folder = tmp_path / "samples"
    folder.mkdir()
    for name in ("invoice.pdf", "manifest.jsonl"):
        shutil.copy(SAMPLES / name, folder)
    return folder


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    settings.EMBEDDED = True
    settings.VAR_DIR = tmp_path
    return tmp_path


def told(var: Path, samples: Path) -> dict[str, str]:
    call_command("demo", samples=samples, stdout=StringIO())
    kept: dict[str, str] = json.loads((var / "demo.json").read_text(encoding="utf-8"))
    return kept


def workspace_of(kept: dict[str, str]) -> Workspace:
    return Workspace.objects.get(id=kept["workspace_id"])


def test_login_and_key_work_and_are_for_the_owner_only(var: Path, samples: Path) -> None:
    kept = told(var, samples)

    assert Client().login(username=kept["login"], password=kept["password"])
    key = api_key_find(secret=kept["api_key"], now=timezone.now())
    assert key is not None
    assert key.workspace.name == kept["workspace"]
    assert (var / "demo.json").stat().st_mode & 0o777 == 0o600


def test_the_samples_are_really_read(var: Path, samples: Path) -> None:
    with scope(workspace_of(told(var, samples)).id):
        document = Document.objects.get(filename="invoice.pdf")
        total = ExtractedField.objects.get(document=document, name="total")
    assert document.state in ("booked", "needs_review")
    assert total.value == "603.58"
    assert total.box is not None


def test_the_workspace_knows_to_whom_its_invoices_are_addressed(var: Path, samples: Path) -> None:
    with scope(workspace_of(told(var, samples)).id):
        assert "Larklewickley & Daughters" in WorkspaceIdentity.objects.values_list("value", flat=True)


def test_a_second_run_keeps_everything(var: Path, samples: Path) -> None:
    first = told(var, samples)

    assert told(var, samples) == first
    with scope(workspace_of(first).id):
        assert Document.objects.count() == 1


def test_a_run_that_broke_off_is_taken_up(var: Path, samples: Path) -> None:
    first = told(var, samples)
    (var / "demo.json").unlink()
    again = told(var, samples)

    assert again["workspace_id"] == first["workspace_id"]
    assert User.objects.get().check_password(again["password"])
    assert api_key_find(secret=again["api_key"], now=timezone.now()) is not None


def test_what_a_killed_run_left_half_written_is_nobodys_login(var: Path, samples: Path) -> None:
    (var / "demo.partial").write_text('{"login"', encoding="utf-8")
    (var / "demo.partial").chmod(0o644)
    told(var, samples)

    assert (var / "demo.json").stat().st_mode & 0o777 == 0o600
    assert not (var / "demo.partial").exists()


def test_a_file_of_another_database_is_made_anew(var: Path, samples: Path) -> None:
    (var / "demo.json").write_text(json.dumps({"login": "gone@example.org"}), encoding="utf-8")

    assert told(var, samples)["login"] == "demo@example.org"


def test_there_is_no_demo_in_production(settings: Settings, var: Path, samples: Path) -> None:
    settings.EMBEDDED = False

    with pytest.raises(CommandError, match="embedded profile only"):
        call_command("demo", samples=samples)
    assert not User.objects.exists()
    assert not (var / "demo.json").exists()
