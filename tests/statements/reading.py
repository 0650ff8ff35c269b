"""How a test gets from a text to rows of a statement: cells by the separator, guess, rows."""

from __future__ import annotations

from services.statements.base import BadRow, Guess, StatementRow
from services.statements.table import TableConverter

Table = list[tuple[str, ...]]


def table(text: str, delimiter: str = ";") -> Table:
    """Lines and cells; there is nothing to quote in these tests."""
    return [tuple(line.split(delimiter)) if line else () for line in text.strip("\n").split("\n")]


def guessed(rows: Table) -> Guess:
    return TableConverter().guess(rows)


def understood(rows: Table, guess: Guess | None = None) -> list[StatementRow | BadRow]:
    mapping = (guess or guessed(rows)).mapping
    return list(TableConverter().rows(enumerate(rows, start=1), mapping))
