"""How the cells of a text are set apart: by the separator under which the head looks most like a table."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.errors import CorruptFileError

HEAD_CHARACTERS = 64 * 1024
HEAD_ROWS = 100
DELIMITERS = (",", ";", "\t", "|")
QUOTES = ('"', "'")
LONGEST_VALUE = 60  # longer cells are words
FORBIDDEN = frozenset("\"'\r\n\x00 ")
_VALUE = re.compile(
    r"\s*(?:\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}(?:[ T][\d:.Z+]+)?"  # a date
    r"|[-+(]?\s*\D{0,4}[-+]?(?:\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d{1,4})?\s*\D{0,4}[-)]?)\s*"  # an amount
)
_TOLD = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    quote: str


def dialect_of(head: str, wish: str = "") -> Dialect:
    """Give separator and quotation mark of a text that begins so; a wish is only checked. Raises CorruptFileError."""
    if wish and (len(wish) != 1 or wish in FORBIDDEN):
        raise CorruptFileError("A separator is one character, and no quotation mark. Choose comma, semicolon, tab or bar.")
    head = head.replace("\x00", "")
    quote = _quote_of(head)
    told = _TOLD.match(head)
    if wish or (told and told[1] not in FORBIDDEN):
        return Dialect(wish or (told[1] if told else ""), quote)
    whole = head[: head.rfind("\n") + 1] if len(head) >= HEAD_CHARACTERS else head
    scores = {delimiter: _score(whole or head, Dialect(delimiter, quote)) for delimiter in DELIMITERS}
    return Dialect(max(DELIMITERS, key=lambda delimiter: scores[delimiter]), quote)


def separator_told(cells: Sequence[str], delimiter: str) -> bool:
    """Tell whether the first row is Excel's hint of the separator, `sep=;`."""
    return delimiter.join(cells).lower() == f"sep={delimiter}"


def _quote_of(head: str) -> str:
    """The apostrophe only where cells begin and end with it and none does with the quotation mark."""
    cell = r"(?:^|[,;\t|]){0}[^{0}\n]*{0}(?=[,;\t|\r\n]|$)"
    counts = {quote: len(re.findall(cell.format(quote), head, re.MULTILINE)) for quote in QUOTES}
    return "'" if counts["'"] >= 2 and counts["'"] > 2 * counts['"'] else '"'


def _score(head: str, dialect: Dialect) -> float:
    """Rows of one length, of many cells, with dates and amounts that are whole: 0 for no table at all."""
    rows = _head_rows(head, dialect)
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    if not lengths:
        return 0.0
    usual = max(lengths, key=lambda length: (lengths[length], length))
    regular = [row for row in rows if len(row) == usual]
    values = sum(1 for row in regular for cell in row if _is_value(cell)) / len(regular)
    return len(regular) / len(rows) * (math.sqrt(min(usual, 12)) + 2 * min(values, 3.0))


def _head_rows(head: str, dialect: Dialect) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=dialect.delimiter, quotechar=dialect.quote)
    try:
        for row in reader:
            if any(row):
                rows.append(row)
            if len(rows) >= HEAD_ROWS:
                break
    except csv.Error:  # a cell without end: what came before it speaks
        return rows
    return rows


def _is_value(cell: str) -> bool:
    return 0 < len(cell) <= LONGEST_VALUE and _VALUE.fullmatch(cell) is not None
