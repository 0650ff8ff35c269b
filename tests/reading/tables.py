"""Tables for the tests, and how a test reads one through the child."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from services.reading.media_types import CSV, XLSX
from services.reading.reader import Reader
from services.reading.tables import Row, TableHead, TableWish


def read_table(
    reader: Reader, content: bytes, media_type: str = CSV, wish: TableWish | None = None
) -> tuple[TableHead, list[Row]]:
    """The head and all rows of a table."""
    with reader.open_table(content, media_type=media_type, workspace="w", wish=wish or TableWish()) as table:
        return table.head, [row for batch in table.batches() for row in batch]


def workbook(rows: Iterable[Sequence[object]], *, title: str = "Bookings") -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def packed(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_part(content: bytes, name: str, part: bytes | None) -> bytes:
    """The workbook with one part replaced or added; None takes it out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        if part is not None:
            new.writestr(name, part)
    return target.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


__all__ = ["CSV", "XLSX", "packed", "part_of", "read_table", "with_part", "workbook"]
