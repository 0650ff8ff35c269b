"""A file of rows and columns as its readers see it: a head, then batches of rows with cells as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

BATCH_ROWS = 1_000

Row = tuple[int, tuple[str, ...]]  # its number from 1, as a spreadsheet shows it, and its cells
Batch = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableWish:
    """What is known of a table before it is read; what is empty is found out."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class TableHead:
    """How the file is read. `encoding` and `delimiter` are empty for a workbook, `sheets` and `sheet` for a text.

    `hidden_sheets` are those of `sheets` that a spreadsheet does not show.
    """

    encoding: str = ""
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    hidden_sheets: tuple[str, ...] = ()


class OpenTable(Protocol):
    """A table that is being read.

    Cells of a workbook come as canonical text: dates in ISO, numbers plain with a point, booleans as true and false, errors
    as `#DIV/0!`. Blank rows among the first 1,000 come without cells, so that a row's place there is its number; later ones
    are left out. Rows are as long as they are: nothing is filled up.
    """

    @property
    def head(self) -> TableHead:
        """How the file is read."""

    def batches(self) -> Iterator[Batch]:
        """The rows, at most `BATCH_ROWS` at once. They come once only. Raises ReadingError between any two."""
