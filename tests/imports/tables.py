"""Tables read in this process, by the child's own code: tests that are not about the child need none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from services.reading.limits import DEFAULT
from services.reading.table_child import OPENERS
from services.reading.tables import BATCH_ROWS, Batch, Row, TableHead, TableWish


@dataclass(frozen=True)
class TableInProcess:
    """As `services.reading.tables.OpenTable`."""

    head: TableHead
    rows: Iterator[Row]

    def batches(self) -> Iterator[Batch]:
        batch: list[Row] = []
        for number, cells in self.rows:
            batch.append((number, tuple(cells)))
            if len(batch) == BATCH_ROWS:
                yield tuple(batch)
                batch.clear()
        if batch:
            yield tuple(batch)


class TablesInProcess:
    """As `Reader.open_table`."""

    @contextmanager
    def open_table(self, content: bytes, *, media_type: str, workspace: str, wish: TableWish) -> Iterator[TableInProcess]:
        assert workspace
        head, rows = OPENERS[media_type](content, wish, DEFAULT)
        yield TableInProcess(head, rows)


TABLES = TablesInProcess()
