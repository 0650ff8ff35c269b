"""Which columns hold quantity, unit price and amount: those of which most rows prove that one is the product of the others.

Headings say the same in other words, say too little ("No.", "Rate", "Unit"), are misread or missing; the figures still agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from services.parsers.evidence import union
from services.parsers.layout import Row
from services.parsers.line_columns import ColumnRole, Head, nearest
from services.parsers.line_figures import Figure, RowFigures

C = ColumnRole
_SAME_EDGE = 0.8  # heights: right edges this near are of one column
_MOST_ROWS, _MOST_FIGURES = 60, 9
_HALF_CENT = 0.0051
_PLAIN_PROOF, _REAL_PROOF = 1, 3  # 1 × 4.50 = 4.50 says less than 3 × 4.50 = 13.50
_HEAD_AGREES, _HEAD_DENIES, _LOOKS_RIGHT = 0.6, -0.6, 0.2  # in proofs of a row


class _Triple(NamedTuple):
    """The columns of quantity, unit price and amount, by their right edges in steps."""

    quantity: int
    price: int
    amount: int


@dataclass(frozen=True, slots=True)
class _Vote:
    row: Row
    quantity: Figure
    price: Figure
    amount: Figure
    weight: int


@dataclass(frozen=True, slots=True)
class ProvenColumns:
    """The three columns, and the first row that proves an amount in the last of them."""

    heads: tuple[Head, ...]
    first: int


def proven_columns(rows: Sequence[Row], figures: RowFigures, heads: Sequence[Head]) -> ProvenColumns | None:
    """The columns that most rows prove; `heads` decide where several are proven alike. None where no row proves any."""
    votes: dict[_Triple, list[_Vote]] = defaultdict(list)
    edges: list[float] = []
    seen = 0
    for row in rows:
        found = [figure for figure in figures.of(row) if not figure.is_rate][:_MOST_FIGURES]
        if len(found) < 3 or not any(figure.has_decimals for figure in found):
            continue
        seen += 1
        if seen > _MOST_ROWS:
            break
        columns = [_column(figure, row, edges) for figure in found]
        for triple, vote in _votes(row, found, columns):
            votes[triple].append(vote)
    if not votes:
        return None
    best = max(votes, key=lambda triple: _worth(triple, votes[triple], heads))
    if not _is_enough(votes[best], heads):
        return None
    first = min(one[0].row.index for triple, one in votes.items() if triple.amount == best.amount)
    return ProvenColumns(_columns(votes[best], heads), first)


def _column(figure: Figure, row: Row, edges: list[float]) -> int:
    """The number of the column that ends where the figure ends; a new one where none does."""
    reach = _SAME_EDGE * row.height * row.page.height / max(row.page.width, 1e-9)
    for number, edge in enumerate(edges):
        if abs(edge - figure.box.x1) <= reach:
            return number
    edges.append(figure.box.x1)
    return len(edges) - 1


def _votes(row: Row, figures: Sequence[Figure], columns: Sequence[int]) -> Iterator[tuple[_Triple, _Vote]]:
    """All ways in which an amount is the product of two figures on its left."""
    values = [float(abs(figure.value)) for figure in figures]
    for last in range(2, len(figures)):
        for one in range(last):
            for other in range(last):
                if one != other and values[one] and abs(values[one] * values[other] - values[last]) < _HALF_CENT:
                    weight = _PLAIN_PROOF if values[one] == 1 or values[other] in (0, 1) else _REAL_PROOF
                    triple = _Triple(columns[one], columns[other], columns[last])
                    yield triple, _Vote(row, figures[one], figures[other], figures[last], weight)


def _worth(triple: _Triple, votes: Sequence[_Vote], heads: Sequence[Head]) -> float:
    proofs = float(sum(vote.weight for vote in votes))
    first = votes[0]
    named = ((first.quantity, C.QUANTITY), (first.price, C.UNIT_PRICE))
    says = sum(_heads_say(figure, role, heads, first.row) for figure, role in named)
    priced = sum(vote.price.has_fraction - vote.quantity.has_fraction for vote in votes) / len(votes)
    counted = sum((vote.quantity.unit is not None) - (vote.price.unit is not None) for vote in votes) / len(votes)
    in_order = first.quantity.box.x0 < first.price.box.x0
    return proofs * (1 + (says + _LOOKS_RIGHT * (priced + counted + in_order / 2)) / 4)


def _heads_say(figure: Figure, role: ColumnRole, heads: Sequence[Head], row: Row) -> float:
    head = nearest(heads, figure.box, row.height * row.page.height / max(row.page.width, 1e-9))
    if head is None or head.role is C.OTHER:
        return 0.0
    return _HEAD_AGREES if head.role is role else _HEAD_DENIES


def _is_enough(votes: Sequence[_Vote], heads: Sequence[Head]) -> bool:
    """One product that is no accident, or several, or any in a table with headings."""
    return bool(heads) or sum(vote.weight for vote in votes) >= _REAL_PROOF


def _columns(votes: Sequence[_Vote], heads: Sequence[Head]) -> tuple[Head, ...]:
    """The proven columns with the other headings beside them, which lose what they said of quantity, price and amount."""
    proven: Mapping[ColumnRole, list[Figure]] = {
        C.QUANTITY: [vote.quantity for vote in votes],
        C.UNIT_PRICE: [vote.price for vote in votes],
        C.AMOUNT: [vote.amount for vote in votes],
    }
    own = []
    for role, figures in proven.items():
        box = union([figure.box for figure in figures])
        own.append(Head(role, box.x0, box.x1))
    others = [
        Head(head.role if head.role in {C.TAX_RATE, C.DISCOUNT, C.UNIT, C.DESCRIPTION} else C.OTHER, head.x0, head.x1)
        for head in heads
        if not any(min(head.x1, one.x1) > max(head.x0, one.x0) for one in own)
    ]
    return tuple(sorted([*own, *others], key=lambda head: head.x0))
