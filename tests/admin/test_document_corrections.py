"""Correcting a document in the back office: by a box on its page, its kind and its direction; and what was said before."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from finance.models import Document, DocumentPage, ExtractedField
from services.parsers.remedies import remedy_of
from services.types import DocumentKind
from tests.admin.conftest import Office
from tests.admin.test_document_page import Elements, do, now_of, page_of
from users.tenancy.scope import scope

WORDS = [
    ["Total", 0.10, 0.80, 0.20, 0.85, 0, 1.0],
    ["EUR", 0.40, 0.80, 0.48, 0.85, 0, 1.0],
    ["12,43", 0.50, 0.80, 0.90, 0.85, 0, 1.0],
]
OVER_TOTAL = {"page": "1", "x0": "0.39", "y0": "0.79", "x1": "0.95", "y1": "0.86"}


@pytest.fixture
def worded(doubted: Document) -> Document:
    with scope(doubted.workspace_id):
        DocumentPage.objects.filter(document=doubted).update(words=WORDS)
    return doubted


def total_of(document: Document) -> ExtractedField:
    with scope(document.workspace_id):
        return ExtractedField.objects.get(document=document, name="total")


def test_a_box_on_the_page_corrects_a_field(office: Office, worded: Document) -> None:
    page = do(office.client, worded, "correct", version=worded.version, name="total", **OVER_TOTAL)
    assert "Corrected." in page
    total = total_of(worded)
    assert (total.value, total.evidence_text, total.page, total.source) == ("12.43", "EUR 12,43", 1, "user")


def test_what_the_machine_said_before_stands_beside_it(office: Office, worded: Document) -> None:
    page = do(office.client, worded, "correct", version=worded.version, name="total", **OVER_TOTAL)
    assert re.search(r"before: 12\.34 \(offline, ", page)


def test_a_box_that_says_something_else_is_told(office: Office, worded: Document) -> None:
    page = do(office.client, worded, "correct", version=worded.version, name="date", **OVER_TOTAL)
    assert "EUR 12,43" in page
    assert "that is not a date" in page
    assert total_of(worded).value == "12.34"


@pytest.mark.parametrize(
    "changed",
    [{"page": "x"}, {"page": "0"}, {"page": "1.5"}, {"x0": ""}, {"x0": "0.96"}, {"y1": "1.1"}, {"y0": "nan"}, {"x0": "inf"}],
)
def test_a_place_that_cannot_be_is_told(office: Office, worded: Document, changed: dict[str, str]) -> None:
    page = do(office.client, worded, "correct", version=worded.version, name="total", **OVER_TOTAL | changed)
    assert "Corrected." not in page
    assert total_of(worded).value == "12.34"


@pytest.mark.parametrize("version", ["", "-1", "1.0", "9" * 5000])
def test_a_version_that_cannot_be_is_not_the_present_one(office: Office, worded: Document, version: str) -> None:
    page = do(office.client, worded, "correct", version=version, name="total", **OVER_TOTAL)
    assert "Corrected." not in page
    assert total_of(worded).value == "12.34"


def test_the_place_can_be_entered_without_a_pointer(office: Office, worded: Document) -> None:
    inputs = {str(one["name"]): one for one in Elements(page_of(office, worded)).all("input") if one.get("type") == "number"}
    assert set(inputs) == set(OVER_TOTAL)
    for side in ("x0", "y0", "x1", "y1"):
        assert (inputs[side]["min"], inputs[side]["max"], inputs[side]["step"]) == ("0", "1", "any")


def test_an_operator_says_what_it_is_and_which_way_it_went(office: Office, doubted: Document) -> None:
    page = do(office.client, doubted, "classify", version=doubted.version, kind="invoice", direction="outgoing")
    assert "Said." in page
    kept = now_of(doubted)
    assert (kept.kind, kept.kind_origin, kept.direction, kept.direction_origin) == ("invoice", "user", "outgoing", "user")
    assert "Outgoing" in page
    assert "said by a person" in page


def test_what_is_left_as_it_is_stays(office: Office, doubted: Document) -> None:
    do(office.client, doubted, "classify", version=doubted.version, kind="", direction="incoming")
    kept = now_of(doubted)
    assert (kept.kind, kept.kind_origin, kept.direction) == ("receipt", "machine", "incoming")
    assert "Say what kind" in do(office.client, doubted, "classify", version=kept.version, kind="", direction="")


@pytest.mark.parametrize("wrong", [{"kind": "menu"}, {"direction": "sideways"}])
def test_what_there_is_not_is_refused(office: Office, doubted: Document, wrong: dict[str, str]) -> None:
    address = reverse("admin:finance_document_do", args=[doubted.id, "classify"])
    assert office.client.post(address, {"version": doubted.version, **wrong}).status_code == 404


def test_every_kind_can_be_chosen(office: Office, doubted: Document) -> None:
    options = {option.get("value") for option in Elements(page_of(office, doubted)).all("option")}
    assert {kind.value for kind in DocumentKind} | {"incoming", "outgoing"} <= options
    assert "unclear" not in options


def test_a_finding_tells_what_can_be_done(office: Office, doubted: Document) -> None:
    with scope(doubted.workspace_id):
        doubted.findings.update(code="vendor_doubtful")
    assert remedy_of("vendor_doubtful") in page_of(office, doubted)


def test_documents_are_listed_by_direction(office: Office, doubted: Document) -> None:
    do(office.client, doubted, "classify", version=doubted.version, direction="outgoing")
    address = reverse("admin:finance_document_changelist")
    assert doubted.filename in office.client.get(f"{address}?direction__exact=outgoing").content.decode()
    assert doubted.filename not in office.client.get(f"{address}?direction__exact=incoming").content.decode()
