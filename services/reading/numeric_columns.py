"""Which columns of a table hold numbers, and so are set to the right."""

from __future__ import annotations

import re
from collections.abc import Sequence

ROWS_LOOKED_AT = 200
_NUMBER = re.compile(r"[-+(]?\s?[^\W\d_]{0,3}[$€£¥₹]?\s?[-+]?\d[\d.,'\u00a0\u202f ]{0,24}\s?(?:[^\W\d_]{0,3}|[$€£¥₹%])\)?-?")


def is_number(text: str) -> bool:
    """Tell whether a cell is a number, maybe with its currency."""
    return _NUMBER.fullmatch(text.strip()) is not None


def numeric_columns(rows: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Tell for each column whether at least half of what stands in it are numbers."""
    looked_at = rows[:ROWS_LOOKED_AT]
    width = max(map(len, looked_at), default=0)
    columns = ([row[index] for row in looked_at if index < len(row) and row[index].strip()] for index in range(width))
    return tuple(bool(cells) and 2 * sum(map(is_number, cells)) >= len(cells) for cells in columns)
