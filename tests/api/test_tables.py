"""The tables of a document by the REST face: the list, the cells, and files for a spreadsheet that hold no formula."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest

from finance.models import Document, DocumentTable
from services.reading.codec import table_to_json
from services.types import Box, Cell, Table, TableOrigin
from tests.api.conftest import DOCUMENTS, Clients
from tests.conftest import Cast
from users.models import AuditEvent
from users.tenancy.actor import Actor, acting

BOX = Box(0.1, 0.2, 0.3, 0.4)
NASTY = ["=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "＝1+1", "'=1"]


def keep(actor: Actor, document_id: str, table: Table) -> None:
    row = {"page": table.page, "origin": table.origin.value, "title": table.title, "is_hidden": table.is_hidden}
    with acting(actor):
        document = Document.objects.get(id=document_id)
        DocumentTable.objects.create(
            workspace_id=actor.workspace_id, document=document, number=table.number, row_count=len(table.rows),
            column_count=max(map(len, table.rows)), content=table_to_json(table), **row,
        )  # fmt: skip


def table_of(*rows: tuple[str, ...], number: int = 1) -> Table:
    cells = tuple(tuple(Cell(text) for text in row) for row in rows)
    return Table(number, cells, TableOrigin.SHEET, title="Fees: 2026/27", is_hidden=True)


@pytest.fixture
def tables(clients: Clients, cast: Cast) -> str:
    """Where the tables of a document of Alice's are: one of a page, one of a hidden sheet."""
    document = clients.alice.upload().json()["id"]
    first = Table(
        1, ((Cell("Date", BOX), Cell("Amount", BOX)), (Cell("2026-11-01"), Cell("3", BOX, "=1+2"))), TableOrigin.RULED, 1, BOX
    )
    keep(cast.alice, document, first)
    keep(cast.alice, document, table_of(*[(text, "-1.234,50") for text in NASTY], number=2))
    return f"{DOCUMENTS}{document}/tables/"


def test_the_list_tells_each_table_without_its_cells(clients: Clients, tables: str) -> None:
    told = clients.alice.get(tables).json()
    assert told == [
        {
            "number": 1, "page": 1, "origin": "ruled", "title": "", "is_hidden": False, "row_count": 2, "column_count": 2,
            "url": f"{tables}1/",
        },
        {
            "number": 2, "page": None, "origin": "sheet", "title": "Fees: 2026/27", "is_hidden": True, "row_count": 7,
            "column_count": 2, "url": f"{tables}2/",
        },
    ]  # fmt: skip


def test_a_table_has_its_cells_with_box_and_formula(clients: Clients, tables: str) -> None:
    told = clients.alice.get(f"{tables}1/").json()
    assert told["box"] == list(BOX)
    assert told["rows"] == [
        [{"text": "Date", "formula": "", "box": list(BOX)}, {"text": "Amount", "formula": "", "box": list(BOX)}],
        [{"text": "2026-11-01", "formula": "", "box": None}, {"text": "3", "formula": "=1+2", "box": list(BOX)}],
    ]
    assert (told["first_row"], told["next"]) == (1, None)


def test_a_long_table_comes_in_parts_that_lead_on_to_its_last_row(clients: Clients, cast: Cast, tables: str) -> None:
    document = tables.split("/")[-3]
    keep(cast.alice, document, table_of(*[(str(number),) for number in range(25)], number=3))
    path: str | None = f"{tables}3/?rows=10"
    seen: list[str] = []
    while path:
        told = clients.alice.get(path).json()
        seen += [row[0]["text"] for row in told["rows"]]
        path = told["next"]
    assert seen == [str(number) for number in range(25)]


@pytest.mark.parametrize("query", ["?rows=1001", "?rows=0", "?first_row=0", "?first_row=x", "?format=csv", "?page=2"])
def test_what_cannot_be_asked_of_a_table_is_refused(clients: Clients, tables: str, query: str) -> None:
    assert clients.alice.get(f"{tables}1/{query}").status_code == 400


def test_as_csv_all_text_stays_text_and_amounts_are_numbers(clients: Clients, tables: str) -> None:
    answer = clients.alice.get(f"{tables}2/file/?format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="table-2.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == [f"'{text}" for text in NASTY]
    assert {row[1] for row in rows} == {"-1234.50"}


def test_as_xlsx_no_cell_is_a_formula(clients: Clients, tables: str) -> None:
    answer = clients.alice.get(f"{tables}2/file/?format=xlsx")
    assert "attachment" in answer["Content-Disposition"]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in sheet["A"]] == [f"'{text}" for text in NASTY]
    assert sheet["B2"].value == -1234.5


def test_a_file_is_csv_unless_another_is_asked_for(clients: Clients, tables: str) -> None:
    assert clients.alice.get(f"{tables}1/file/").content.decode("utf-8-sig") == "Date,Amount\r\n2026-11-01,3\r\n"
    assert clients.alice.get(f"{tables}1/file/?format=pdf").status_code == 400


def test_the_trail_tells_who_took_a_table_away(clients: Clients, cast: Cast, tables: str) -> None:
    clients.alice.get(f"{tables}1/file/")
    clients.alice.get(f"{tables}1/file/")
    with acting(cast.alice):
        (event,) = AuditEvent.objects.filter(action="data_exported")
    assert (event.subject_type, event.data) == ("document_table", {"format": "csv"})


def test_an_uploader_reads_the_tables_of_its_own_documents_only(clients: Clients, cast: Cast, tables: str) -> None:
    own = clients.uploader.upload(b"%PDF-1.4\n% own").json()["id"]
    keep(cast.alice, own, table_of(("mine",)))
    assert clients.uploader.get(f"{DOCUMENTS}{own}/tables/1/").status_code == 200
    for path in (tables, f"{tables}1/", f"{tables}1/file/"):
        assert clients.uploader.get(path).status_code == 404
        assert clients.charlie.get(path).status_code == 404


def test_a_table_that_is_not_there_is_404(clients: Clients, tables: str) -> None:
    assert {clients.alice.get(f"{tables}{rest}").status_code for rest in ("9/", "9/file/", "0/")} == {404}


def test_the_list_takes_as_many_queries_for_many_tables(clients: Clients, cast: Cast, tables: str) -> None:
    before = clients.alice.queries(tables)
    for number in range(3, 9):
        keep(cast.alice, tables.split("/")[-3], table_of(("x",), number=number))
    assert clients.alice.queries(tables) == before
