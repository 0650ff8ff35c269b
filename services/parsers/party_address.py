"""The address of a party: the rows below its name that look like street and town."""

from __future__ import annotations

from collections.abc import Sequence

from services.parsers.candidates import Sheet
from services.parsers.layout import Span
from services.parsers.name_looks import looks_of
from services.parsers.party_cells import Cell, party_cells

_REACH = 7  # rows below the name
_MOST = 5  # rows of an address
_ADDRESS = frozenset({"address", "postal", "house"})
_OTHER = frozenset({"contact", "official_number", "title", "greeting", "many_digits", "label", "sentence"})


def address_below(name: Sequence[Span], sheet: Sheet) -> tuple[Span, ...]:
    """The rows of the address; empty where none of them has a street or a town, or what follows is something else."""
    last = name[-1]
    rest = Span(last.row, last.end, _end_of_cell(last))
    if {"postal"} & looks_of(rest.text):
        start = rest.start + len(rest.text) - len(rest.text.lstrip(" ,;·•●|-"))
        return (Span(rest.row, start, rest.end),)
    near = tuple(row for row in sheet.rows if last.row.index <= row.index <= last.row.index + _REACH)
    cell = next((c for c in party_cells(near).cells if c.row is last.row and c.span.start <= last.start < c.span.end), None)
    found = _rows_of_address(cell.below if cell else None)
    return tuple(found) if any("postal" in looks_of(span.text) or "address" in looks_of(span.text) for span in found) else ()


def _rows_of_address(cell: Cell | None) -> list[Span]:
    found: list[Span] = []
    while cell is not None and len(found) < _MOST:
        is_address = bool(_ADDRESS & cell.looks) and not {"contact", "title"} & cell.looks
        if not is_address and (found or not _OTHER & cell.looks):
            is_address = _is_between(cell)
        if is_address:
            found.append(cell.span)
        elif found or not {"official_number", "many_digits", "few_letters"} & cell.looks:
            break
        cell = cell.below
    return found


def _is_between(cell: Cell) -> bool:
    """A row without a mark of its own belongs to an address where the next row does."""
    return not _OTHER & cell.looks and cell.below is not None and "postal" in cell.below.looks


def _end_of_cell(span: Span) -> int:
    return next((end for start, end in span.row.cells if start <= span.start < end), span.end)
