"""One line item in the making: its amount, the figures around it, its rows and the words that name the thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from services.parsers.currency_marks import MARK_PATTERN
from services.parsers.layout import Row, Span, evidence_of
from services.parsers.line_columns import ColumnRole
from services.parsers.line_factors import Factors, Named
from services.parsers.line_figures import Figure
from services.types import LineItem

C = ColumnRole
_HIGHEST_RATE = Decimal(30)
_MARK_BEHIND = re.compile(r"\s?([A-Z]{1,3}|[A-Z]\d|\d|[*#]|[A-Z]\s?\*)\s*")
_NO_WORD = re.compile(rf"(?:{MARK_PATTERN}|RM|[xX×*@#|:;,.-]|[^\w]*)", re.IGNORECASE)
_CURRENCY_CODE = re.compile(MARK_PATTERN)
_LEAST_LETTERS, _MOST_LETTERS = 3, 300


@dataclass(slots=True)
class Draft:
    """An amount, the figures that headings or marks name, the others, the rows they stand on, and rows of words beside."""

    amount: Figure
    named: Named
    loose: Sequence[Figure]
    rows: list[Row]
    words: list[Row] = field(default_factory=list)
    deducted: Figure | None = None  # a discount on a row of its own, right below
    factors: Factors = field(default_factory=Factors)

    @property
    def is_counted(self) -> bool:
        return self.factors.quantity is not None or self.factors.unit_price is not None


def line_item(draft: Draft) -> LineItem:
    """The line item that a draft tells of."""
    factors = draft.factors
    rates = [figure.value for figure in draft.named.get(C.TAX_RATE, ()) if 0 <= figure.value <= _HIGHEST_RATE]
    spans = [Span(row, 0, len(row.text)) for row in draft.rows if row.page is draft.rows[0].page]
    return LineItem(
        description_of(draft),
        draft.amount.value,
        factors.quantity,
        factors.unit,
        factors.unit_price,
        abs(draft.deducted.value) if draft.deducted is not None else factors.discount,
        rates[0] if rates else None,
        evidence_of(spans),
        tax_mark=_tax_mark(draft.amount),
    )


def _tax_mark(amount: Figure) -> str | None:
    """The letters right behind an amount that stand for its tax rate."""
    behind = amount.span.row.text[amount.match.end :]
    match = _MARK_BEHIND.fullmatch(behind)
    if match is None or _CURRENCY_CODE.fullmatch(match[1]):
        return None
    return match[1]


def description_of(draft: Draft) -> str:
    """The words of its rows that are none of its figures; of the rows of words beside it, where its own have none."""
    own, beside = _own_words(draft), [word for row in draft.words for word in row.text.split()]
    return " ".join([*own, *beside] if has_words(draft) else beside or own)[:_MOST_LETTERS].strip()


def has_words(draft: Draft) -> bool:
    """Whether the rows of a line name the thing themselves."""
    return sum(c.isalpha() for word in _own_words(draft) for c in word) >= _LEAST_LETTERS


def _own_words(draft: Draft) -> list[str]:
    taken = (draft.amount, *draft.factors.used, *draft.named.get(C.TAX_RATE, ()), *draft.named.get(C.DISCOUNT, ()))
    own = [word for row in draft.rows for word in _words(row, [figure for figure in taken if figure.span.row is row])]
    while own and (_is_code(own[0]) or len(own[0]) == 1):
        own.pop(0)
    while own and not any(c.isalpha() for c in own[-1]):
        own.pop()
    return own


def _words(row: Row, taken: Sequence[Figure]) -> Iterator[str]:
    ends = [figure.match.end + len(figure.unit or "") + 1 for figure in taken]
    for word, begin in zip(row.words, row.starts, strict=True):
        end = begin + len(word.text)
        is_taken = any(begin < stop and figure.match.start < end for figure, stop in zip(taken, ends, strict=True))
        if not is_taken and not _NO_WORD.fullmatch(row.text[begin:end]) and not _is_mark(row, begin, taken):
            yield row.text[begin:end]


def _is_mark(row: Row, begin: int, taken: Sequence[Figure]) -> bool:
    """Behind the last figure only marks of taxes stand."""
    last = max((figure.match.end for figure in taken), default=len(row.text))
    return begin >= last and len(row.text) - begin <= 4


def _is_code(word: str) -> bool:
    """Positions, article numbers and counts; "A4" and "70GSM" are words."""
    return not any(c.isalpha() for c in word) or (len(word) > 6 and sum(c.isdigit() for c in word) > len(word) / 2)
