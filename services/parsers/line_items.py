"""The bought things of a receipt: rows with an amount at the right, before the first row of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from services.parsers.amounts import find_amounts, readings
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.currency_marks import MARK_PATTERN
from services.parsers.labels import TOTAL_ROLES, AmountRole, role_of
from services.parsers.layout import Row, Span
from services.types import LineItem

_ENDS_ITEMS = TOTAL_ROLES | {AmountRole.SUBTOTAL, AmountRole.PAYMENT, AmountRole.CHANGE, AmountRole.ROUNDING}
_TIMES = re.compile(r"(?<![\w.,])(\d{1,4}(?:[.,]\d{1,3})?)\s?(?:[xX×*@]|pcs?\b|Stk\b|EA\b|st\b)", re.IGNORECASE)
_CURRENCY_AT_END = re.compile(rf"(?:\s|(?<=[a-z])|\b)(?:{MARK_PATTERN}|RM)\s*$|\s[xX×*@]\s*$")
_COLUMN_WIDTH = 0.12  # of the page; a unit price on a row of its own ends further left
_MOST_PIECES = 10_000
_HALF_CENT = Decimal("0.005")
_LEADING_COUNT = re.compile(r"^\s*(\d{1,3})\s+(?=[^\W\d])")


def item_amounts(sheet: Sheet) -> tuple[AmountFound, ...]:
    """The last amount of each row that stands before the totals, in the column of the most of them."""
    last = _first_total_row(sheet)
    per_row: dict[int, AmountFound] = {}
    for amount in sheet.amounts:
        is_unit_price = re.search(r"[@×x*]\s*\D{0,3}$", amount.span.row.text[: amount.span.start]) is not None
        if amount.has_decimals and amount.span.row.index < last and not is_unit_price:
            per_row[amount.span.row.index] = amount
    right = max((amount.span.box.x1 for amount in per_row.values()), default=0.0)
    return tuple(amount for amount in per_row.values() if amount.span.box.x1 >= right - _COLUMN_WIDTH)


def _first_total_row(sheet: Sheet) -> int:
    rows = [
        amount.span.row.index
        for amount in sheet.amounts
        if amount.role in _ENDS_ITEMS and amount.has_decimals and not amount.label_above
    ]
    return min(rows, default=0)


def line_items(sheet: Sheet) -> tuple[LineItem, ...]:
    """Line items with what is printed beside them; a description on the row before is taken when the row has none."""
    return tuple(_item(amount, sheet.rows) for amount in item_amounts(sheet))


def _item(amount: AmountFound, rows: Sequence[Row]) -> LineItem:
    row = amount.span.row
    own = row.text[: amount.span.start]
    before = rows[row.index - 1].text if row.index else ""
    description = _description(own) or (_description(before) if role_of(before) is AmountRole.NONE else "")
    quantity, unit_price = _counted(own, rows, amount)
    evidence = _whole(row).evidence()
    return LineItem(description or own.strip(), amount.value, quantity, unit_price=unit_price, evidence=evidence)


def _counted(own: str, rows: Sequence[Row], amount: AmountFound) -> tuple[Decimal | None, Decimal | None]:
    """Quantity and unit price: beside the amount, or on a row of their own below or above, whichever gives the product.

    A count without a price ("2 x") can only be meant for the row below it.
    """
    below, above = (_count_row(rows, amount.span.row.index + step) for step in (1, -1))
    for text in (own, below, above):
        quantity, price = _factors(text, amount.value)
        if quantity is not None:
            return quantity, price
    has_price = any(match.has_decimals for match in find_amounts(above))
    return _quantity(own) or (None if has_price else _quantity(above)), None


def _count_row(rows: Sequence[Row], index: int) -> str:
    """The text of a row that only counts, such as "3 x 1.20"; empty for any other."""
    text = rows[index].text if 0 <= index < len(rows) else ""
    return text if _TIMES.search(text) and not _description(text) else ""


def _factors(text: str, amount: Decimal) -> tuple[Decimal | None, Decimal | None]:
    """The quantity and unit price printed before an amount, when their product is the amount (1 × itself included)."""
    printed = [readings(match.text)[0] for match in find_amounts(text) if readings(match.text)]
    for quantity, price in combinations(printed, 2):
        if 0 < quantity < _MOST_PIECES and abs(quantity * price - amount) < _HALF_CENT:
            return quantity, price
    return None, None


def _description(text: str) -> str:
    """The words before the first price, without article codes, quantities and marks at the ends."""
    first = next((m.start for m in find_amounts(text) if m.has_decimals), len(text))
    words = _CURRENCY_AT_END.sub("", text[:first]).split()
    while words and (_is_code(words[0]) or len(words[0]) == 1):
        words.pop(0)
    while words and not any(c.isalpha() for c in words[-1]):
        words.pop()
    return " ".join(words) if sum(c.isalpha() for word in words for c in word) >= 3 else ""


def _is_code(word: str) -> bool:
    """Positions, article numbers and counts; "A4" and "70GSM" are words."""
    return not any(c.isalpha() for c in word) or (len(word) > 6 and sum(c.isdigit() for c in word) > len(word) / 2)


def _quantity(text: str) -> Decimal | None:
    match = _TIMES.search(text) or _LEADING_COUNT.search(text)
    return Decimal(match[1].replace(",", ".")) if match else None


def _whole(row: Row) -> Span:
    return Span(row, 0, len(row.text))


def line_values(amounts: Sequence[AmountFound]) -> Iterator[Decimal]:
    """What the lines add up from: discounts printed with a minus count as such."""
    for amount in amounts:
        yield -abs(amount.value) if amount.role is AmountRole.DISCOUNT else amount.value
