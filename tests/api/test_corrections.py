"""Correcting what was read by the REST face: by value, by a box, and what a document is and which way it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from finance.models import Document, DocumentPage, ExtractedField
from services.parsers.remedies import remedy_of
from tests.api.conftest import DOCUMENTS, Client, Clients
from tests.conftest import Cast
from users.models import AuditEvent
from users.tenancy.actor import acting

WORDS = [
    ["Tea", 0.10, 0.05, 0.15, 0.07, 0, 1.0],
    ["House", 0.16, 0.05, 0.24, 0.07, 0, 1.0],
    ["Date:", 0.10, 0.10, 0.18, 0.12, 1, 1.0],
    ["20.11.2026", 0.20, 0.10, 0.35, 0.12, 1, 1.0],
    ["Total", 0.10, 0.30, 0.18, 0.32, 2, 1.0],
    ["EUR", 0.60, 0.30, 0.66, 0.32, 2, 1.0],
    ["13,50", 0.70, 0.30, 0.80, 0.32, 2, 1.0],
]
OVER_TOTAL = [0.55, 0.29, 0.85, 0.33]
OVER_DATE = [0.19, 0.09, 0.4, 0.13]


@pytest.fixture
def document(clients: Clients, read_document: Callable[..., Document], cast: Cast) -> Document:
    made = read_document(clients.alice)
    with acting(cast.alice):
        DocumentPage.objects.filter(document=made).update(words=WORDS)
    return made


def correct(client: Client, document: Document, name: str, **body: Any) -> Any:
    version = client.get(f"{DOCUMENTS}{document.id}/").json()["version"]
    return client.patch(f"{DOCUMENTS}{document.id}/fields/{name}/", {"version": version, **body})


def say(client: Client, document: Document, **body: Any) -> Any:
    version = client.get(f"{DOCUMENTS}{document.id}/").json()["version"]
    return client.patch(f"{DOCUMENTS}{document.id}/", body, HTTP_IF_MATCH=f'"{version}"')


def test_a_box_gives_the_value_and_is_its_evidence(clients: Clients, document: Document) -> None:
    told = correct(clients.alice, document, "total", page=1, box=OVER_TOTAL).json()
    assert (told["value"], told["printed"], told["origin"], told["source"]) == ("13.50", "EUR 13,50", "user", "user")
    assert told["evidence"] == {"page": 1, "box": OVER_TOTAL, "text": "EUR 13,50", "source": "text", "path": ""}
    assert correct(clients.alice, document, "date", page=1, box=OVER_DATE).json()["value"] == "2026-11-20"


def test_a_value_and_a_box_that_agree_are_kept(clients: Clients, document: Document) -> None:
    told = correct(clients.alice, document, "total", value="-13.50", page=1, box=OVER_TOTAL).json()
    assert (told["value"], told["evidence"]["text"]) == ("-13.50", "EUR 13,50")


def test_a_value_alone_is_looked_up_on_the_page(clients: Clients, document: Document) -> None:
    told = correct(clients.alice, document, "total", value="13.50").json()
    assert told["evidence"]["text"] == "13,50"
    told = correct(clients.alice, document, "total", value="99.99").json()
    assert (told["value"], told["evidence"], told["printed"]) == ("99.99", None, "")


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("total", {"page": 1, "box": [0.05, 0.04, 0.3, 0.08]}, "Tea House"),
        ("date", {"page": 1, "box": OVER_TOTAL}, "EUR 13,50"),
        ("total", {"value": "12.50", "page": 1, "box": OVER_TOTAL}, "not 12.50"),
        ("total", {"page": 1, "box": [0.9, 0.9, 1, 1]}, "no words"),
    ],
)
def test_a_box_that_does_not_say_the_value_is_422_with_its_words(
    clients: Clients, document: Document, name: str, body: dict[str, Any], said: str
) -> None:
    answer = correct(clients.alice, document, name, **body)
    assert (answer.status_code, answer.json()["code"]) == (422, "box_without_value")
    assert said in answer.json()["errors"][name][0]
    assert clients.alice.get(f"{DOCUMENTS}{document.id}/fields/total/").json()["value"] == "12.50"


def test_a_page_that_is_none_is_named(clients: Clients, document: Document) -> None:
    answer = correct(clients.alice, document, "total", page=2, box=OVER_TOTAL)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["page"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"page": 1},
        {"box": OVER_TOTAL},
        {"page": 0, "box": OVER_TOTAL},
        {"page": 1, "box": [0.1, 0.1, 0.2]},
        {"page": 1, "box": [0.2, 0.1, 0.1, 0.2]},
        {"page": 1, "box": [0, 0, 0, 0]},
        {"page": 1, "box": [0, 0, 1, 1.01]},
        {"page": 1, "box": [0, 0, True, 1]},
        {"page": 1, "box": "0,0,1,1"},
        {"page": 1, "box": None},
    ],
)
def test_a_place_that_cannot_be_is_refused(clients: Clients, document: Document, body: dict[str, Any]) -> None:
    answer = correct(clients.alice, document, "total", **body)
    assert answer.status_code == 400
    assert answer.json()["code"] in ("invalid", "invalid_box")


def test_what_the_machine_read_is_still_seen_beside_the_correction(clients: Clients, document: Document) -> None:
    correct(clients.alice, document, "total", value="13.50")
    correct(clients.bob, document, "total", value="13.55")
    told = clients.alice.get(f"{DOCUMENTS}{document.id}/fields/total/").json()
    assert told["value"] == "13.55"
    assert [(said["value"], said["origin"], said["source"]) for said in told["earlier"]] == [
        ("13.50", "user", "user"),
        ("12.50", "machine", "offline"),
    ]
    changes = [entry["changes"] for entry in clients.alice.get(f"{DOCUMENTS}{document.id}/history/").json()["results"]]
    assert {"value": ["12.50", "13.50"], "source": ["offline", "user"]}.items() <= next(
        change for change in changes if change.get("value", [None])[0] == "12.50"
    ).items()


def test_a_person_says_what_it_is_and_which_way_it_went(clients: Clients, document: Document, cast: Cast) -> None:
    answer = say(clients.alice, document, kind="invoice", direction="outgoing")
    told = answer.json()
    assert (told["kind"], told["direction"], told["kind_origin"], told["direction_origin"]) == (
        "invoice", "outgoing", "user", "user",
    )  # fmt: skip
    assert told["kind_confidence"] == 1
    assert answer["ETag"] == f'"{told["version"]}"'
    assert [row["id"] for row in clients.alice.get(f"{DOCUMENTS}?direction=outgoing").json()["results"]] == [str(document.id)]
    assert clients.alice.get(f"{DOCUMENTS}?direction=incoming").json()["results"] == []
    with acting(cast.alice):
        assert AuditEvent.objects.get(action="document_classified").data == {"kind": "invoice", "direction": "outgoing"}


def test_an_outgoing_invoice_is_booked_as_income(clients: Clients, document: Document) -> None:
    say(clients.alice, document, kind="invoice", direction="outgoing")
    version = clients.alice.get(f"{DOCUMENTS}{document.id}/").json()["version"]
    booked = clients.alice.post(f"{DOCUMENTS}{document.id}/confirm/", {"version": version}).json()
    transaction = clients.alice.get(f"/api/v1/finance/transactions/{booked['transactions'][0]}/").json()
    assert transaction["kind"] == "income"


@pytest.mark.parametrize(
    "body", [{}, {"kind": "menu"}, {"direction": "unclear"}, {"direction": ""}, {"kind": None}, {"state": "booked"}]
)
def test_what_nobody_can_say_is_refused(clients: Clients, document: Document, body: dict[str, Any]) -> None:
    assert say(clients.alice, document, **body).status_code == 400
    assert clients.alice.get(f"{DOCUMENTS}{document.id}/").json()["kind"] == "receipt"


def test_saying_needs_the_version_and_the_right(clients: Clients, document: Document) -> None:
    path = f"{DOCUMENTS}{document.id}/"
    assert clients.alice.patch(path, {"kind": "quote"}).status_code == 428
    assert clients.alice.patch(path, {"kind": "quote"}, HTTP_IF_MATCH='"99"').status_code == 412
    assert clients.accountant.patch(path, {"kind": "quote", "version": document.version}).status_code == 403
    assert clients.charlie.patch(path, {"kind": "quote", "version": document.version}).status_code == 404
    assert clients.charlie.patch(f"{path}fields/total/", {"page": 1, "box": OVER_TOTAL, "version": 1}).status_code == 404


def test_each_finding_tells_its_remedy(clients: Clients, document: Document) -> None:
    for findings in (
        clients.alice.get(f"{DOCUMENTS}{document.id}/findings/").json(),
        clients.alice.get(f"{DOCUMENTS}{document.id}/").json()["findings"],
    ):
        assert [finding["remedy"] for finding in findings] == [remedy_of("total_unproven")]


def test_no_place_of_an_xml_stays_when_a_person_corrects(clients: Clients, document: Document, cast: Cast) -> None:
    with acting(cast.alice):
        ExtractedField.objects.filter(document=document, name="total").update(evidence_path="/Invoice/Total")
    assert correct(clients.alice, document, "total", value="13.50").json()["evidence"]["path"] == ""
