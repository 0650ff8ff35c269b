"""What became of each record is told to whoever may read the record itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from finance.models import Document, ExtractedField, Posting
from tests.api.conftest import DOCUMENTS, PDF, TRANSACTIONS, Client, Clients, Things
from tests.conftest import Cast
from users.models import User
from users.tenancy.actor import acting, operator
from users.tenancy.scope import scope
from utils.ids import new_id
from utils.keyset import Cursor

FINANCE = "/api/v1/finance/"
THINGS = ["documents", "transactions", "accounts", "categories", "vendors"]


def address(things: Things, kind: str) -> str:
    of_kind = {
        "documents": things.document,
        "transactions": things.transaction,
        "accounts": things.bank,
        "categories": things.category,
        "vendors": things.vendor,
    }
    return f"{FINANCE}{kind}/{of_kind[kind].id}/"


def history(client: Client, things: Things, kind: str, **asked: object) -> list[dict[str, Any]]:
    answer = client.get(f"{address(things, kind)}history/", asked)
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def change(client: Client, where: str, version: int, **values: object) -> Any:
    answer = client.patch(where, values, headers={"If-Match": f'"{version}"'})
    assert answer.status_code == 200, answer.content
    return answer


@pytest.mark.parametrize("kind", ["accounts", "categories", "vendors"])
def test_a_change_says_what_was_and_what_became_who_did_it_and_by_which_request(
    clients: Clients, things: Things, kind: str
) -> None:
    answer = change(clients.bob, address(things, kind), 1, name="Renamed")

    changed, made = history(clients.alice, things, kind)
    before = {"accounts": "Bank", "categories": "Tea", "vendors": "Tea House"}[kind]
    assert changed["changes"] == {"name": [before, "Renamed"], "version": [1, 2]}
    assert (changed["action"], changed["request_id"]) == ("update", answer["X-Request-Id"])
    assert (changed["actor"]["kind"], changed["actor"]["email"]) == ("api_key", "bob@example.org")
    assert (made["action"], made["changes"]["name"], made["actor"]["email"]) == ("insert", [None, before], "alice@example.org")


def test_a_transaction_tells_of_its_postings_with_amounts_as_text(clients: Clients, things: Things) -> None:
    where = address(things, "transactions")
    change(clients.alice, where, things.transaction.version, amount="20.00", currency="EUR")

    entries = history(clients.alice, things, "transactions")
    postings = [entry["changes"] for entry in entries if entry["record"] == "posting" and entry["action"] == "insert"]
    amounts = {entry["amount"][1] for entry in postings}
    assert {"-12.50", "12.50"} <= amounts
    assert any("-20.00" in (entry["changes"].get("amount") or []) for entry in entries)
    assert {entry["record"] for entry in entries} == {"transaction", "posting", "document_link"}
    assert all(isinstance(value, str) for entry in postings for value in entry["amount"] if value is not None)


def test_a_document_tells_who_corrected_which_field(cast: Cast, clients: Clients, things: Things) -> None:
    where = f"{address(things, 'documents')}fields/total/"
    change(clients.bob, where, clients.bob.get(address(things, "documents")).json()["version"], value="13.00")

    told = [entry for entry in history(clients.alice, things, "documents") if entry["record"] == "field"]
    corrected = next(entry for entry in told if entry["action"] == "update")
    assert corrected["changes"]["value"] == ["12.50", "13.00"]
    assert corrected["changes"]["origin"] == ["machine", "user"]
    assert corrected["actor"]["email"] == "bob@example.org"


def test_a_transaction_s_changes_are_of_the_same_posting(cast: Cast, clients: Clients, things: Things) -> None:
    with acting(cast.bob):
        for posting in Posting.objects.filter(transaction=things.transaction).order_by("position"):
            Posting.objects.filter(id=posting.id).update(memo=f"of {posting.position}")

    told = [entry for entry in history(clients.alice, things, "transactions") if entry["action"] == "update"]
    assert [set(entry["changes"]) for entry in told] == [{"memo"}, {"memo"}]


def test_what_was_deleted_is_told_with_its_last_values(cast: Cast, clients: Clients, things: Things) -> None:
    with acting(cast.bob):
        ExtractedField.objects.filter(document=things.document, name="vendor").delete()

    (gone,) = [entry for entry in history(clients.alice, things, "documents") if entry["action"] == "delete"]
    assert gone["changes"]["value"] == ["Tea House", None]


def test_pages_hold_every_change_once_newest_first(cast: Cast, clients: Clients, things: Things) -> None:
    for number in range(1, 5):
        change(clients.alice, address(things, "transactions"), number, amount=f"{number}.00", currency="EUR")
    whole = history(clients.alice, things, "transactions", page_size=100)

    seen: list[Any] = []
    page: str | None = f"{address(things, 'transactions')}history/?page_size=3"
    while page:
        told = clients.alice.get(page).json()
        assert len(told["results"]) <= 3
        seen += told["results"]
        assert len(seen) <= len(whole)
        page = told["next"]
    assert seen == whole
    assert len(whole) > 6
    assert [entry["at"] for entry in whole] == sorted((entry["at"] for entry in whole), reverse=True)


def test_the_value_before_is_found_across_the_end_of_a_page(clients: Clients, things: Things) -> None:
    change(clients.alice, address(things, "vendors"), 1, name="Second")
    change(clients.alice, address(things, "vendors"), 2, name="Third")

    (newest,) = history(clients.alice, things, "vendors", page_size=1)
    assert newest["changes"]["name"] == ["Second", "Third"]


@pytest.mark.parametrize("kind", THINGS)
def test_of_somebody_else_s_record_it_answers_like_of_none(clients: Clients, things: Things, kind: str) -> None:
    there = clients.charlie.get(f"{address(things, kind)}history/")
    nowhere = clients.charlie.get(f"{FINANCE}{kind}/{new_id()}/history/")

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert {**there.json(), "request_id": ""} == {**nowhere.json(), "request_id": ""}


@pytest.mark.parametrize("kind", THINGS)
def test_each_thing_has_a_history_for_who_reads_it(clients: Clients, things: Things, kind: str) -> None:
    assert history(clients.accountant, things, kind)[-1]["action"] == "insert"


@pytest.mark.parametrize("kind", THINGS[1:])
def test_who_only_sends_documents_reads_no_history_of_the_ledger(clients: Clients, things: Things, kind: str) -> None:
    assert clients.uploader.get(f"{address(things, kind)}history/").status_code == 403


def test_who_only_sends_documents_reads_the_history_of_their_own_without_names(
    cast: Cast, clients: Clients, things: Things
) -> None:
    mine = clients.uploader.upload(PDF + b"\n% mine").json()["id"]
    with acting(cast.bob):
        Document.objects.filter(id=mine).update(filename="renamed.pdf")

    told = clients.uploader.get(f"{DOCUMENTS}{mine}/history/").json()["results"]
    assert told[0]["changes"] == {"filename": ["invoice.pdf", "renamed.pdf"]}
    assert told[0]["actor"] == {"kind": "user", "id": None, "name": None, "email": None}
    assert clients.uploader.get(f"{DOCUMENTS}{things.document.id}/history/").status_code == 404


def test_the_operator_and_who_had_no_name_stay_without_one(cast: Cast, clients: Clients, things: Things) -> None:
    root = User.objects.create_superuser("root@example.org", "a long enough word")
    with acting(operator(workspace_id=cast.workspace.id, user_id=root.id)):
        type(things.vendor).objects.filter(id=things.vendor.id).update(tax_id="X1")
    with scope(cast.workspace.id), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")  # as in a transaction of its own
        cursor.execute("UPDATE finance_vendor SET tax_id = 'X2' WHERE id = %s", [things.vendor.id])

    by_hand, by_operator, _made = history(clients.alice, things, "vendors")
    assert by_hand["actor"] == {"kind": "anonymous", "id": None, "name": None, "email": None}
    assert by_operator["actor"] == {"kind": "operator", "id": None, "name": None, "email": None}


@pytest.mark.parametrize("kind", THINGS)
def test_a_page_takes_the_same_queries_however_long_the_history_is(clients: Clients, things: Things, kind: str) -> None:
    where = f"{address(things, kind)}history/"
    version = clients.alice.get(address(things, kind)).json()["version"]
    values = {"transactions": {"description": "1.00"}, "documents": {"value": "14.00"}}.get(kind, {"name": "a"})
    place = f"{address(things, kind)}fields/total/" if kind == "documents" else address(things, kind)
    change(clients.alice, place, version, **values)
    clients.bob.get(where)
    before = clients.alice.queries(where)
    for number in range(1, 4):
        again = dict.fromkeys(values, f"{number + 20}.00")
        change(clients.alice, place, version + number, **again)

    assert clients.alice.queries(where) <= before


@pytest.mark.parametrize("asked", ["cursor=nonsense", "page_size=0", "page_size=101", "moon=1", "cursor=WzEsIiIsIiJd"])
def test_a_place_or_size_that_is_none_is_refused(clients: Clients, things: Things, asked: str) -> None:
    assert clients.alice.get(f"{address(things, 'vendors')}history/?{asked}").status_code == 400


@pytest.mark.parametrize("key", ["0001-01-01T00:00:00+23:59", "2026-11-21T00:00:00+00:00:01.500000", "2026-11-21T00:00:00"])
def test_a_place_in_another_time_zone_is_none(clients: Clients, things: Things, key: str) -> None:
    cursor = Cursor(key, UUID(int=1)).encode()
    answer = clients.alice.get(f"{address(things, 'vendors')}history/", {"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_cursor")


def test_a_cursor_of_another_list_is_refused_or_leads_nowhere(clients: Clients, things: Things) -> None:
    for cursor in (clients.alice.get(f"{TRANSACTIONS}?page_size=1").json()["next"], f"?cursor={'A' * 2000}"):
        if cursor:
            asked = cursor.rpartition("?")[2]
            assert clients.alice.get(f"{address(things, 'vendors')}history/?{asked}").status_code == 400
