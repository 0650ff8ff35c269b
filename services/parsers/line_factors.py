"""What the figures beside an amount are, by their arithmetic.

quantity × unit price − discount = amount tells which figure is what, whatever the headings say or where they are missing.
All searches are bounded: a hostile row may hold hundreds of figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product

from services.parsers.line_columns import ColumnRole
from services.parsers.line_figures import Figure

C = ColumnRole
Named = Mapping[ColumnRole, Sequence[Figure]]
_MOST_PIECES = 100_000
_HALF_CENT = Decimal("0.005")
_MOST_NAMED, _MOST_LOOSE, _MOST_TOGETHER = 3, 6, 5  # figures considered
_MOST_DISCOUNTS, _MOST_PAIRS_WITH_DISCOUNT = 4, 12


@dataclass(frozen=True, slots=True)
class Factors:
    """What stands beside an amount. `used` are the figures that it was read from."""

    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    used: tuple[Figure, ...] = ()
    is_proven: bool = False


def factors_of(amount: Figure, named: Named, loose: Sequence[Figure]) -> Factors:
    """Quantity, unit price and discount of an amount: those that prove it, else those that headings name."""
    quantities, prices = named.get(C.QUANTITY, ())[:_MOST_NAMED], named.get(C.UNIT_PRICE, ())[:_MOST_NAMED]
    pairs = list(_pairs(quantities, prices, loose[-_MOST_LOOSE:]))
    for discount, (quantity, price) in _attempts(amount, named, loose, pairs):
        is_named = any(quantity is one for one in quantities) and any(price is one for one in prices)
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


def _attempts(
    amount: Figure, named: Named, loose: Sequence[Figure], pairs: Sequence[tuple[Figure, Figure]]
) -> Iterator[tuple[Figure | None, tuple[Figure, Figure]]]:
    """All pairs without a discount; then the likeliest with what a heading names a discount, or with what may be one."""
    yield from product((None,), pairs)
    others = (*named.get(C.UNIT_PRICE, ()), *named.get(C.TAX_RATE, ()), *named.get(C.TAX_AMOUNT, ()), *loose)
    money = [figure for figure in others if figure.has_decimals and not figure.is_rate and not amount.match.negative]
    discounts = (*named.get(C.DISCOUNT, ()), *sorted(money, key=lambda figure: not figure.match.negative))
    yield from product(discounts[:_MOST_DISCOUNTS], islice(pairs, _MOST_PAIRS_WITH_DISCOUNT))


def _pairs(quantities: Sequence[Figure], prices: Sequence[Figure], loose: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Which figures may be quantity and unit price, the likelier pairs first."""
    yield from product(quantities, prices)
    yield from product(quantities, loose)
    yield from product(loose, prices)
    yield from ((price, quantity) for quantity, price in product(quantities, prices))
    together = sorted((*quantities, *prices, *loose), key=lambda figure: (figure.span.row.index, figure.match.start))
    for left, right in _neighbours(together[-_MOST_TOGETHER:]):
        yield (right, left) if _is_rather_price(left, right) else (left, right)


def _neighbours(kept: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures from left to right, the nearer to the amount first."""
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
    if quantity is price or quantity.is_rate or price.is_rate or discount is quantity or discount is price:
        return None
    for count, each, result in product(quantity.values, price.values, amount.values):
        if not 0 < abs(count) < _MOST_PIECES:
            continue
        value, wanted = abs(count * each), abs(result)
        slack = _HALF_CENT + (abs(count) * _last_place(each) / 2 if is_loose_fit else 0)
        for left, less in _reduced(value, discount):
            if abs(left - wanted) <= slack:
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
