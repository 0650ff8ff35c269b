"""The words that may be a name: a stretch, a part of it, or several rows together. A candidate is always printed words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from services.parsers.folding import plain
from services.parsers.layout import Row, Span
from services.parsers.name_ends import trimmed
from services.parsers.party_cells import Cell, PartyCells, bare_key
from services.parsers.party_words import ANY_LABELS, TITLE_WORDS
from services.parsers.vendor_words import LEGAL_FORM

_MOST = 160
_FIRST_ROWS = 16  # receipts have their names there
_HEAD_SHARE = 0.45  # of the first page
_FOOT_SHARE = 0.86
_LONGEST = 160
_MOST_DIGITS = 2  # in a row that goes on with a name: more are an address
_SEPARATOR = re.compile(r" [\-–|/] |\s?[·•●∙▪■|]\s?|, |; | {2,}|: ")
_BRACKET = re.compile(r"\(([^()]{4,60})\)?")
_TITLE_BEFORE = re.compile(rf"^\W*{TITLE_WORDS.pattern}\W*(?=[^\W\d_]{{2}})", re.IGNORECASE)
_TITLE_BEHIND = re.compile(rf"(?<=[^\W\d_]{{3}}) (?:{TITLE_WORDS.pattern})\W*$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\W\d_]{4,}(?= )")
_UNFIT = frozenset({"title", "contact", "official_number", "many_digits", "label", "sentence"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name that may be one: its spans (more than one row for a long name), the stretches they are of, and how it was cut."""

    spans: tuple[Span, ...]
    cells: tuple[Cell, ...]
    how: str

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(span.text for span in self.spans)).strip()


def name_candidates(found: PartyCells, domains: frozenset[str]) -> list[Named]:
    """At most 160, in reading order, each place once."""
    seen: dict[tuple[tuple[int, int, int], ...], Named] = {}
    for named in islice(_all(found, domains), 3 * _MOST):
        place = tuple((span.row.index, span.start, span.end) for span in named.spans)
        seen.setdefault(place, named)
    return list(seen.values())[:_MOST]


def _all(found: PartyCells, domains: frozenset[str]) -> Iterator[Named]:
    for cell in found.cells:
        if _may_hold_a_name(cell, domains):
            yield from _of_cell(cell, domains)
            yield from _joined(cell)
    yield from _of_rows(found)


def _may_hold_a_name(cell: Cell, domains: frozenset[str]) -> bool:
    """Near the top or the foot, named as a party, or with the look of a firm, wherever it stands."""
    if cell.is_party_label or len(cell.text) > _LONGEST or sum(c.isalpha() for c in cell.text) < 2:
        return False
    top = cell.row.page.number == 1 and (cell.row.index < _FIRST_ROWS or cell.box.y0 < _HEAD_SHARE)
    placed = top or cell.box.y0 > _FOOT_SHARE or cell.seller_rank >= 0 or cell.recipient_rank >= 0
    return placed or "legal_form" in cell.looks or any(domain in bare_key(cell.text) for domain in domains)


def _of_cell(cell: Cell, domains: frozenset[str]) -> Iterator[Named]:
    whole = trimmed(cell.span)
    if whole is None:
        return
    brand = _brand(whole, domains)
    if brand is not None:
        yield Named((brand,), (cell,), "brand")
        return
    yield Named((whole,), (cell,), "whole")
    for how, start, end in _parts(whole.text):
        part = trimmed(Span(whole.row, whole.start + start, whole.start + end))
        if part is not None:
            yield Named((part,), (cell,), how)


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """Pieces of a stretch that may be the name alone, by how they were cut: (how, start, end)."""
    folded = text.lower()
    yield from _labelled(text)
    pieces = list(_pieces(text))
    if len(pieces) > 1:
        yield "first_part", *pieces[0]
        yield from (("later_part", *piece) for piece in pieces[1:3])
    form = LEGAL_FORM.search(folded)
    if form and form.start() > 2 and form.end() < len(text) - 1:
        yield "to_form", 0, form.end()
    bracket = _BRACKET.search(text)
    if bracket:
        if bracket.start() > 2:
            yield "before_bracket", 0, bracket.start()
        if LEGAL_FORM.search(folded[bracket.start() :]):
            yield "in_bracket", *bracket.span(1)
    yield from _without_title(text)


def _brand(whole: Span, domains: frozenset[str]) -> Span | None:
    """The brand of a branch ("Brand Town"), where a web address names the brand and no legal form closes the name."""
    first = _FIRST_WORD.match(whole.text)
    if first and bare_key(first[0]) in domains and not LEGAL_FORM.search(whole.text.lower()):
        return Span(whole.row, whole.start, whole.start + first.end())
    return None


def _labelled(text: str) -> Iterator[tuple[str, int, int]]:
    folded = plain(text)
    if len(folded) != len(text):  # places would not fit
        return
    for pattern in ANY_LABELS:
        match = pattern.match(folded)
        if match:
            rest = re.compile(r"[ :.\-]{0,4}").match(folded, match.end())
            start = rest.end() if rest else match.end()
            if start < len(text):
                yield "after_label", start, len(text)
            return


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SEPARATOR.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _without_title(text: str) -> Iterator[tuple[str, int, int]]:
    before, behind = _TITLE_BEFORE.match(text), _TITLE_BEHIND.search(text)
    if before:
        yield "behind_title", before.end(), len(text)
    elif behind:
        yield "before_title", 0, behind.start()


def _joined(cell: Cell) -> Iterator[Named]:
    """Two and three rows of one block."""
    chain, spans = [cell], [trimmed(cell.span)]
    while len(chain) < 3 and (below := chain[-1].below) is not None:
        if not _may_be_joined(chain[-1], below):
            return
        chain.append(below)
        spans.append(trimmed(below.span))
        kept = [span for span in spans if span is not None]
        if len(kept) < len(spans) or sum(c.isdigit() for c in kept[-1].text) > _MOST_DIGITS:
            return
        if not _has_strangers(kept, chain):
            yield Named(tuple(kept), tuple(chain), "two_rows" if len(kept) == 2 else "three_rows")


def _may_be_joined(cell: Cell, below: Cell) -> bool:
    if cell.is_party_label or len(cell.text) + len(below.text) > _LONGEST or _UNFIT & (cell.looks | below.looks):
        return False
    return below.row.index == cell.row.index + 1 and not {"address", "postal"} <= below.looks


def _has_strangers(spans: Sequence[Span], chain: Sequence[Cell]) -> bool:
    """Whether the box around the spans would hold words of another column."""
    left, right = min(span.box.x0 for span in spans), max(span.box.x1 for span in spans)
    rows: dict[int, Row] = {cell.row.index: cell.row for cell in chain}
    own = {(cell.row.index, cell.span.start) for cell in chain}
    return any(
        (index, start) not in own and left < Span(row, start, end).box.x1 and Span(row, start, end).box.x0 < right
        for index, row in rows.items()
        for start, end in row.cells
    )


def _of_rows(found: PartyCells) -> Iterator[Named]:
    """A name that is set wide: the stretches of a row together."""
    for index in range(_FIRST_ROWS):
        cells = found.by_row.get(index, [])
        if 1 < len(cells) < 6 and not any({"many_digits", "colon"} & cell.looks for cell in cells):
            whole = trimmed(Span(cells[0].row, cells[0].span.start, cells[-1].span.end))
            if whole is not None and whole.end - whole.start <= _LONGEST:
                yield Named((whole,), (cells[0],), "whole_row")
