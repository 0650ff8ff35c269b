"""One line item in the making: its amount with the figures around it, and what their arithmetic proves.

quantity × unit price − discount = amount tells which figure is what, whatever the headings say or where they are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from services.parsers.currency_marks import MARK_PATTERN
from services.parsers.layout import Row, Span, evidence_of
from services.parsers.line_columns import ColumnRole
from services.parsers.line_figures import Figure
from services.types import LineItem

C = ColumnRole
_MOST_PIECES = 100_000
_HALF_CENT = Decimal("0.005")
_HIGHEST_RATE = Decimal(30)
_MARK_BEHIND = re.compile(r"\s?([A-Z]{1,3}|[A-Z]\d|\d|[*#]|[A-Z]\s?\*)\s*")
_NO_WORD = re.compile(rf"(?:{MARK_PATTERN}|RM|[xX×*@#|:;,.-]|[^\w]*)", re.IGNORECASE)
_CURRENCY_CODE = re.compile(MARK_PATTERN)
_LEAST_LETTERS, _MOST_LETTERS = 3, 300


@dataclass(frozen=True, slots=True)
class Factors:
    """What stands beside an amount. `used` are the figures that it was read from."""

    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    used: tuple[Figure, ...] = ()
    is_proven: bool = False


@dataclass(slots=True)
class Draft:
    """An amount, the figures that headings or marks name, the others, the rows they stand on, and rows of words beside."""

    amount: Figure
    named: Mapping[ColumnRole, Sequence[Figure]]
    loose: Sequence[Figure]
    rows: list[Row]
    words: list[Row] = field(default_factory=list)
    deducted: Figure | None = None  # a discount on a row of its own, right below
    factors: Factors = field(default_factory=Factors)

    @property
    def is_counted(self) -> bool:
        return self.factors.quantity is not None or self.factors.unit_price is not None


def factors_of(amount: Figure, named: Mapping[ColumnRole, Sequence[Figure]], loose: Sequence[Figure]) -> Factors:
    """Quantity, unit price and discount of an amount: those that prove it, else those that headings name."""
    pairs = list(_pairs(named, loose))
    for discount, (quantity, price) in product(_discounts(amount, named, loose), pairs):
        is_named = quantity in named.get(C.QUANTITY, ()) and price in named.get(C.UNIT_PRICE, ())
        values = _proof(quantity, price, discount, amount, is_loose_fit=is_named)
        if values is not None:
            used = (quantity, price, *([discount] if discount else []))
            return Factors(values[0], quantity.unit, values[1], values[2], used, is_proven=True)
    counted, priced = (next(iter(named.get(role, ())), None) for role in (C.QUANTITY, C.UNIT_PRICE))
    return Factors(
        counted.value if counted else None,
        counted.unit if counted else None,
        priced.value if priced else None,
        used=tuple(figure for figure in (counted, priced) if figure is not None),
    )


def _discounts(amount: Figure, named: Mapping[ColumnRole, Sequence[Figure]], loose: Sequence[Figure]) -> Iterator[Figure | None]:
    """None first; then what a heading names a discount, and what may be one: amounts elsewhere, with a minus first."""
    yield None
    yield from named.get(C.DISCOUNT, ())
    others = (*named.get(C.UNIT_PRICE, ()), *named.get(C.TAX_RATE, ()), *named.get(C.TAX_AMOUNT, ()), *loose)
    money = [figure for figure in others if figure.has_decimals and not figure.is_rate]
    if not amount.match.negative:
        yield from sorted(money, key=lambda figure: not figure.match.negative)


def _pairs(named: Mapping[ColumnRole, Sequence[Figure]], loose: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Which figures may be quantity and unit price, the likelier pairs first."""
    quantities, prices = named.get(C.QUANTITY, ()), named.get(C.UNIT_PRICE, ())
    yield from product(quantities, prices)
    yield from product(quantities, loose)
    yield from product(loose, prices)
    yield from ((price, quantity) for quantity, price in product(quantities, prices))
    together = sorted((*quantities, *prices, *loose), key=lambda figure: (figure.span.row.index, figure.match.start))
    for left, right in _neighbours(together):
        yield (right, left) if _is_rather_price(left, right) else (left, right)


def _neighbours(loose: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures from left to right, the nearer to the amount first."""
    kept = loose[-5:]
    for right in range(len(kept) - 1, 0, -1):
        yield from ((kept[left], kept[right]) for left in range(right - 1, -1, -1))


def _is_rather_price(left: Figure, right: Figure) -> bool:
    """Whether the left one of two figures is the unit price, which usually stands on the right."""
    if (left.unit is None) != (right.unit is None):
        return right.unit is not None
    return left.has_fraction and not right.has_fraction


def _proof(
    quantity: Figure, price: Figure, discount: Figure | None, amount: Figure, *, is_loose_fit: bool
) -> tuple[Decimal, Decimal, Decimal | None] | None:
    """Quantity, unit price and discount by which figures lead to the amount; None where they do not.

    That a unit price was rounded for print is allowed where headings name it.
    """
    if quantity is price or quantity.is_rate or price.is_rate or discount in (quantity, price):
        return None
    for count, each, result in product(quantity.values, price.values, amount.values):
        if not 0 < abs(count) < _MOST_PIECES:
            continue
        slack = _HALF_CENT + (abs(count) * _last_place(each) / 2 if is_loose_fit else 0)
        for value, less in _reduced(abs(count * each), discount):
            if abs(value - abs(result)) <= slack:
                return count, each, less
    return None


def _reduced(value: Decimal, discount: Figure | None) -> Iterator[tuple[Decimal, Decimal | None]]:
    """What is left of a value after a discount, and the discount where an amount is printed and not a per cent."""
    if discount is None or not discount.value:
        yield value, None
        return
    less = abs(discount.value)
    if not discount.is_rate:
        yield value - less, less
    if less <= 100:
        yield value * (100 - less) / 100, None


def _last_place(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


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
