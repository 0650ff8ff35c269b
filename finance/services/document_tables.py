"""A table of a document as a file for a spreadsheet. Text stays text there; an amount without doubt becomes a number."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

from finance.models import DocumentTable
from services.parsers.amounts import find_amounts, readings
from services.reading.codec import table_from_json
from services.spreadsheets import Cell, write_csv, write_xlsx
from services.types import Table
from users.audit.rarely import export_record
from users.tenancy.actor import Actor

_AMOUNT = re.compile(r"[-+]?[0-9][0-9.,' ]{0,30}[.,][0-9]{2}-?")


class TableFormat(StrEnum):
    """As which file a table is given."""

    CSV = "csv"
    XLSX = "xlsx"


MEDIA_TYPES = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_file(*, actor: Actor, table: DocumentTable, form: TableFormat) -> bytes:
    """The file; the audit trail tells once an hour who fetched it."""
    content = spreadsheet_of(table_from_json(table.content), form)
    export_record(actor=actor, subject_type="document_table", subject_id=table.id, data={"format": form.value})
    return content


def spreadsheet_of(table: Table, form: TableFormat) -> bytes:
    """The table as CSV or XLSX, all its rows; no cell of it can become a formula."""
    into = io.BytesIO()
    if form is TableFormat.CSV:
        write_csv(_rows(table), into)
    else:
        write_xlsx(_rows(table), into, sheet=table.title or f"Table {table.number}")
    return into.getvalue()


def _rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    for row in table.rows:
        yield tuple(_value(cell.text) for cell in row)


def _value(text: str) -> Cell:
    """An amount with its cents that can be read in one way only, as a number; anything else as it stands."""
    amounts = list(find_amounts(text)) if _AMOUNT.fullmatch(text) else []
    if len(amounts) != 1 or len(values := readings(amounts[0].text)) != 1:
        return text
    value: Decimal = values[0]
    return -value if amounts[0].negative else value
