"""The e-invoice of a document by the REST face: its terms, the rules that it breaks, and a page that can do nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from finance.models import Document, DocumentReading
from services.einvoice.codec import einvoice_to_json
from services.einvoice.reading import read_xml
from tests.api.conftest import DOCUMENTS, Clients
from tests.conftest import Cast
from tests.einvoice import invoices as made
from users.tenancy.actor import acting


def kept(clients: Clients, cast: Cast, xml: str) -> str:
    """Where the e-invoice of a document of Alice's is."""
    sent = clients.alice.upload().json()["id"]
    with acting(cast.alice):
        DocumentReading.objects.create(
            workspace_id=cast.workspace.id, document=Document.objects.get(id=sent), attempt=1, reader_version="2", policy="best",
            einvoice=einvoice_to_json(read_xml(xml.encode())),
        )  # fmt: skip
    return f"{DOCUMENTS}{sent}/einvoice/"


def test_terms_come_with_their_names_and_paths(clients: Clients, cast: Cast) -> None:
    told = clients.alice.get(kept(clients, cast, made.ubl())).json()
    assert (told["syntax"], told["title"], told["claims_en16931"], told["broken_rules"]) == ("ubl", "Invoice", True, [])
    terms = {term["id"]: term for term in told["terms"]}
    assert terms["BT-112"] == {
        "id": "BT-112", "label": "Total with VAT", "text": "291.50", "page": None, "box": None,
        "path": "/Invoice/cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
    }  # fmt: skip
    assert [[term["text"] for term in line["terms"] if term["id"] == "BT-153"] for line in told["lines"]] == [
        ["Green tea"],
        ["Book of tea"],
    ]
    assert [[term["text"] for term in tax if term["id"] == "BT-117"] for tax in told["taxes"]] == [["38.00"], ["3.50"]]


def test_broken_rules_are_told_by_their_ids(clients: Clients, cast: Cast) -> None:
    told = clients.alice.get(kept(clients, cast, made.ubl().replace(">291.50<", ">291.51<"))).json()
    assert [(rule["code"], rule["severity"]) for rule in told["broken_rules"]] == [("BR-CO-15", "doubt"), ("BR-CO-16", "doubt")]


def test_the_page_runs_nothing_and_loads_nothing(clients: Clients, cast: Cast) -> None:
    xml = made.ubl().replace("Thank you.", "&lt;script&gt;alert(1)&lt;/script&gt;").replace("Green tea", "&lt;img src=x&gt;")
    answer = clients.alice.get(f"{kept(clients, cast, xml)}html/")
    page = answer.content.decode()
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    hashed = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert answer["Content-Security-Policy"] == f"sandbox; default-src 'none'; style-src 'sha256-{hashed}'"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<(?:script|img|link|iframe|object|form)|<[^>]*(?:src|href|style)=|url\(", page)
    assert "291.50" in page


@pytest.mark.parametrize("part", ["", "html/"])
def test_a_document_without_an_e_invoice_has_none(clients: Clients, part: str) -> None:
    sent = clients.alice.upload().json()["id"]
    assert clients.alice.get(f"{DOCUMENTS}{sent}/einvoice/{part}").status_code == 404


def test_who_may_not_see_the_document_does_not_see_its_e_invoice(clients: Clients, cast: Cast) -> None:
    address = kept(clients, cast, made.ubl())
    assert {clients.charlie.get(address).status_code, clients.charlie.get(f"{address}html/").status_code} == {404}
