"""The tables of a file for `manage.py extract`: in its JSON line, and as files of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from finance.services.document_tables import TableFormat, spreadsheet_of
from services.types import Cell, ReadDocument, Table

_LONGEST_STEM = 80


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Where the tables go as files, and of which kind these are."""

    folder: Path
    form: TableFormat


def tables_told(document: ReadDocument) -> list[dict[str, Any]]:
    """The tables as JSON values: a cell is its text, with a box and a formula where it has them."""
    return [_told(table) for table in document.tables]


def tables_written(document: ReadDocument, name: str, files: TableFiles) -> list[str]:
    """Write each table of the file that the caller calls `name` into the folder; gives the names of the files there.

    Names of two inputs never meet: each bears the digest of the whole name. Raises OSError.
    """
    return list(_written(document, _stem(name), files))


def _written(document: ReadDocument, stem: str, files: TableFiles) -> Iterator[str]:
    files.folder.mkdir(parents=True, exist_ok=True)
    for table in document.tables:
        filename = f"{stem}-table-{table.number}.{files.form.value}"
        (files.folder / filename).write_bytes(spreadsheet_of(table, files.form))
        yield filename


def _stem(name: str) -> str:
    digest = sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '_', name)[-_LONGEST_STEM:].lstrip('.-')}-{digest}"


def _told(table: Table) -> dict[str, Any]:
    return {
        "number": table.number,
        "page": table.page,
        "origin": table.origin.value,
        "title": table.title,
        "is_hidden": table.is_hidden,
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    box = {"box": [round(side, 5) for side in cell.box]} if cell.box else {}
    return {"text": cell.text, **box, **({"formula": cell.formula} if cell.formula else {})}
