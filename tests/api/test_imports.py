"""Imports by REST: from the upload to the undo, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from finance.models import StatementImport
from finance.services.imports import import_book, import_read, import_take_back
from tests.api.conftest import Client, Clients, Things
from tests.conftest import Cast
from tests.imports.conftest import ENGLISH, as_csv, line
from tests.imports.tables import TABLES
from users.tenancy.actor import acting

IMPORTS = "/api/v1/finance/imports/"
CONTENT = as_csv([line(), line("REWE", "-23.17", day=1), line("Employer", "2500.00", day=2)])


def send(client: Client, things: Things, content: bytes = CONTENT, name: str = "bank.csv", **more: Any) -> Any:
    form = {"file": SimpleUploadedFile(name, content), "account": str(things.bank.id), **more}
    return client.post(IMPORTS, {key: value for key, value in form.items() if value is not None}, format="multipart")


def test_from_the_upload_to_the_undo(clients: Clients, cast: Cast, things: Things) -> None:
    sent = send(clients.alice, things)
    assert (sent.status_code, sent.json()["state"]) == (201, "received")
    address = f"{IMPORTS}{sent.json()['id']}/"
    import_read(import_id=sent.json()["id"], tables=TABLES)
    planned = clients.alice.get(address).json()
    assert (planned["state"], planned["counts"], planned["rows_total"]) == ("ready", {"new": 3}, 3)
    assert planned["head"][0] == ["Date", "Payee", "Description", "Amount"]
    rows = clients.alice.get(f"{address}rows/?verdict=new&page_size=2").json()
    assert [row["payee"] for row in rows["results"]] == ["Café Luna", "REWE"]
    assert [row["amount"] for row in rows["results"]] == ["-3.50", "-23.17"]
    assert len(clients.alice.get(rows["next"]).json()["results"]) == 1
    row = rows["results"][0]
    decided = clients.alice.patch(f"{address}rows/{row['id']}/", {"decision": "skipped", "version": row["version"]})
    assert (decided.status_code, decided.json()["verdict"]) == (200, "skipped")
    stale = clients.alice.post(f"{address}apply/", {"version": planned["version"]})
    assert stale.status_code == 412
    applying = clients.alice.post(f"{address}apply/", {})
    assert (applying.status_code, applying.json()["state"]) == (200, "applying")
    import_book(import_id=sent.json()["id"])
    assert clients.alice.get(address).json()["counts"] == {"new": 2, "skipped": 1}
    booked = clients.alice.get(f"{address}rows/?verdict=new").json()["results"][0]
    assert clients.alice.get(f"/api/v1/finance/transactions/{booked['transaction']}/").status_code == 200
    assert clients.alice.post(f"{address}undo/", {}).json()["state"] == "undoing"
    import_take_back(import_id=sent.json()["id"])
    assert clients.alice.get(address).json()["counts"]["undone"] == 2
    remembered = clients.alice.get("/api/v1/finance/import-mappings/").json()["results"]
    assert [one["mapping"]["columns"] for one in remembered] == [ENGLISH["columns"]]
    assert clients.alice.delete(f"/api/v1/finance/import-mappings/{remembered[0]['id']}/").status_code == 204
    with acting(cast.alice):
        assert StatementImport.objects.count() == 2


def test_the_columns_are_told_with_the_file_or_after_it(clients: Clients, things: Things) -> None:
    sent = send(clients.alice, things, mapping=json.dumps(ENGLISH)).json()
    assert sent["mapping"]["columns"] == ENGLISH["columns"]
    import_read(import_id=sent["id"], tables=TABLES)
    address = f"{IMPORTS}{sent['id']}/"
    nothing = clients.alice.patch(address, {"mapping": {"columns": ["payee"], "header_rows": 1}, "version": 2})
    assert (nothing.status_code, nothing.json()["code"]) == (400, "invalid_mapping")
    turned = {**ENGLISH, "columns": ["date", "description", "payee", "amount"]}
    assert clients.alice.patch(address, {"mapping": turned}).status_code == 428
    told = clients.alice.patch(address, {"mapping": turned, "version": 2})
    assert (told.status_code, told.json()["state"], told.json()["counts"]) == (200, "received", {})


@pytest.mark.parametrize(
    ("content", "name", "status"),
    [(b"", "bank.csv", 400), (b"%PDF-1.7 and so on", "bank.csv", 415), (CONTENT, "\x01", 400)],
)
def test_what_is_no_table_is_refused_at_once(clients: Clients, things: Things, content: bytes, name: str, status: int) -> None:
    assert send(clients.alice, things, content, name).status_code == status


@pytest.mark.parametrize(
    "more",
    [
        {"account": None},
        {"account": "0199a1a5-0000-7000-8000-000000000000"},
        {"mapping": "{"},
        {"mapping": '{"columns": []}'},
        {"mapping": "[" * 9_000},
        {"color": "red"},
    ],
)
def test_what_stands_beside_the_file_is_checked(clients: Clients, things: Things, more: dict[str, Any]) -> None:
    assert send(clients.alice, things, **more).status_code == 400


def test_who_only_reads_sends_and_decides_nothing(clients: Clients, things: Things) -> None:
    assert send(clients.accountant, things).status_code == 403
    assert send(clients.uploader, things).status_code == 403
    address = f"{IMPORTS}{things.statement.id}/"
    assert clients.accountant.get(address).status_code == 200
    assert clients.accountant.post(f"{address}apply/", {}).status_code == 403
    assert clients.charlie.get(address).status_code == 404


def test_what_is_not_planned_is_not_booked(clients: Clients, things: Things) -> None:
    refused = clients.alice.post(f"{IMPORTS}{things.statement.id}/apply/", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "import_state")
