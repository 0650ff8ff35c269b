"""Line items of tables: rows of figures below a row of headings, over as many rows and pages as they go on.

Each figure belongs to the heading that stands over it. An amount that was set on the row below its count and price is
theirs. A sum of a group and what is carried over to the next page are no lines and end nothing; a total and a tax end them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.labels import TOTAL_ROLES, AmountRole, canonical, role_of
from services.parsers.layout import Row
from services.parsers.line_columns import AMOUNT_COLUMNS, ColumnRole, Head, Heading, nearest
from services.parsers.line_drafts import Draft, has_words
from services.parsers.line_factors import factors_of
from services.parsers.line_figures import Figure, RowFigures
from services.parsers.line_headings import is_near
from services.parsers.line_proving import proven_columns

C = ColumnRole
R = AmountRole
ENDS = TOTAL_ROLES | {R.TAX, R.PAYMENT, R.CHANGE, R.ROUNDING}
_CARRIED = re.compile(
    r"\b(?:ubertrag|carr(?:y|ied) (?:over|forward)|brought forward|a reporter|report\b|riporto|transport|suma y sigue|"
    r"do przeniesienia|z przeniesienia|prevod|att transportera)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4}")
_COUNTED = re.compile(
    r"\b(?:totai|tot|no of|number of|anzahi|gesamt|summe|sum of) "
    r"(?:qty|quantity|items?|pcs|units?|artikei|pieces|menge|mge|stuck|stk|anzahi|positionen)\b|"
    r"\b(?:eind|end|sub?|ub|deei|groot)-?totaa?i"
)
_REACH = 2.5  # heights: figures further beside a heading are not of its column
_NEAR = 3.2  # heights between the middles of rows of one line
_LEAST_ADDENDS = 3
_MOST_AMOUNTS = 4  # figures of one row under one heading
_SHORTEST_TITLE, _MOST_TITLES = 4, 20
_MOST_WORDS_BESIDE = 2  # rows of words that are told with a line
_NUMERIC = frozenset({C.QUANTITY, C.UNIT_PRICE, C.DISCOUNT, C.TAX_RATE, C.TAX_AMOUNT, *AMOUNT_COLUMNS})


@dataclass(slots=True)
class Walk:
    """What is remembered from row to row while the lines of a document are found."""

    figures: RowFigures
    heads: tuple[Head, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    waiting: tuple[Row, dict[ColumnRole, list[Figure]], list[Figure]] | None = None  # figures of a line without its amount
    words: list[Row] = field(default_factory=list)  # rows of words since the last figures
    words_first: bool | None = None  # whether the words of a line stand above its figures
    titles: list[str] = field(default_factory=list)  # rows of words: sums of groups repeat their title
    after_sum: bool = False  # only what has count and price is a line
    after_total: bool = False  # only what proves itself in the columns of counts and prices is one

    def is_titled(self, row: Row) -> bool:
        """Whether a sum names a group of lines, and is not that of all of them."""
        text = plain(row.text)
        return any(title in text for title in self.titles)

    def begin(self, heads: tuple[Head, ...]) -> None:
        self.heads, self.waiting, self.words, self.after_sum, self.after_total = heads, None, [], False, False


def table_drafts(sheet: Sheet, figures: RowFigures, found: Sequence[Heading], amounts: ColumnRole) -> tuple[Draft, ...]:
    """The lines of all tables of a document, with the amounts of one kind of column."""
    first = min((heading.first for heading in found if heading.is_of_lines), default=len(sheet.rows))
    return _walked(sheet, Walk(figures), first, _starts((heading, _columns(heading, amounts)) for heading in found))


def proven_drafts(sheet: Sheet, figures: RowFigures, found: Sequence[Heading]) -> tuple[Draft, ...]:
    """The lines by the columns that prove each other, below a heading or without one."""
    heading = next((heading for heading in found if heading.may_be_of_lines), None)
    rows = sheet.rows[heading.last + 1 :] if heading is not None else sheet.rows
    columns = proven_columns(rows, figures, heading.heads if heading is not None else ())
    if columns is None:
        return ()
    walk = Walk(figures, columns.heads)
    starts = _starts((one, columns.heads if one.may_be_of_lines else ()) for one in found if one is not heading)
    first = heading.last + 1 if heading is not None else max(columns.first - 1, 0)
    return _walked(sheet, walk, first, starts)


def _starts(found: Iterable[tuple[Heading, tuple[Head, ...]]]) -> dict[int, tuple[Head, ...]]:
    """The columns that begin on each row of headings."""
    return {index: heads for heading, heads in found for index in range(heading.first, heading.last + 1)}


def _walked(sheet: Sheet, walk: Walk, first: int, starts: Mapping[int, tuple[Head, ...]]) -> tuple[Draft, ...]:
    labels = _labels(sheet)
    for row in sheet.rows[first:]:
        if row.index in starts:
            walk.begin(starts[row.index])
        elif walk.heads:
            _take(walk, row, labels.get(row.index, frozenset()))
    return tuple(walk.drafts)


def _labels(sheet: Sheet) -> dict[int, frozenset[AmountRole]]:
    """What the amounts of each row are by the words of the row itself."""
    found: dict[int, set[AmountRole]] = defaultdict(set)
    for amount in sheet.amounts:
        if amount.has_decimals and not amount.label_above:
            found[amount.span.row.index].add(amount.role)
    return {index: frozenset(roles) for index, roles in found.items()}


def _columns(heading: Heading, amounts: ColumnRole) -> tuple[Head, ...]:
    """Its headings, those of other amounts out of the way; the last price is the amount where no other column has it.

    None of headings over something else: these end a table.
    """
    if not heading.is_of_lines:
        return ()
    own = [head for head in heading.heads if head.role is amounts]
    if not own:
        own = [head for head in heading.heads if head.role in AMOUNT_COLUMNS]
    if not own:
        own = [head for head in heading.heads if head.role is C.UNIT_PRICE][-1:]
    return tuple(
        Head(C.AMOUNT if head in own[-1:] else C.OTHER if head.role in AMOUNT_COLUMNS else head.role, head.x0, head.x1)
        for head in heading.heads
    )


def _take(walk: Walk, row: Row, labels: frozenset[AmountRole]) -> None:
    """One row below the headings."""
    named, loose = _by_heads(walk.heads, row, walk.figures.of(row))
    draft = _draft(walk, row, named, loose)
    if draft is not None and _is_line(walk, draft, labels):
        _add(walk, draft)
    elif labels & TOTAL_ROLES or (draft is not None and labels & (ENDS | {R.SUBTOTAL})):
        walk.waiting, walk.words, walk.after_sum = None, [], not walk.is_titled(row)
        walk.after_total = walk.after_total or bool(labels & ENDS)
    elif draft is None:
        _wait(walk, row, named, loose)


def _is_line(walk: Walk, draft: Draft, labels: frozenset[AmountRole]) -> bool:
    """Whether a row with an amount is a line: it proves itself, or nothing says that it is something else."""
    factors = draft.factors
    if factors.is_proven and factors.unit_price != 0:
        return not walk.after_total or _is_in_columns(draft)
    text = plain(draft.rows[-1].text)
    label = role_of(draft.amount.span.row.text[: draft.amount.match.start]) if not draft.is_counted else R.NONE
    is_sum = not {*labels, label}.isdisjoint({*ENDS, R.SUBTOTAL}) or _CARRIED.search(text) is not None or is_sum_word(text)
    is_whole = factors.quantity is not None and factors.unit_price is not None
    is_after = walk.after_total or (walk.after_sum and not is_whole)
    return not is_sum and not is_after and not adds_up(draft.amount, walk.drafts)


def _is_in_columns(draft: Draft) -> bool:
    return C.QUANTITY in draft.named and C.UNIT_PRICE in draft.named and has_words(draft)


def adds_up(amount: Figure, drafts: Sequence[Draft]) -> bool:
    """Whether an amount is the sum of the lines above it; three at least, since two may lead to a third by accident."""
    less = sum(abs(draft.deducted.value) for draft in drafts if draft.deducted is not None)
    total = sum(draft.amount.value for draft in drafts)
    return len(drafts) >= _LEAST_ADDENDS and amount.value in (total, total - less)


def is_sum_word(text: str) -> bool:
    """Whether a row tells how many things there are in all, or calls itself a total in a word that has lost a letter."""
    return _COUNTED.search(canonical(text)) is not None


def _draft(walk: Walk, row: Row, named: dict[ColumnRole, list[Figure]], loose: list[Figure]) -> Draft | None:
    """A line with the amount of this row, and with the figures that waited for one."""
    own = named.get(C.AMOUNT)
    if not own:
        return None
    rows = [row]
    alone = named.keys() <= {C.AMOUNT}
    if walk.waiting is not None and alone and is_near(walk.waiting[0], row, _NEAR):
        above, waited, others = walk.waiting
        rows, named, loose = [above, row], waited | {C.AMOUNT: own}, [*others, *loose]
    drafts = [Draft(amount, named, loose, rows, factors=factors_of(amount, named, loose)) for amount in own[:_MOST_AMOUNTS]]
    return max(drafts, key=lambda draft: (draft.factors.is_proven, draft.amount.has_decimals))


def _add(walk: Walk, draft: Draft) -> None:
    last = walk.drafts[-1] if walk.drafts else None
    if last is not None and not draft.is_counted and role_of(draft.rows[0].text) is R.DISCOUNT:
        if last.deducted is None and last.rows[-1].index + 1 == draft.rows[0].index:
            last.deducted = draft.amount
        return
    if walk.words_first is None:
        walk.words_first = bool(walk.words) and not has_words(draft)
    if walk.words_first:
        draft.words = walk.words[-_MOST_WORDS_BESIDE:]
    walk.drafts.append(draft)
    walk.waiting, walk.words = None, []


def _wait(walk: Walk, row: Row, named: dict[ColumnRole, list[Figure]], loose: list[Figure]) -> None:
    """A row without an amount: figures for the amount below or for the line above, else words."""
    last = walk.drafts[-1] if walk.drafts else None
    if last is not None and is_near(last.rows[-1], row, _NEAR) and _completes(last, row, named, loose, walk.figures):
        return
    if not named and not loose and len(row.text) >= _SHORTEST_TITLE:
        walk.titles = [*walk.titles[-_MOST_TITLES:], plain(row.text)]
    if C.UNIT_PRICE in named or (C.QUANTITY in named and len(named) > 1):
        walk.waiting = (row, named, loose)
    elif not walk.words_first and walk.words_first is not None and last is not None:
        if len(last.words) < _MOST_WORDS_BESIDE and is_near((*last.rows, *last.words)[-1], row, _NEAR):
            last.words.append(row)
    else:
        walk.words.append(row)


def is_discount(row: Row, figures: RowFigures) -> bool:
    """Whether a row tells of a discount: by its words, or by an amount with a minus."""
    if role_of(row.text) in {R.DISCOUNT, R.SAVING}:
        return True
    return any(figure.match.negative and figure.has_decimals for figure in figures.of(row))


def _completes(last: Draft, row: Row, named: dict[ColumnRole, list[Figure]], loose: list[Figure], of_rows: RowFigures) -> bool:
    """Whether a row proves the line above it: by its count and price, or by the discount that is told below it."""
    if last.factors.is_proven or last.rows[2:]:
        return False
    figures = [*chain(*named.values()), *loose]
    if is_discount(row, of_rows):
        factors = factors_of(last.amount, {**last.named, C.DISCOUNT: figures}, last.loose)
    elif last.is_counted:
        return False
    else:
        factors = factors_of(last.amount, named, loose)
    if factors.is_proven:
        last.factors, last.rows = factors, [*last.rows, row]
    return factors.is_proven


def _by_heads(heads: Sequence[Head], row: Row, figures: Sequence[Figure]) -> tuple[dict[ColumnRole, list[Figure]], list[Figure]]:
    """The figures of a row by the columns they stand in, and those that stand in none for figures."""
    named: dict[ColumnRole, list[Figure]] = {}
    loose: list[Figure] = []
    reach = _REACH * row.height * row.page.height / max(row.page.width, 1e-9)
    for figure in figures:
        head = nearest(heads, figure.box, reach)
        role = head.role if head is not None else C.OTHER
        if figure.is_rate and role is not C.DISCOUNT:
            named.setdefault(C.TAX_RATE, []).append(figure)
        elif role in _NUMERIC and not _is_among_words(figure):
            named.setdefault(role, []).append(figure)
        else:
            loose.append(figure)
    return named, loose


def _is_among_words(figure: Figure) -> bool:
    """Whether a bare number stands behind words in one cell, such as a size in the name of a thing."""
    row, start = figure.span.row, figure.match.start
    cell = next((row.text[begin:start] for begin, end in row.cells if begin <= start < end), "")
    return not figure.has_decimals and _WORD.search(cell) is not None
