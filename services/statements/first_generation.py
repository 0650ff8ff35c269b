"""The list of expenses of the first generation, in the columns that `services.reading.table_json` gives it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from services.errors import StatementFormatError
from services.statements.base import BadRow, Column, Guess, Sign, StatementRow, TableMapping
from services.statements.contents import mark_of, order_of
from services.statements.table import TableConverter

NAMES = ("id", "date", "merchant", "amount", "currency", "category", "items", "tax", "payment_method", "notes", "file", "extra")
MEANINGS = {
    "id": Column.REFERENCE,
    "date": Column.DATE,
    "merchant": Column.PAYEE,
    "amount": Column.AMOUNT,
    "currency": Column.CURRENCY,
    "category": Column.CATEGORY,
    "notes": Column.NOTES,
}
COLUMNS = tuple(MEANINGS.get(name, Column.IGNORED) for name in NAMES)
KEPT = ("items", "tax", "payment_method", "file")
HEAD_ROWS = 1_000
HEADER_ROWS = 1


class FirstGenerationConverter:
    """Positive amounts were spent. What has no column of its own goes into `extra` under its key, lists as JSON."""

    def guess(self, head: Iterable[tuple[str, ...]]) -> Guess:
        """The fixed columns, with the order of dates and the decimal mark that the entries show."""
        header, *entries = list(islice(head, HEAD_ROWS)) or [()]
        if tuple(header) != NAMES:
            raise StatementFormatError(
                "The file is no list of expenses: it has other columns than those of the first generation."
            )
        order, is_order_open = order_of([entry[1].strip() for entry in entries if len(entry) > 1 and entry[1].strip()])
        mark, is_mark_open = mark_of(entry[3] for entry in entries if len(entry) > 3)
        open_ones = {"date_order": is_order_open, "decimal_mark": is_mark_open}
        mapping = TableMapping(COLUMNS, HEADER_ROWS, date_order=order, decimal_mark=mark, sign=Sign.MONEY_OUT)
        return Guess(mapping, tuple(doubt for doubt, is_open in open_ones.items() if is_open))

    def rows(self, rows: Iterable[tuple[int, tuple[str, ...]]], mapping: TableMapping) -> Iterator[StatementRow | BadRow]:
        """(row number, cells) → expenses as rows of a statement; entry n of the list is row n + 1."""
        cells_of: dict[int, tuple[str, ...]] = {}

        def remembered() -> Iterator[tuple[int, tuple[str, ...]]]:
            for number, cells in rows:
                cells_of[number] = cells
                yield number, cells

        for row in TableConverter().rows(remembered(), mapping):
            cells = cells_of.pop(row.number)
            yield replace(row, extra=_extra(cells)) if isinstance(row, StatementRow) else row


def _extra(cells: tuple[str, ...]) -> dict[str, str]:
    named = dict(zip(NAMES, cells, strict=False))
    unknown = json.loads(named.pop("extra", "") or "{}")
    kept = {name: named[name] for name in KEPT if named.get(name)}
    return kept | {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for key, value in unknown.items()
    }
