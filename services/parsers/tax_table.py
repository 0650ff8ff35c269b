"""Rows of a tax table: a rate with net and tax beside it, or net, tax and gross that add up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, permutations

from services.parsers.arithmetic import tax_fits
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.layout import Row, evidence_of
from services.types import TaxLine

_RATE = re.compile(r"(?<![0-9.,])(\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_MOST_LINES = 20
_HIGHEST_RATE = Decimal(30)


def tax_rows(sheet: Sheet) -> tuple[TaxLine, ...]:
    """The tax lines of a document, without rows that only repeat another one (its total, its second print)."""
    found: list[TaxLine] = []
    for _, group in groupby(sheet.amounts, key=lambda amount: amount.span.row.index):
        line = _tax_row(list(group))
        if line is not None and len(found) < _MOST_LINES and not _repeats(line, found):
            found.append(line)
    return tuple(found)


def _repeats(line: TaxLine, found: Sequence[TaxLine]) -> bool:
    same = any((line.net, line.tax) == (other.net, other.tax) for other in found)
    net, tax = _sum(other.net for other in found), _sum(other.tax for other in found)
    return same or (bool(found) and (line.net, line.tax) == (net, tax))


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def _tax_row(amounts: Sequence[AmountFound]) -> TaxLine | None:
    amounts = [amount for amount in amounts if amount.has_decimals][:5]
    if len(amounts) < 2:
        return None
    rates = list(_rates(amounts[0].span.row))
    for net, tax in permutations(amounts, 2):
        if not 0 < tax.value < net.value or tax.value > net.value * _HIGHEST_RATE / 100:
            continue
        rate = next((rate for rate in rates if tax_fits(net.value, rate, tax.value)), None)
        gross = next((a for a in amounts if a.value == net.value + tax.value), None)
        if rate or (gross is not None and not rates):
            spans = [a.span for a in (net, tax, gross) if a is not None]
            return TaxLine(rate, net.value, tax.value, gross.value if gross else None, evidence_of(spans))
    return None


def _rates(row: Row) -> Iterator[Decimal]:
    for match in _RATE.finditer(row.text):
        rate = Decimal(match[1].replace(",", "."))
        if 0 < rate <= _HIGHEST_RATE:
            yield rate
