"""The reading child of tables: parses files of rows that nobody trusts, behind the same walls. Started by `process.py`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import Any, BinaryIO

from services.errors import EmptyDocumentError, ReadingError, ResourceLimitError
from services.reading.child_pipes import own_pipes, tell
from services.reading.limits import Limits
from services.reading.media_types import CSV, JSON, XLSX
from services.reading.protocol import ChildKind, Frame, read_frame, write_frame
from services.reading.sandbox import allow_processor_time, die_with, wall_in
from services.reading.table_json import open_expenses
from services.reading.table_text import open_text
from services.reading.table_workbook import open_workbook
from services.reading.tables import BATCH_ROWS, Row, TableHead, TableWish

Opener = Callable[[bytes, TableWish, Limits], tuple[TableHead, Iterator[Row]]]
OPENERS: Mapping[str, Opener] = {CSV: open_text, XLSX: open_workbook, JSON: open_expenses}


def main(kind_name: str, parent_pid: int) -> None:
    """Answer requests until the parent closes the pipe."""
    requests, answers = own_pipes()
    die_with(parent_pid)
    wall_in(ChildKind(kind_name))
    write_frame(answers, {"kind": "ready"})
    while (frame := read_frame(requests)) is not None:
        _answer(frame, answers)


def _answer(frame: Frame, answers: BinaryIO) -> None:
    header: Mapping[str, Any] = frame.header
    limits = Limits(**header["limits"])
    allow_processor_time(limits.table_wall_clock_s(len(frame.payload)))
    try:
        _read(frame.payload, header["media_type"], TableWish(**header["wish"]), limits, answers)
    except ReadingError as error:
        tell(answers, error)
    except MemoryError:
        tell(answers, ResourceLimitError("Reading the table needs more memory than a file may take. Send it in parts."))


def _read(content: bytes, media_type: str, wish: TableWish, limits: Limits, answers: BinaryIO) -> None:
    head, rows = OPENERS[media_type](content, wish, limits)
    write_frame(answers, {"kind": "head"} | asdict(head))
    for batch in _batches(rows, limits):
        write_frame(
            answers, {"kind": "rows"}, json.dumps(batch, ensure_ascii=False, check_circular=False).encode("utf-8", "ignore")
        )
    write_frame(answers, {"kind": "done"})


def _batches(rows: Iterator[Row], limits: Limits) -> Iterator[list[Row]]:
    """Rows that count, with the blank ones among the first only. Raises EmptyDocumentError, ResourceLimitError."""
    kept = (row for row in rows if any(row[1]) or row[0] <= BATCH_ROWS)
    counted = 0
    while batch := list(islice(kept, BATCH_ROWS)):
        batch = [(number, cells if any(cells) else ()) for number, cells in batch]
        counted += len(batch)
        if counted > limits.table_rows:
            raise ResourceLimitError(f"The table has more than {limits.table_rows:,} rows. Send it in parts.")
        if counted <= BATCH_ROWS and not any(cells for _, cells in batch):
            raise EmptyDocumentError("The table has no rows.")
        yield batch
    if not counted:
        raise EmptyDocumentError("The table has no rows.")


if __name__ == "__main__":
    main(sys.argv[3], int(sys.argv[4]))
