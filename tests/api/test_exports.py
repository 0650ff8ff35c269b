"""Exports by API: asked for, written by a worker, fetched whole or not at all, deleted after their days."""

from __future__ import annotations

import datetime
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.models.functions import Now

from finance.errors import LostClaimError
from finance.models import Export, ExportFormat, ExportState, Transaction
from finance.selectors.ledger_slice import LedgerSlice, slice_stream, snapshot
from finance.services.document_files import pending_deletions_carry_out
from finance.services.document_sweep import work_sweep
from finance.services.document_verification import orphans_find
from finance.services.export_work import export_claim, export_finish
from finance.services.exports import KEPT_FOR, export_write
from services.errors import StorageUnavailableError
from services.storage.blobs import BlobStore
from services.storage.folder import FolderStorage
from tests.api.conftest import Clients, Things
from tests.conftest import Cast
from tests.ledger.conftest import open_books
from users.models import AuditEvent
from users.tenancy.actor import Actor, acting
from users.tenancy.scope import unscoped
from utils.ids import new_id

EXPORTS = "/api/v1/finance/exports/"
LONG_AGO = datetime.timedelta(hours=1)


def asked(clients: Clients, **body: Any) -> dict[str, Any]:
    answer = clients.alice.post(EXPORTS, {"format": "csv", **body})
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def shown(clients: Clients, export_id: str) -> dict[str, Any]:
    return dict(clients.alice.get(f"{EXPORTS}{export_id}/").json())


def change(cast: Cast, export_id: str, **changes: Any) -> None:
    with acting(cast.alice):
        assert Export.objects.filter(id=export_id).update(**changes) == 1


def content_of(answer: Any) -> bytes:
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ExportFormat.values)
def test_an_export_is_asked_for_written_and_fetched(clients: Clients, things: Things, kind: str) -> None:
    made = asked(clients, format=kind)
    assert (made["state"], made["file_url"], made["rows"]) == ("waiting", None, None)
    export_write(export_id=made["id"])
    ready = shown(clients, made["id"])
    assert (ready["state"], ready["rows"], ready["error_code"]) == ("ready", 1, "")
    answer = clients.accountant.get(ready["file_url"])
    content = content_of(answer)
    assert len(content) == ready["size_bytes"] == int(answer["Content-Length"])
    assert ready["filename"] in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    if kind != "xlsx":
        assert str(things.transaction.id) in content.decode()


def test_who_fetches_a_file_stands_in_the_audit_trail_once_an_hour(clients: Clients, things: Things, cast: Cast) -> None:
    made = asked(clients)
    export_write(export_id=made["id"])
    for _ in range(2):
        content_of(clients.alice.get(f"{EXPORTS}{made['id']}/file/"))
    with acting(cast.alice):
        told = list(AuditEvent.objects.filter(subject_id=made["id"]).values_list("action", flat=True))
    assert sorted(told) == ["data_exported", "export_requested"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"format": "ods"}, 400, "invalid_choice"),
        ({"format": "csv", "colour": "red"}, 400, "unknown_field"),
        ({"format": "csv", "date_from": "2026-02-30"}, 400, "invalid_date"),
        ({"format": "csv", "statuses": []}, 400, "invalid"),
        ({"format": "csv", "accounts": [str(new_id())]}, 400, "invalid"),
        ({"format": "csv", "date_from": "2026-02-02", "date_to": "2026-02-01"}, 400, "export_slice"),
        ({"format": "hledger", "statuses": ["draft"]}, 400, "export_slice"),
        ({"format": "beancount", "trashed": True}, 400, "export_slice"),
    ],
)
def test_what_no_file_can_hold_is_refused(clients: Clients, body: Any, status: int, code: str) -> None:
    answer = clients.alice.post(EXPORTS, body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_exports_are_found_by_their_format(clients: Clients) -> None:
    made = asked(clients, format="csv")["id"]
    found = {kind: clients.alice.get(EXPORTS, {"format": kind}) for kind in ("csv", "xlsx", "json")}
    assert {kind: [row["id"] for row in answer.json()["results"]] for kind, answer in found.items()} == {
        "csv": [made], "xlsx": [], "json": [],
    }  # fmt: skip
    assert clients.alice.get(EXPORTS, {"format": "odd"}).status_code == 400


def test_only_who_may_export_does(clients: Clients) -> None:
    assert clients.uploader.post(EXPORTS, {"format": "csv"}).status_code == 403
    assert clients.uploader.get(EXPORTS).status_code == 403
    assert clients.accountant.post(EXPORTS, {"format": "csv"}).status_code == 201


def test_there_is_no_file_before_it_is_ready(clients: Clients) -> None:
    answer = clients.alice.get(f"{EXPORTS}{asked(clients)['id']}/file/")
    assert (answer.status_code, answer.json()["code"]) == (409, "export_state")


class Dying(FolderStorage):
    """The worker is killed when nine tenths of the file are written."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = content.read()
        path.with_suffix(".partial").write_bytes(whole[: len(whole) * 9 // 10])
        raise SystemExit


class Down(FolderStorage):
    def _save(self, name: str, content: Any) -> str:
        raise OSError


def test_a_worker_killed_at_nine_tenths_leaves_nothing_to_fetch_and_the_next_one_writes_it(
    clients: Clients, things: Things, cast: Cast, folder: Path
) -> None:
    made = asked(clients)
    with pytest.raises(SystemExit):
        export_write(export_id=made["id"], store=BlobStore(Dying(location=str(folder))))
    assert (shown(clients, made["id"])["state"], shown(clients, made["id"])["file_url"]) == ("writing", None)
    assert clients.alice.get(f"{EXPORTS}{made['id']}/file/").status_code == 409
    export_write(export_id=made["id"])  # the lease still runs
    assert shown(clients, made["id"])["state"] == "writing"
    change(cast, made["id"], lease_until=Now() - LONG_AGO)
    work_sweep()
    export_write(export_id=made["id"])
    assert str(things.transaction.id).encode() in content_of(clients.alice.get(f"{EXPORTS}{made['id']}/file/"))


def test_what_breaks_down_three_times_has_failed(clients: Clients, cast: Cast) -> None:
    made = asked(clients)
    change(cast, made["id"], state=ExportState.WRITING, tries=3, attempt=3, lease_until=Now() - LONG_AGO)
    work_sweep()
    failed = shown(clients, made["id"])
    assert (failed["state"], failed["error_code"]) == ("failed", "attempts_exhausted")
    assert "again" in failed["error_detail"]


def test_a_store_that_is_down_costs_no_try(clients: Clients, cast: Cast, folder: Path) -> None:
    made = asked(clients)
    for _ in range(4):
        export_write(export_id=made["id"], store=BlobStore(Down(location=str(folder))))
    waiting = shown(clients, made["id"])
    assert (waiting["state"], waiting["error_code"]) == ("waiting", StorageUnavailableError.code)
    export_write(export_id=made["id"])
    assert shown(clients, made["id"])["state"] == "ready"


def test_a_worker_that_was_given_up_offers_nothing(clients: Clients, cast: Cast) -> None:
    made = asked(clients)
    zombie = export_claim(Export(id=made["id"]).id)
    assert zombie is not None
    change(cast, made["id"], lease_until=Now() - LONG_AGO)
    export_write(export_id=made["id"])
    with acting(cast.alice), pytest.raises(LostClaimError):
        export_finish(zombie, rows=9, size_bytes=9, storage_name="another", keep_for=KEPT_FOR)
    assert shown(clients, made["id"])["rows"] == 0


def test_after_its_days_the_file_is_deleted(clients: Clients, cast: Cast, folder: Path) -> None:
    made = asked(clients)
    export_write(export_id=made["id"])
    [file] = [path for path in folder.rglob("*") if path.is_file() and "exports" in path.parts]
    pending_deletions_carry_out()
    assert file.exists()
    change(cast, made["id"], expires_at=Now() - LONG_AGO)
    work_sweep()
    pending_deletions_carry_out()
    assert not file.exists()
    assert shown(clients, made["id"])["state"] == "expired"
    assert clients.alice.get(f"{EXPORTS}{made['id']}/file/").json()["code"] == "export_state"


def test_the_file_of_an_export_is_no_orphan(clients: Clients, folder: Path) -> None:
    made = asked(clients)
    export_write(export_id=made["id"])
    assert list(orphans_find(now=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2))) == []


def test_a_transaction_booked_meanwhile_is_not_half_in_it(committed_cast: Cast) -> None:
    """One view for all queries: chart, postings and tags are of the same moment."""

    def book(actor: Actor) -> None:
        try:
            with acting(actor):
                books.expense()
        finally:
            connections.close_all()

    with acting(committed_cast.alice):
        books = open_books(committed_cast.alice)
        books.expense()
        with snapshot():
            before = Transaction.objects.count()
            with ThreadPoolExecutor(1) as pool:
                pool.submit(book, committed_cast.alice).result()
            assert len(list(slice_stream(LedgerSlice()))) == before == 1
        assert len(list(slice_stream(LedgerSlice()))) == 2


def test_the_command_writes_a_file_that_is_whole(cast: Cast, things: Things, tmp_path: Path) -> None:
    out, path = io.StringIO(), tmp_path / "ledger.json"
    call_command("export_ledger", workspace=cast.workspace.id, format="json", output=path, stdout=out)
    assert json.loads(out.getvalue()) == {"file": str(path), "transactions": 1}
    assert [row["id"] for row in json.loads(path.read_bytes())["transactions"]] == [str(things.transaction.id)]
    call_command("export_ledger", workspace=cast.workspace.id, format="csv", output=path, date_from=datetime.date(2027, 1, 1))
    assert path.read_bytes().count(b"\r\n") == 1
    with acting(cast.alice):
        assert AuditEvent.objects.filter(action="data_exported", actor_kind="command").count() == 2


def test_the_command_leaves_the_file_as_it_was_when_it_refuses(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "ledger.journal"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("export_ledger", workspace=cast.workspace.id, format="hledger", output=path, drafts=True)
    with pytest.raises(CommandError):
        call_command("export_ledger", workspace=new_id(), format="csv", output=path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.glob("*ledger*")] == [("ledger.journal", "mine")]
    with unscoped("a test"):
        assert Export.objects.count() == 0
