"""What a person confirmed becomes a training set where the workspace agreed, and nothing else does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from finance.errors import TrainingConsentError
from finance.models import Document, ExtractedField
from finance.services.document_extraction import document_extract
from finance.services.document_fields import field_correct
from finance.services.document_reading import document_read
from finance.services.documents import Received, document_confirm, document_reprocess
from finance.services.ledger_settings import ledger_settings_update
from finance.services.training_export import TrainingExport, training_export
from services.storage.blobs import BlobStore
from services.storage.folder import FolderStorage
from services.types import FieldName
from tests.conftest import Cast
from tests.pipeline.conftest import InProcessReader, invoice
from tests.pipeline.test_people import NOW
from training.corpus import entries
from users.models import AuditEvent
from users.tenancy.actor import acting
from utils.errors import NotAllowedError

F = FieldName
NowOf = Callable[[UUID], Document]


def agree(cast: Cast, *, granted: bool = True) -> None:
    with acting(cast.alice):
        ledger_settings_update(actor=cast.alice, training_consent=granted)


def work_through(document: Document, reader: InProcessReader, store: BlobStore) -> None:
    document_read(document_id=document.id, reader=reader, store=store)
    document_extract(document_id=document.id, store=store)


def confirm(cast: Cast, document: Document) -> None:
    with acting(cast.alice):
        version = Document.objects.get(id=document.id).version
        document_confirm(actor=cast.alice, document=document, expected_version=version, now=NOW)
        ExtractedField.objects.filter(document=document).update(updated_at=NOW)  # as if it were read before that moment


def correct(cast: Cast, document: Document, name: FieldName, value: str) -> None:
    with acting(cast.alice):
        version = Document.objects.get(id=document.id).version
        field_correct(actor=cast.alice, document=document, expected_version=version, name=name, value=value)


def export(cast: Cast, store: BlobStore, folder: Path) -> TrainingExport:
    with acting(cast.alice):
        return training_export(actor=cast.alice, folder=folder, store=store)


@pytest.fixture
def confirmed(document: Document, reader: InProcessReader, store: BlobStore, cast: Cast) -> Document:
    work_through(document, reader, store)
    correct(cast, document, F.VENDOR, "Print Works")
    confirm(cast, document)
    return document


def test_nothing_leaves_without_consent(confirmed: Document, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with pytest.raises(TrainingConsentError, match="not agreed"):
        export(cast, store, folder)
    assert not folder.exists()


def test_a_withdrawn_consent_stops_later_exports(confirmed: Document, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    agree(cast)
    assert export(cast, store, tmp_path / "one").documents == 1
    agree(cast, granted=False)
    with pytest.raises(TrainingConsentError):
        export(cast, store, tmp_path / "two")


class Meanwhile(BlobStore):
    """A store during whose reading something happens."""

    def __init__(self, folder: Path, happens: Callable[[], object]) -> None:
        super().__init__(FolderStorage(location=folder / "media"))
        self._happens = happens

    def read(self, name: str, *, sha256: str = "") -> bytes:
        self._happens()
        return super().read(name, sha256=sha256)


def test_a_consent_that_is_withdrawn_while_it_runs_leaves_nothing(confirmed: Document, cast: Cast, tmp_path: Path) -> None:
    agree(cast)
    withdrawing = Meanwhile(tmp_path, lambda: agree(cast, granted=False))
    with pytest.raises(TrainingConsentError):
        export(cast, withdrawing, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    with acting(cast.alice):
        assert not AuditEvent.objects.filter(action="training_exported").exists()


def test_no_link_is_followed_and_what_fails_leaves_no_files(confirmed: Document, cast: Cast, tmp_path: Path) -> None:
    agree(cast)
    linking = Meanwhile(tmp_path, lambda: (tmp_path / "out" / "manifest.jsonl").symlink_to(tmp_path / "target"))
    with pytest.raises(FileExistsError):
        export(cast, linking, tmp_path / "out")
    assert not (tmp_path / "target").exists()
    assert list((tmp_path / "out").iterdir()) == []


def test_confirmed_documents_come_in_the_form_that_training_reads(
    confirmed: Document, cast: Cast, store: BlobStore, tmp_path: Path
) -> None:
    agree(cast)
    written = export(cast, store, tmp_path / "out")
    (entry,) = entries(written.manifest)
    assert (entry.kind, entry.source) == ("invoice", f"workspace {cast.workspace.id}")
    assert entry.path.read_bytes() == invoice()
    assert {name: entry.truth[name] for name in ("vendor", "total", "currency", "document_type")} == {
        "vendor": "Print Works", "total": "603.58", "currency": "GBP", "document_type": "invoice",
    }  # fmt: skip
    assert entry.notes["boxes"]["total"]["page"] == 1
    assert entry.path.stat().st_mode & 0o077 == 0
    with acting(cast.alice):
        assert AuditEvent.objects.get(action="training_exported").data == {"documents": 1}


def test_what_nobody_confirmed_stays(
    confirmed: Document,
    receive: Callable[..., Received],
    reader: InProcessReader,
    store: BlobStore,
    cast: Cast,
    tmp_path: Path,
) -> None:
    agree(cast)
    other = receive(invoice(2), filename="other.pdf").document
    work_through(other, reader, store)
    written = export(cast, store, tmp_path / "out")
    assert [entry.path.stem for entry in entries(written.manifest)] == [str(confirmed.id)]


def test_what_a_machine_read_after_the_confirmation_is_no_truth(
    confirmed: Document, reader: InProcessReader, store: BlobStore, cast: Cast, tmp_path: Path
) -> None:
    agree(cast)
    with acting(cast.alice):
        document_reprocess(actor=cast.alice, document=confirmed)
    work_through(confirmed, reader, store)
    (entry,) = entries(export(cast, store, tmp_path / "out").manifest)
    assert set(entry.truth) == {"vendor", "document_type"}


def test_a_file_that_is_lost_is_left_out_and_told(
    confirmed: Document, cast: Cast, store: BlobStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    agree(cast)
    for path in (tmp_path / "media").rglob("*"):
        if path.is_file():
            path.unlink()
    with caplog.at_level(logging.WARNING):
        written = export(cast, store, tmp_path / "out")
    assert (written.documents, written.left_out) == (0, 1)
    assert "Print Works" not in caplog.text


def test_a_folder_that_holds_something_is_refused(confirmed: Document, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    agree(cast)
    export(cast, store, tmp_path / "out")
    with pytest.raises(FileExistsError):
        export(cast, store, tmp_path / "out")


def test_another_workspace_gets_nothing_of_it(confirmed: Document, cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    agree(cast)
    with acting(cast.charlie):
        ledger_settings_update(actor=cast.charlie, training_consent=True)
        written = training_export(actor=cast.charlie, folder=tmp_path / "out", store=store)
    assert written.documents == 0


def test_it_needs_the_right_to_export(cast: Cast, store: BlobStore, tmp_path: Path) -> None:
    uploader = cast.bob.__class__(cast.bob.kind, cast.bob.workspace_id, frozenset(), user_id=cast.bob.user_id)
    with acting(uploader), pytest.raises(NotAllowedError):
        training_export(actor=uploader, folder=tmp_path / "out", store=store)


def by_command(workspace: object, folder: Path) -> dict[str, Any]:
    out = StringIO()
    call_command("export_training", "--workspace", str(workspace), "--out", str(folder), stdout=out)
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


def test_the_command_says_why_it_refuses_and_what_it_wrote(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not agreed"):
        by_command(cast.workspace.id, tmp_path / "out")
    agree(cast)
    told = by_command(cast.workspace.id, tmp_path / "out")
    assert (told["documents"], Path(told["manifest"]).read_text(encoding="utf-8")) == (0, "")
    with pytest.raises(CommandError, match="not empty"):
        by_command(cast.workspace.id, tmp_path / "out")
    with pytest.raises(CommandError, match="no workspace"):
        by_command(UUID(int=1), tmp_path / "new")
