"""One table, one child: asks it, takes the rows batch by batch, checks every answer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict

from services.errors import DocumentFormatError, ResourceLimitError
from services.reading.codec import storable
from services.reading.exchange import typed_error
from services.reading.limits import Limits
from services.reading.process import ReadingProcess
from services.reading.protocol import Frame
from services.reading.tables import BATCH_ROWS, Batch, Row, TableHead, TableWish

MAX_NAME_CHARACTERS = 100
MAX_SHEETS = 1_000
HIGHEST_ROW = 2**31 - 1
NOT_STORABLE = (b"\\u0000", b"\\ud", b"\\uD")  # as JSON writes NUL and halves of surrogate pairs


class TableExchange:
    """What one child has said so far about one table.

    Only the time spent waiting for the child counts: the caller may take its own between two batches.
    """

    def __init__(self, process: ReadingProcess, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._left_s = 0.0
        self._left_bytes = 0
        self._rows = 0
        self._last_number = 0
        self.is_finished = False

    def ask(self, content: bytes, media_type: str, wish: TableWish) -> TableHead:
        """Send the file; give its head. Raises ReadingError, DocumentFormatError where the answer makes no sense."""
        self._process.jobs += 1
        self._left_s = self._limits.table_wall_clock_s(len(content))
        self._left_bytes = self._limits.table_answer_bytes(len(content))
        header = {"kind": "table", "media_type": media_type, "wish": asdict(wish), "limits": asdict(self._limits)}
        begun = time.monotonic()
        self._process.send(header, content, begun + self._left_s)
        self._left_s -= time.monotonic() - begun
        frame = self._next()
        if frame.kind != "head":
            raise DocumentFormatError("The reader begins without a head.")
        return _head(frame)

    def batches(self) -> Iterator[Batch]:
        """Give the rows as they come. Raises as `ask`."""
        while not self.is_finished:
            frame = self._next()
            if frame.kind == "rows":
                yield self._batch(frame.payload)
            elif frame.kind == "done":
                self.is_finished = True
            else:
                raise DocumentFormatError("The reader sent an unknown message.")

    def _next(self) -> Frame:
        begun = time.monotonic()
        frame = self._process.receive(begun + self._left_s)
        self._left_s -= time.monotonic() - begun
        self._left_bytes -= len(frame.payload) + 1
        if self._left_bytes < 0:
            raise ResourceLimitError("Reading the table gives more than a table may give. Send it in parts.")
        if frame.kind == "error":
            raise typed_error(frame)
        return frame

    def _batch(self, payload: bytes) -> Batch:
        try:
            rows = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise DocumentFormatError("A batch of rows is no JSON.") from error
        if not isinstance(rows, list) or not 0 < len(rows) <= BATCH_ROWS:
            raise DocumentFormatError("A batch of rows is missing or too long.")
        self._rows += len(rows)
        if self._rows > self._limits.table_rows:
            raise DocumentFormatError("There are more rows than a table may have.")
        batch = tuple(map(self._row, rows))
        return _made_storable(batch) if any(mark in payload for mark in NOT_STORABLE) else batch

    def _row(self, row: object) -> Row:
        """Rows come in order; their cells are texts of a bounded length."""
        if not isinstance(row, list) or len(row) != 2:
            raise DocumentFormatError("A row is incomplete.")
        number, cells = row
        if type(number) is not int or not self._last_number < number <= HIGHEST_ROW:
            raise DocumentFormatError("The rows do not come in order.")
        if type(cells) is not list or len(cells) > self._limits.table_columns:
            raise DocumentFormatError("A row has no cells or too many.")
        if cells and (set(map(type, cells)) != {str} or max(map(len, cells)) > self._limits.cell_characters):
            raise DocumentFormatError("A cell is no text, or too long.")
        self._last_number = number
        return number, tuple(cells)


def _made_storable(batch: Batch) -> Batch:
    return tuple((number, tuple(map(storable, cells))) for number, cells in batch)


def _head(frame: Frame) -> TableHead:
    header = frame.header
    return TableHead(
        encoding=_name(header.get("encoding")),
        delimiter=_name(header.get("delimiter")),
        sheets=_names(header.get("sheets")),
        sheet=_name(header.get("sheet")),
        hidden_sheets=_names(header.get("hidden_sheets")),
    )


def _name(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_NAME_CHARACTERS:
        raise DocumentFormatError("A name in the head is missing or too long.")
    return storable(value)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_SHEETS:
        raise DocumentFormatError("The names of the sheets are missing.")
    return tuple(map(_name, value))
