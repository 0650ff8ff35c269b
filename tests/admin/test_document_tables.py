"""The tables of a document in the back office: named on its page, and taken away as files that hold no formula."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from finance.models import Document, DocumentTable
from services.reading.codec import table_to_json
from services.types import Cell, Table, TableOrigin
from tests.admin.conftest import Office
from users.models import AuditEvent
from users.tenancy.scope import scope


@pytest.fixture
def tabled(doubted: Document) -> Document:
    table = Table(1, ((Cell("<b>Name</b>"),), (Cell("=1+2"),)), TableOrigin.SHEET, title="<i>Fees</i>", is_hidden=True)
    with scope(doubted.workspace_id):
        DocumentTable.objects.create(
            workspace_id=doubted.workspace_id, document=doubted, number=1, origin="sheet", title=table.title, is_hidden=True,
            row_count=2, column_count=1, content=table_to_json(table),
        )  # fmt: skip
    return doubted


def address(document: Document, number: int = 1) -> str:
    return reverse("admin:finance_document_table", args=[document.id, number])


def test_the_page_names_the_tables_as_text_with_their_files(office: Office, tabled: Document) -> None:
    page = office.client.get(reverse("admin:finance_document_change", args=[tabled.id])).content.decode()
    assert "&lt;i&gt;Fees&lt;/i&gt;" in page
    assert "<i>Fees</i>" not in page
    assert {f'href="{address(tabled)}?format={form}"' in page for form in ("csv", "xlsx")} == {True}


def test_a_table_comes_as_csv_and_xlsx_and_the_look_is_told(office: Office, tabled: Document) -> None:
    as_csv = office.client.get(address(tabled))
    assert as_csv.content.decode("utf-8-sig") == "<b>Name</b>\r\n'=1+2\r\n"
    assert as_csv["Content-Disposition"] == 'attachment; filename="table-1.csv"'
    assert as_csv["X-Content-Type-Options"] == "nosniff"
    sheet = openpyxl.load_workbook(io.BytesIO(office.client.get(f"{address(tabled)}?format=xlsx").content)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("'=1+2", "s")
    with scope(tabled.workspace_id):
        assert AuditEvent.objects.filter(action="operator_looked", subject_id=tabled.id).exists()


def test_a_table_that_is_not_there_is_404(office: Office, tabled: Document) -> None:
    assert office.client.get(address(tabled, 2)).status_code == 404


def test_nobody_else_gets_a_table(tabled: Document) -> None:
    assert Client().get(address(tabled)).status_code == 302
