"""Labels and values: which words of a sheet belong to a value, and how they stand to it.

Written values stand to the right of their label ("Invoice no.  17"), below it, as in a row of headings over a row of values,
or glued to it ("INV#17"). The value is looked for first; its labels are asked then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.parsers.folding import plain
from services.parsers.layout import Row, Span

_REACH_UP = 2  # rows between a label and the value below it
_FAR_UP = 3.2  # in heights of the row
_LONGEST = 60  # characters before a value in which its label may stand
_UNDECOMPOSED = str.maketrans("łøı", "loi")  # letters that plain text keeps
_LETTERS = re.compile(r"[^\W\d_]{2,}|[#№]|[Nn][°º]")


class Relation(StrEnum):
    """How a value stands to its label."""

    RIGHT = "right"
    BELOW = "below"
    GLUED = "glued"


@dataclass(frozen=True, slots=True)
class LabelValue:
    """A label, in plain lower case, and the value that it belongs to."""

    label: str
    value: Span
    relation: Relation
    label_span: Span


def labels_of(value: Span, rows: Sequence[Row], *, since: int = 0) -> Iterator[LabelValue]:
    """The label beside the value, then the one above it. `since`: where in its row the value before ends."""
    beside = _beside(value, max(since, value.start - _LONGEST))
    if beside is not None:
        yield beside
    above = _above(value, rows)
    if above is not None:
        yield LabelValue(_label(above.text), value, Relation.BELOW, above)


def _beside(value: Span, begin: int) -> LabelValue | None:
    """The words of its own cell before it; where there are none, those of the next cell on the left that has any."""
    row = value.row
    for start, end in reversed(row.cells):
        left, right = max(start, begin), min(end, value.start)
        text = row.text[left:right]
        if left < right and _LETTERS.search(text):
            is_glued = right == value.start and re.search(r"[^\W_]$|[#№°]$", text) is not None
            return LabelValue(_label(text), value, Relation.GLUED if is_glued else Relation.RIGHT, Span(row, left, right))
    return None


def _label(text: str) -> str:
    return plain(text).translate(_UNDECOMPOSED)


def _above(value: Span, rows: Sequence[Row]) -> Span | None:
    """The nearest cell over the value that has words and no figures; a cell with figures between them ends the search."""
    box, row = value.box, value.row
    for above in reversed(rows[max(0, row.index - _REACH_UP) : row.index]):
        if above.page.number != row.page.number or row.middle - above.middle > _FAR_UP * max(row.height, above.height):
            return None
        for start, end in above.cells:
            cell = Span(above, start, end)
            over = cell.box
            if over.x0 < box.x1 and over.x1 > box.x0:
                return cell if _LETTERS.search(cell.text) and not any(c.isdigit() for c in cell.text) else None
    return None
