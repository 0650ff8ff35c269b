"""Stretches of a document that may be names, what stands over, under and beside them, and the parts of the two parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median

from services.parsers.folding import plain
from services.parsers.layout import Row, Span
from services.parsers.name_looks import Looks, looks_of
from services.parsers.party_words import BEHIND_LABEL, DELIVERY_LABEL, NAME_LABEL, RECIPIENT_LABEL, SELLER_LABEL
from services.types import Box

_READ_ROWS = 300
_LONGEST = 160  # characters of a name
_ROWS_BELOW = 4  # rows in which the next one of a block is looked for: other columns lie between
_WIDEST_GAP = 1.7  # in heights: a wider gap ends a block
_LONGEST_BLOCK = 9


@dataclass(slots=True, eq=False)
class Cell:
    """A column's stretch of one row. `above` and `below` are its neighbours in the block, `left` the one in its row."""

    span: Span
    box: Box
    text: str
    order: int
    above: Cell | None = None
    below: Cell | None = None
    left: Cell | None = None
    seller_rank: int = -1  # how many stretches stand between a label of the seller and this one; -1: no such label
    recipient_rank: int = -1
    delivery_rank: int = -1
    is_party_label: bool = False
    is_key: bool = False  # a label by what stands beside it: its value begins with a colon

    @property
    def looks(self) -> Looks:
        return looks_of(self.text)

    @property
    def row(self) -> Row:
        return self.span.row

    @property
    def height(self) -> float:
        return self.box.y1 - self.box.y0


@dataclass(frozen=True)
class PartyCells:
    """All stretches in reading order."""

    cells: Sequence[Cell]
    by_row: dict[int, list[Cell]] = field(default_factory=dict)

    @cached_property
    def usual_height(self) -> float:
        return median(cell.height for cell in self.cells) if self.cells else 1.0

    @cached_property
    def keys(self) -> str:
        """Letters and digits of everything, stretches parted by a bar."""
        return "|".join(bare_key(cell.text) for cell in self.cells)


def party_cells(rows: Sequence[Row]) -> PartyCells:
    """The stretches of the first 300 rows, linked to their neighbours."""
    cells: list[Cell] = []
    by_row: dict[int, list[Cell]] = {}
    for row in rows[:_READ_ROWS]:
        for start, end in row.cells:
            span = Span(row, start, end)
            cell = Cell(span, span.box, span.text.strip(), len(cells))
            cells.append(cell)
            by_row.setdefault(row.index, []).append(cell)
    found = PartyCells(cells, by_row)
    for cell in cells:
        _link(cell, by_row)
    _mark_parties(found)
    return found


def bare_key(text: str) -> str:
    """Letters and digits, folded."""
    return "".join(c for c in plain(text[:_LONGEST]) if c.isalnum())


def _link(cell: Cell, by_row: dict[int, list[Cell]]) -> None:
    beside = [other for other in by_row[cell.row.index] if other.box.x1 <= cell.box.x0]
    cell.left = beside[-1] if beside else None
    if cell.left is not None and cell.text.startswith(":"):
        cell.left.is_key = True
    for index in range(cell.row.index + 1, cell.row.index + _ROWS_BELOW):
        near = [other for other in by_row.get(index, []) if _is_under(cell, other)]
        if near:
            cell.below = max(near, key=lambda other: _shared(cell.box, other.box))
            if cell.below.above is None:
                cell.below.above = cell
            return


def _is_under(cell: Cell, other: Cell) -> bool:
    if other.row.page is not cell.row.page:
        return False
    gap = other.box.y0 - cell.box.y1
    return gap < _WIDEST_GAP * max(cell.height, other.height) and _shared(cell.box, other.box) > 0


def _shared(one: Box, other: Box) -> float:
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _mark_parties(found: PartyCells) -> None:
    labels = [(cell, party) for cell in found.cells if (party := _party_of(cell)) is not None]
    for number, (label, party) in enumerate(labels):
        label.is_party_label = ":" not in label.text.rstrip(" :")
        _mark(found, label, [other for other, _ in labels[:number] + labels[number + 1 :]], f"{party}_rank")


def _party_of(cell: Cell) -> str | None:
    """Whose label a stretch is, or begins with; None: it is no label."""
    if len(cell.text) > _LONGEST or "legal_form" in cell.looks:
        return None
    folded = plain(cell.text)
    for pattern, party in ((SELLER_LABEL, "seller"), (DELIVERY_LABEL, "delivery"), (RECIPIENT_LABEL, "recipient")):
        match = pattern.match(folded)
        if match and BEHIND_LABEL.match(folded, match.end()):
            return party
    return None


def _mark(found: PartyCells, label: Cell, others: Sequence[Cell], party: str) -> None:
    """Numbers what stands beside and below a label, in its column, down to the next label."""
    right = min((other.box.x0 for other in others if _is_beside(label, other)), default=1.0)
    bottom = min((other.box.y0 for other in others if _is_below(label, other, right)), default=1.0)
    rank = 0
    for cell in _region(found, label, right, bottom):
        if getattr(cell, party) < 0:
            setattr(cell, party, rank)
        rank += _may_be_named(cell)


def _may_be_named(cell: Cell) -> bool:
    """Not a label of its own, a number, or what stands beside a label of something else than a name."""
    if cell.is_key or cell.looks & {"few_letters", "many_digits", "label", "official_number", "contact"}:
        return False
    return cell.left is None or "label" not in cell.left.looks or NAME_LABEL.match(plain(cell.left.text.rstrip(" :"))) is not None


def _is_beside(label: Cell, other: Cell) -> bool:
    near = abs(other.box.y0 - label.box.y0) < 3 * max(label.height, other.height)
    return other.row.page is label.row.page and near and other.box.x0 > label.box.x1


def _is_below(label: Cell, other: Cell, right: float) -> bool:
    lower = other.row.page is label.row.page and other.box.y0 > label.box.y1 - label.height / 2
    return lower and other.box.x0 < right and other.box.x1 > label.box.x0


def _region(found: PartyCells, label: Cell, right: float, bottom: float) -> Iterator[Cell]:
    """What follows the label: itself where the name stands in the same stretch, then to the right, then below."""
    reach = label.box.y1 + _LONGEST_BLOCK * 1.8 * max(label.height, found.usual_height)
    first = label.row.index
    for index in range(first, first + 2 * _LONGEST_BLOCK):
        for cell in found.by_row.get(index, []):
            inside = cell.row.page is label.row.page and label.box.x0 - 0.03 <= cell.box.x0 < right - 0.01
            if inside and cell.box.y0 < min(reach, bottom - 1e-6) and (cell is not label or ":" in cell.text.rstrip(" :")):
                yield cell
