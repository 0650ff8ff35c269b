"""Rows of a tax table: rate, net, tax and gross in any order of columns, known by their arithmetic alone.

A row counts where a printed rate leads from its net (or from its gross) to its tax, or where net and tax add up to a gross
beside them. A rate without "%" counts only under or beside words of a tax. Credit notes have all of it below zero.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, permutations

from services.parsers.arithmetic import tax_fits, tax_fits_within
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import AmountRole, role_of
from services.parsers.layout import Row, evidence_of
from services.types import TaxLine

_PER_CENT = re.compile(r"(?<![0-9.,])([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s?%")
_BARE = re.compile(r"(?<![\w.,-])([0-9]{1,2}(?:[.,][0-9]{1,2})?)(?![\w.,%-])")
_SUMMARY = re.compile(r"summary|analysis|tax code|mwst|ust\b|tva|iva\b|btw|vat rate|vat %|steuer|\bptu\b|cukai", re.IGNORECASE)
_REACH = 5  # rows below a heading of a tax table
_SAME_BLOCK = 3  # rows from one line of a table to the next
_MOST_LINES = 20
_MOST_AMOUNTS = 6  # in a row
_HIGHEST_RATE = Decimal(30)
_NO_TAX = frozenset({AmountRole.SERVICE, AmountRole.DISCOUNT, AmountRole.TIP, AmountRole.ROUNDING, AmountRole.SAVING})
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TaxRow:
    """A printed row that is one of a tax table. `tax` is its amount of tax; `net` is None where only a gross is printed."""

    index: int
    rate: Decimal | None
    net: AmountFound | None
    tax: AmountFound
    gross: AmountFound | None

    @property
    def sums(self) -> tuple[Decimal, Decimal]:
        """Gross, as printed or added up, and tax."""
        if self.gross is not None:
            return self.gross.value, self.tax.value
        return (self.net.value if self.net else _ZERO) + self.tax.value, self.tax.value

    def line(self) -> TaxLine:
        spans = [amount.span for amount in (self.net, self.tax, self.gross) if amount is not None]
        net = self.net.value if self.net is not None else None
        gross = self.gross.value if self.gross is not None else None
        return TaxLine(self.rate, net, self.tax.value, gross, evidence_of(spans))


@dataclass(frozen=True, slots=True)
class TaxTable:
    """The tax lines of a document, and all rows that were read as such: also those that sum up or repeat others."""

    lines: tuple[TaxRow, ...] = ()
    rows: tuple[TaxRow, ...] = ()

    @property
    def tax(self) -> Decimal:
        """The whole tax."""
        return sum((row.tax.value for row in self.lines), _ZERO)


@lru_cache(maxsize=4)
def tax_table(sheet: Sheet) -> TaxTable:
    """The tax table of a sheet, empty where there is none."""
    rows = list(_rows(sheet))[: 2 * _MOST_LINES]
    blocks = [_without_sums(block) for block in _blocks(rows)]
    if len(blocks) > 1:
        blocks = [block for block in blocks if not _repeats_rates(block)] or blocks
    kept = [block for number, block in enumerate(blocks) if not any(_is_same(block, other) for other in blocks[:number])]
    return TaxTable(tuple(_without_sums([row for block in kept for row in block])[:_MOST_LINES]), tuple(rows))


def tax_rows(sheet: Sheet) -> tuple[TaxLine, ...]:
    """The tax lines of a document, without rows that only repeat another one (its total, its second print)."""
    return tuple(row.line() for row in tax_table(sheet).lines)


def is_under_tax_heading(row: Row, sheet: Sheet) -> bool:
    """Whether words of a tax head the rows right above it."""
    above = sheet.rows[max(0, row.index - _REACH) : row.index]
    return any(len(other.words) > 1 and _SUMMARY.search(other.text) for other in above)


def _rows(sheet: Sheet) -> Iterator[TaxRow]:
    last: TaxRow | None = None
    for index, group in groupby(sheet.amounts, key=lambda amount: amount.span.row.index):
        amounts = [amount for amount in group if amount.has_decimals][:_MOST_AMOUNTS]
        near = last is not None and index - last.index <= _SAME_BLOCK
        found = _taxed(index, amounts, sheet) or _untaxed(index, amounts, sheet, near=near)
        if found is not None:
            last = found
            yield found


def _taxed(index: int, amounts: Sequence[AmountFound], sheet: Sheet) -> TaxRow | None:
    if len(amounts) < 2 or any(amount.role in _NO_TAX for amount in amounts):
        return None
    row = amounts[0].span.row
    printed = [rate for rate, _start in _rates(_PER_CENT, row)]
    bare = [] if printed or not _is_of_tax(amounts, sheet) else list(_rates(_BARE, row))
    pairs = [(base, tax) for base, tax in permutations(amounts, 2) if _can_be_tax(base.value, tax.value)]
    for base, tax in pairs:
        rates = printed + [rate for rate, start in bare if start not in (base.span.start, tax.span.start)]
        found = _by_rate(index, base, tax, rates, amounts)
        if found is not None:
            return found
    found_sums = (_by_sum(index, base, tax, amounts) for base, tax in pairs if not printed)
    return next((found for found in found_sums if found is not None), None)


def _can_be_tax(base: Decimal, tax: Decimal) -> bool:
    return base * tax > 0 and abs(tax) < abs(base) and abs(tax) <= abs(base) * _HIGHEST_RATE / 100


def _by_rate(
    index: int, base: AmountFound, tax: AmountFound, rates: Sequence[Decimal], amounts: Sequence[AmountFound]
) -> TaxRow | None:
    on_top = next((rate for rate in rates if tax_fits(base.value, rate, tax.value)), None)
    gross = next((amount for amount in amounts if amount.value == base.value + tax.value), None)
    if on_top is not None:
        return TaxRow(index, on_top, base, tax, gross)
    net = next((amount for amount in amounts if amount.value == base.value - tax.value), None)
    within = next((rate for rate in rates if tax_fits_within(base.value, rate, tax.value)), None)
    return TaxRow(index, within, net, tax, base) if within is not None else None


def _by_sum(index: int, net: AmountFound, tax: AmountFound, amounts: Sequence[AmountFound]) -> TaxRow | None:
    gross = next((amount for amount in amounts if amount.value == net.value + tax.value), None)
    return TaxRow(index, None, net, tax, gross) if gross is not None else None


def _untaxed(index: int, amounts: Sequence[AmountFound], sheet: Sheet, *, near: bool) -> TaxRow | None:
    """A row of a rate of 0 %: a base (once or twice) and a tax of 0.00, near a row that is taxed or with the rate printed."""
    nothing = next((amount for amount in amounts if amount.value == 0), None)
    bases = [amount for amount in amounts if amount.value != 0]
    if nothing is None or not bases or len({amount.value for amount in bases}) > 1:
        return None
    gross = bases[1] if len(bases) > 1 else None
    is_told = near or _is_rate_of_nothing(nothing, amounts, sheet)
    return TaxRow(index, _ZERO, bases[0], nothing, gross) if is_told else None


def _is_rate_of_nothing(nothing: AmountFound, amounts: Sequence[AmountFound], sheet: Sheet) -> bool:
    """A rate of 0 is printed in the row: with "%", or among words of a tax."""
    row = nothing.span.row
    rates = list(_rates(_PER_CENT, row, least=_ZERO))
    if not rates and _is_of_tax(amounts, sheet):
        rates = [(rate, start) for rate, start in _rates(_BARE, row, least=_ZERO) if start != nothing.span.start]
    return any(rate == 0 for rate, _start in rates)


def _is_of_tax(amounts: Sequence[AmountFound], sheet: Sheet) -> bool:
    row = amounts[0].span.row
    is_named = any(amount.role is AmountRole.TAX for amount in amounts) or role_of(row.text) is AmountRole.TAX
    return is_named or is_under_tax_heading(row, sheet)


def _rates(pattern: re.Pattern[str], row: Row, *, least: Decimal = Decimal("0.1")) -> Iterator[tuple[Decimal, int]]:
    for match in pattern.finditer(row.text):
        rate = Decimal(match[1].replace(",", "."))
        if least <= rate <= _HIGHEST_RATE:
            yield rate, match.start(1)


def _blocks(rows: Iterable[TaxRow]) -> list[list[TaxRow]]:
    blocks: list[list[TaxRow]] = []
    for row in rows:
        if blocks and row.index - blocks[-1][-1].index <= _SAME_BLOCK:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _without_sums(rows: Sequence[TaxRow]) -> list[TaxRow]:
    """The rows without those that print an earlier one again, or the sum of all before."""
    kept: list[TaxRow] = []
    for row in rows:
        is_sum = len(kept) > 1 and row.sums == _sums(kept)
        same = [other for other in kept if other.rate is not None and other.rate == row.rate]
        if not is_sum and same and abs(row.sums[0]) >= abs(_sums(same)[0]):  # the row of a rate below the lines of that rate
            kept = [other for other in kept if other not in same]
        if not is_sum and not any(row.sums == other.sums for other in kept):
            kept.append(row)
    return kept


def _sums(rows: Sequence[TaxRow]) -> tuple[Decimal, Decimal]:
    return sum((row.sums[0] for row in rows), _ZERO), sum((row.sums[1] for row in rows), _ZERO)


def _is_same(block: Sequence[TaxRow], other: Sequence[TaxRow]) -> bool:
    return _sums(block) == _sums(other)


def _repeats_rates(block: Sequence[TaxRow]) -> bool:
    """Lines that were bought have a rate again and again; a tax table has each once."""
    counts = Counter(row.rate for row in block if row.rate is not None)
    return any(count > 1 for count in counts.values())
