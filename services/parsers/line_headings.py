"""Where the tables of a document begin: rows of headings, of line items and of taxes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from services.parsers.candidates import Sheet
from services.parsers.layout import Row
from services.parsers.line_columns import Heading, heads_of, joined

_NUMBER = re.compile(r"(?<![^\s(:])\d+(?![^\s).,:])")
_MOST_WORDS = 30  # of a row of headings
_BAND_ROWS, _BAND_GAP = 3, 1.6  # rows of one heading, and how far apart their middles may lie, in heights


def headings(sheet: Sheet) -> tuple[Heading, ...]:
    """The headings of the document's tables of lines and of taxes, top to bottom."""
    priced = {amount.span.row.index for amount in sheet.amounts if amount.has_decimals}
    told = {row.index: heads for row in sheet.rows if _may_head(row, priced) and (heads := heads_of(row))}
    found: list[Heading] = []
    for index in told:
        if found and index <= found[-1].last + _BAND_ROWS:
            continue
        heading = joined((near, told[near]) for near in _band(sheet.rows, told, index))
        if heading.may_be_of_lines or heading.is_of_taxes:
            found.append(heading)
    return tuple(found)


def _may_head(row: Row, priced: Container[int]) -> bool:
    return row.index not in priced and len(row.words) <= _MOST_WORDS and not _NUMBER.search(row.text)


def _band(rows: Sequence[Row], told: Container[int], index: int) -> Iterator[int]:
    """A row of headings with the next ones right below."""
    yield index
    for near in range(index + 1, index + _BAND_ROWS + 1):
        if near not in told or not is_near(rows[near - 1], rows[near], _BAND_GAP):
            break
        yield near


def is_near(one: Row, other: Row, heights: float) -> bool:
    """Whether the middles of two rows of a page are no more than so many heights apart."""
    return one.page is other.page and abs(one.middle - other.middle) <= heights * max(one.height, other.height)
