"""What the cells of a column show, whatever its header says: shares of dates and amounts, order of dates, decimal mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from services.parsers.folding import fold
from services.statements.base import DateOrder, DecimalMark
from services.statements.cells import amount_of, date_of

_NUMBER = re.compile(r"[0-9.,][0-9., ']*")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}")
MOST = 0.6  # a column has footers and rows that are still open too


@dataclass(frozen=True, slots=True)
class Contents:
    """The filled cells of one column among the rows of data."""

    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        return not self.cells

    @property
    def dates(self) -> float:
        """The share of cells that are dates."""
        return self._share(is_date)

    @property
    def amounts(self) -> float:
        """The share of cells that are amounts."""
        return self._share(is_amount)

    @property
    def is_ibans(self) -> bool:
        return self._share(lambda cell: _IBAN.fullmatch(cell) is not None) >= MOST

    @property
    def is_words(self) -> bool:
        return self._share(lambda cell: any(map(str.isalpha, cell))) >= MOST

    @property
    def is_distinct(self) -> bool:
        return len(self.cells) > 1 and len(set(self.cells)) == len(self.cells)

    @property
    def length(self) -> float:
        return sum(map(len, self.cells)) / len(self.cells) if self.cells else 0.0

    def _share(self, fits: Callable[[str], bool]) -> float:
        return sum(map(fits, self.cells)) / len(self.cells) if self.cells else 0.0


@lru_cache(maxsize=8192)
def is_date(text: str) -> bool:
    """Tell whether a cell is a date in any order of its numbers."""
    return any(date_of(text, order) is not None for order in DateOrder)


@lru_cache(maxsize=8192)
def is_amount(text: str) -> bool:
    """Tell whether a cell is an amount under either decimal mark, and no date."""
    return not is_date(text) and any(amount_of(text, mark) is not None for mark in DecimalMark)


def order_of(texts: Sequence[str]) -> tuple[DateOrder, bool]:
    """Give the order in which these are dates, and whether another would do as well."""
    texts = [text for text in texts if is_date(text)]
    days = {order: [date_of(text, order) for text in texts] for order in DateOrder}
    fitting = {order: sum(day is not None for day in found) for order, found in days.items()}
    most = max(fitting.values(), default=0)
    best = [order for order in DateOrder if fitting[order] == most]
    if DateOrder.YMD in best and all(days[order] == days[DateOrder.YMD] for order in best):
        return DateOrder.YMD, False
    best = [order for order in best if order is not DateOrder.YMD] or best
    if len(best) == 1:
        return best[0], _is_torn(fitting, best[0], len(texts))
    if days[best[0]] == days[best[1]] or all("." in text for text in texts):  # points stand between days and months only
        return DateOrder.DMY, False
    sorted_ones = [order for order in best if _is_sorted(days[order])]
    return (sorted_ones[0], False) if len(sorted_ones) == 1 and len(set(texts)) >= 5 else (DateOrder.DMY, True)


def _is_torn(fitting: dict[DateOrder, int], best: DateOrder, count: int) -> bool:
    """Some dates fit one order only and others another only."""
    others = [order for order in (DateOrder.DMY, DateOrder.MDY) if order is not best]
    return fitting[best] < MOST * count or (fitting[best] < count and any(fitting[order] for order in others))


def _is_sorted(days: Iterable[date | None]) -> bool:
    known = [day for day in days if day is not None]
    return all(a <= b for a, b in pairwise(known)) or all(a >= b for a, b in pairwise(known))


def mark_of(texts: Iterable[str]) -> tuple[DecimalMark, bool]:
    """Give the decimal mark of these amounts, and whether the other would do as well."""
    votes = {DecimalMark.POINT: 0, DecimalMark.COMMA: 0}
    unclear: set[DecimalMark] = set()
    for text in texts:
        vote, is_sure = _vote(text)
        if vote is not None and is_sure:
            votes[vote] += 1
        elif vote is not None:
            unclear.add(vote)
    point, comma = votes[DecimalMark.POINT], votes[DecimalMark.COMMA]
    if point != comma:
        return (DecimalMark.POINT if point > comma else DecimalMark.COMMA), bool(point and comma)
    return (DecimalMark.COMMA if unclear == {DecimalMark.COMMA} else DecimalMark.POINT), bool(point or unclear)


def _vote(text: str) -> tuple[DecimalMark | None, bool]:
    """`1.234,56` is sure of the comma; `1.234` only guesses that its point sets groups apart."""
    match = _NUMBER.search(fold(text))
    digits = match[0].strip(" '") if match else ""
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return None, False
    last = DecimalMark(marks[-1])
    other = DecimalMark.COMMA if last is DecimalMark.POINT else DecimalMark.POINT
    head, _, tail = digits.rpartition(last.value)
    if len(set(marks)) == 2:
        return last, True
    if len(marks) > 1:
        return other, True
    is_group = len(tail) == 3 and head.lstrip("0") == head and 0 < len(re.sub(r"\D", "", head)) <= 3
    return (other, False) if is_group else (last, True)


def balances_say(amounts: Sequence[Decimal | None], balances: Sequence[Decimal | None]) -> int:
    """Give 1 where balances grow by the amounts, -1 where they shrink by them, 0 where they show neither. Either direction."""
    votes = {1: 0, -1: 0}
    rows = [(a, b) for a, b in zip(amounts, balances, strict=True) if a is not None and b is not None]
    for (earlier, before), (later, after) in pairwise(rows):
        for sign in votes:
            votes[sign] += after - before == sign * later or before - after == sign * earlier
    best = max(votes, key=lambda sign: votes[sign])
    return best if votes[best] > max(votes[-best], MOST * (len(rows) - 1)) else 0
