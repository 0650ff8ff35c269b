"""The e-invoice of a document in the back office: linked where there is one, shown as a page that can do nothing."""

from __future__ import annotations

from django.urls import reverse

from finance.models import Document, DocumentReading
from services.einvoice.codec import einvoice_to_json
from services.einvoice.reading import read_xml
from tests.admin.conftest import Office
from tests.admin.test_document_page import page_of
from tests.einvoice.invoices import cii
from users.tenancy.scope import scope


def test_an_e_invoice_is_linked_and_shown(office: Office, doubted: Document) -> None:
    address = reverse("admin:finance_document_einvoice", args=[doubted.id])
    assert address not in page_of(office, doubted)
    assert office.client.get(address).status_code == 404
    kept = einvoice_to_json(read_xml(cii().encode()))
    with scope(doubted.workspace_id):
        DocumentReading.objects.update_or_create(
            workspace_id=doubted.workspace_id, document=doubted,
            defaults={"attempt": 1, "reader_version": "2", "policy": "best", "einvoice": kept},
        )  # fmt: skip
    assert address in page_of(office, doubted)
    answer = office.client.get(address)
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'; style-src 'sha256-")
    assert "291.50" in answer.content.decode()
