"""What is done with transactions by the REST face: transfers, refunds, splits, reconciling, proofs, comments, the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from finance.models import AccountKind, Document, Project, Tag
from finance.services.accounts import account_create
from tests.api.conftest import DOCUMENTS, PDF, TRANSACTIONS, Client, Clients, Things
from tests.conftest import Cast
from users.tenancy.actor import acting

LEDGER = "/api/v1/finance/ledger/"
QUESTIONS = "/api/v1/finance/questions/"
DAY = "2026-11-21"


def book(client: Client, **said: Any) -> dict[str, Any]:
    answer = client.post(TRANSACTIONS, {"kind": "expense", "date": DAY, "amount": "5", "currency": "EUR", **said})
    assert answer.status_code == 201, answer.json()
    return dict(answer.json())


def below(transaction: dict[str, Any], what: str = "") -> str:
    return f"{TRANSACTIONS}{transaction['id']}/{what}"


@pytest.fixture
def accounts(cast: Cast, things: Things) -> dict[str, str]:
    with acting(cast.alice):
        dollars = account_create(actor=cast.alice, name="Dollars", kind=AccountKind.WALLET, currency="USD")
    return {"bank": str(things.bank.id), "dollars": str(dollars.id)}


def test_a_transfer_tells_from_where_to_where(clients: Clients, accounts: dict[str, str]) -> None:
    said = {"kind": "transfer", "date": DAY, "from_account": accounts["bank"], "to_account": accounts["dollars"]}
    answer = clients.alice.post(TRANSACTIONS, {**said, "amount": "100", "to_amount": "110"})
    assert answer.status_code == 201, answer.json()
    assert answer.json()["transfer"] == {
        "from_account": accounts["bank"],
        "to_account": accounts["dollars"],
        "amount": "100.00",
        "currency": "EUR",
        "to_amount": "110.00",
        "to_currency": "USD",
    }
    back = {"from_account": accounts["dollars"], "to_account": accounts["bank"], "amount": "20", "to_amount": "18"}
    changed = clients.alice.patch(below(answer.json()), {**back, "version": 1}).json()
    assert (changed["transfer"]["from_account"], changed["transfer"]["to_amount"]) == (accounts["dollars"], "18.00")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "expense"}, "from_account"),
        ({"to_account": None}, "to_account"),
        ({"currency": "EUR"}, "currency"),
        ({"splits": [{"amount": "5"}]}, "splits"),
        ({"to_amount": 5}, "to_amount"),
        ({"amount": None}, "postings"),
    ],
)
def test_the_simple_forms_are_not_mixed(clients: Clients, accounts: dict[str, str], change: dict[str, Any], field: str) -> None:
    said = {"kind": "transfer", "date": DAY, "amount": "5", "from_account": accounts["bank"], "to_account": accounts["dollars"]}
    body = {name: value for name, value in {**said, **change}.items() if value is not None}
    answer = clients.alice.post(TRANSACTIONS, body)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]


def test_a_purchase_tells_its_refunds_and_what_is_open(clients: Clients, things: Things) -> None:
    purchase = book(clients.alice, amount="12.50")
    returned = book(clients.alice, kind="refund", amount="5", refunds=purchase["id"])
    assert returned["refunds"] == purchase["id"]
    told = clients.alice.get(below(purchase)).json()
    assert (told["refunded_by"], told["open_amount"]) == ([returned["id"]], "7.50")
    much = clients.alice.post(
        TRANSACTIONS,
        {"kind": "refund", "date": DAY, "amount": "8", "currency": "EUR", "refunds": purchase["id"]},
    )
    assert (much.status_code, much.json()["code"]) == (409, "refund")
    assert clients.alice.delete(below(purchase)).json()["code"] == "refund"


def test_tags_project_and_notes_are_set_and_replaced(clients: Clients, cast: Cast, things: Things) -> None:
    with acting(cast.alice):
        tags = [str(Tag.objects.create(workspace_id=cast.workspace.id, name=name).id) for name in ("a", "b")]
        project = str(Project.objects.create(workspace_id=cast.workspace.id, name="Shed").id)
    made = book(clients.alice, tags=tags, project=project, notes="nails")
    assert (made["tags"], made["project"], made["notes"]) == (tags, project, "nails")
    changed = clients.alice.patch(below(made), {"tags": tags[1:], "project": None, "version": 1}).json()
    assert (changed["tags"], changed["project"]) == (tags[1:], None)
    history = clients.alice.get(below(made, "history/")).json()["results"]
    assert {"tag", "transaction"} <= {entry["record"] for entry in history}


def test_the_proposal_of_a_document_is_taken_over(clients: Clients, things: Things) -> None:
    proposal = clients.alice.get(f"{DOCUMENTS}{things.document.id}/proposed-splits/").json()
    assert (proposal["amount"], proposal["currency"], proposal["findings"]) == ("12.50", "EUR", [])
    path = f"{TRANSACTIONS}{things.transaction.id}/splits/"
    assert clients.alice.post(path, {"splits": proposal["splits"]}).status_code == 428
    answer = clients.alice.post(path, {"splits": proposal["splits"]}, HTTP_IF_MATCH='"1"')
    assert answer.status_code == 200, answer.json()
    assert [posting["memo"] for posting in answer.json()["postings"]] == ["", "Tea"]
    assert clients.uploader.get(f"{DOCUMENTS}{things.document.id}/proposed-splits/").status_code == 403


def test_reconciling_and_settling_have_their_way_back(clients: Clients, things: Things) -> None:
    made = book(clients.alice)
    assert clients.alice.post(below(made, "unsettle/")).json()["code"] == "settlement"
    settlement = clients.alice.post(below(made, "settle/"), {"account": str(things.bank.id), "date": DAY}).json()
    assert clients.alice.get(below(made)).json()["settled_by"] == settlement["id"]
    assert clients.alice.post(below(settlement, "reconcile/"), HTTP_IF_MATCH='"7"').status_code == 412
    assert clients.alice.post(below(settlement, "reconcile/")).json()["status"] == "reconciled"
    assert clients.alice.post(below(made, "unsettle/")).json()["code"] == "transaction_state"
    assert clients.alice.post(below(settlement, "unreconcile/")).json()["status"] == "booked"
    assert clients.alice.post(below(made, "unsettle/")).json()["is_settled"] is False
    assert clients.accountant.post(below(made, "reconcile/")).status_code == 403


def test_a_document_is_linked_and_unlinked_and_both_sides_tell(clients: Clients, things: Things) -> None:
    made = book(clients.alice)
    other = clients.alice.upload(PDF + b"\n% other").json()["id"]
    linked = clients.alice.post(below(made, "documents/"), {"document": other}, HTTP_IF_MATCH='"1"')
    assert (linked.status_code, linked["ETag"], linked.json()["id"]) == (201, '"2"', other)
    assert clients.alice.get(below(made)).json()["documents"] == [other]
    assert clients.alice.get(f"{DOCUMENTS}{other}/").json()["transactions"] == [made["id"]]
    assert [row["id"] for row in clients.alice.get(below(made, "documents/")).json()] == [other]
    assert clients.alice.post(below(made, "documents/"), {"document": other}).status_code == 409
    assert clients.alice.delete(below(made, f"documents/{other}/"), HTTP_IF_MATCH='"1"').status_code == 412
    assert clients.alice.delete(below(made, f"documents/{other}/")).status_code == 204
    assert clients.alice.delete(below(made, f"documents/{other}/")).status_code == 404
    assert clients.alice.get(below(made)).json()["documents"] == []


@pytest.mark.parametrize("about", ["transaction", "document"])
def test_a_question_is_asked_answered_and_resolved(clients: Clients, things: Things, about: str) -> None:
    thing = f"/api/v1/finance/{about}s/{getattr(things, about).id}/"
    asked = clients.accountant.post(f"{thing}comments/", {"kind": "question", "text": "Which car?"})
    assert asked.status_code == 201, asked.json()
    place = f"{thing}comments/{asked.json()['id']}/"
    assert (asked.json()["is_mine"], asked.json()[about]) == (True, thing.split("/")[-2])
    assert clients.bob.post(f"{thing}comments/", {"text": "The blue one."}).json()["kind"] == "comment"
    told = clients.alice.get(thing).json()
    assert (told["comments"], told["open_questions"]) == (2, 1)
    assert [row["id"] for row in clients.bob.get(QUESTIONS).json()["results"]] == [asked.json()["id"]]
    assert clients.bob.patch(place, {"text": "Mine"}).status_code == 403
    assert clients.bob.delete(place).status_code == 403
    edited = clients.accountant.patch(place, {"text": "Which of the cars?", "version": 1})
    assert (edited.json()["text"], edited["ETag"]) == ("Which of the cars?", '"2"')
    assert clients.accountant.patch(place, {"text": "x"}, HTTP_IF_MATCH='"1"').status_code == 412
    assert clients.bob.post(f"{place}resolve/").json()["resolved_by"]["id"]
    assert clients.bob.get(QUESTIONS).json()["results"] == []
    assert clients.accountant.delete(place).status_code == 204
    assert len(clients.bob.get(f"{thing}comments/").json()["results"]) == 1
    assert clients.charlie.get(f"{thing}comments/").status_code == 404
    assert clients.uploader.get(f"{thing}comments/").status_code == 403


def test_comments_of_one_thing_are_not_found_below_another(clients: Clients, things: Things) -> None:
    made, other = book(clients.alice), book(clients.alice)
    said = clients.alice.post(below(made, "comments/"), {"text": "x"}).json()
    assert clients.alice.get(below(other, f"comments/{said['id']}/")).status_code == 404
    assert clients.alice.delete(f"{DOCUMENTS}{things.document.id}/comments/{said['id']}/").status_code == 404


def test_the_ledger_is_kept_as_the_workspace_wants(clients: Clients, things: Things) -> None:
    kept = {
        "booking_policy": "when_in_doubt",
        "approval": "writers",
        "retention_years": None,
        "locked_through": None,
        "ocr_policy": "best",
        "ocr_languages": [],
        "training_consent": False,
        "training_consent_at": None,
        "training_consent_by": None,
    }
    assert clients.accountant.get(LEDGER).json() == kept
    assert clients.bob.patch(LEDGER, {"approval": "approvers"}).status_code == 403
    changed = clients.alice.patch(LEDGER, {"approval": "approvers", "retention_years": 10}).json()
    assert changed == {**kept, "approval": "approvers", "retention_years": 10}
    made = book(clients.bob)
    assert made["status"] == "draft"
    assert clients.bob.post(below(made, "confirm/")).status_code == 403
    assert clients.alice.post(below(made, "confirm/")).json()["status"] == "booked"


@pytest.mark.parametrize("body", [{"approval": "nobody"}, {"retention_years": 0}, {"locked_through": DAY}, {"approval": None}])
def test_settings_that_are_none_are_refused(clients: Clients, things: Things, body: dict[str, Any]) -> None:
    assert clients.alice.patch(LEDGER, body).status_code == 400


def test_periods_are_locked_and_unlocked(clients: Clients, things: Things) -> None:
    made = book(clients.alice)
    assert clients.bob.post(f"{LEDGER}lock/", {"through": DAY}).status_code == 403
    assert clients.alice.post(f"{LEDGER}lock/", {"through": DAY}).json()["locked_through"] == DAY
    assert clients.alice.delete(below(made)).json()["code"] == "period_locked"
    assert clients.alice.post(f"{LEDGER}lock/", {"through": "soon"}).status_code == 400
    assert clients.alice.post(f"{LEDGER}unlock/").json()["locked_through"] is None
    assert clients.alice.delete(below(made)).status_code == 200


def test_what_was_booked_again_names_the_live_one(
    clients: Clients, things: Things, read_document: Callable[..., Document]
) -> None:
    document = read_document(clients.alice, PDF + b"\n% again")
    path = f"{DOCUMENTS}{document.id}/"
    first = book(clients.alice, document=str(document.id))
    clients.alice.delete(below(first))
    clients.alice.post(f"{path}confirm/", {"version": document.version})
    (again,) = clients.alice.get(path).json()["transactions"]
    refused = clients.alice.post(below(first, "restore/"))
    assert (refused.status_code, refused.json()["code"]) == (409, "already_booked")
    assert again in refused.content.decode()
