"""Loading many rows by COPY: the one helper, because the history's triggers have to know who acts before the rows come."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from django.db import connection, transaction

Value = str | int | Decimal | bool | datetime.date | UUID | None

BUFFER_BYTES = 1 << 18
LINES_AT_ONCE = 500
MORE_TIME = "SET LOCAL statement_timeout = '15min'"
_has_escapes = re.compile(r"[\\\n\r\t]").search
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def bulk_begin() -> None:
    """Before bulk writes in a transaction: names the actor to the history's triggers, and gives each statement more time than one
    of a request has. (Fresh plans are the triggers' own affair; to force them would plan each check of each row: decision 0004.)

    (The statement goes through Django's cursor, whose wrapper adds what `users.tenancy.actor.acting` named; COPY does not.)
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Bulk writes need a transaction: the context of the history lasts as long.")
    with connection.cursor() as cursor:
        cursor.execute(MORE_TIME)


def copy_rows(*, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """COPY the rows into the table, streaming, by one statement; how many they were. Text must not hold NUL.

    The walls between workspaces do not look at it: each row says its own `workspace_id`.
    """
    bulk_begin()
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    with connection.cursor() as cursor:
        stream = io.BufferedReader(_Lines(rows), BUFFER_BYTES)
        cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN", stream, BUFFER_BYTES)
        return int(cursor.rowcount)


class _Lines(io.RawIOBase):
    """The rows in COPY's text format, made as they are read."""

    def __init__(self, rows: Iterable[Sequence[Value]]) -> None:
        super().__init__()
        self._lines = _lines(rows)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        while not self._left:
            line = next(self._lines, None)
            if line is None:
                return 0
            self._left = line
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


def _lines(rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Some lines at a time."""
    lines: list[str] = []
    for row in rows:
        lines.append("\t".join([_text(value) for value in row]))
        if len(lines) == LINES_AT_ONCE:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    if lines:
        yield ("\n".join(lines) + "\n").encode()


def _text(value: Value) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES) if _has_escapes(value) else value
    return str(value)
