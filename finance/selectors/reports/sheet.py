"""A report as plain rows: for spreadsheets, the back office and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from finance.selectors.reports.figures import NOUGHT, Figure
from finance.selectors.reports.tables import Report, Row
from utils.money import minor_digits

HEAD = ("group", "part", "name", "level", "measure", "currency")
AMOUNT, BASE, UNCONVERTED = "amount", "base", "unconverted"
SheetRow = Sequence[str | int | Decimal | None]


def sheet_rows(report: Report) -> Iterator[SheetRow]:
    """A header; then of each row a line per currency, one in the base currency, and one per currency of what is unconverted.

    Columns: HEAD, the periods (each followed by what it is compared with), the total. Empty: no base amount is known.
    """
    compared = report.periods_before is not None
    yield [*HEAD, *_paired([period.key for period in report.periods], compared), *_paired(["total"], compared)]
    for row in (*report.rows, *report.totals):
        yield from _lines(row, report.base_currency)


def _paired(names: Sequence[str], compared: bool) -> Iterator[str]:
    for name in names:
        yield name
        if compared:
            yield f"{name} before"


def _lines(row: Row, base_currency: str) -> Iterator[SheetRow]:
    figures = _figures(row)
    head = (row.line.group, row.line.part, row.line.name, row.line.level)
    for currency in sorted({currency for figure in figures for currency in figure.amounts}):
        yield [*head, AMOUNT, currency, *(_told(figure.amounts.get(currency, NOUGHT), currency) for figure in figures)]
    bases = [figure.base for figure in figures]
    yield [*head, BASE, base_currency, *(None if base is None else _told(base, base_currency) for base in bases)]
    for currency in sorted({currency for figure in figures for currency in figure.unconverted}):
        yield [*head, UNCONVERTED, currency, *(_told(figure.unconverted.get(currency, NOUGHT), currency) for figure in figures)]


def _figures(row: Row) -> list[Figure]:
    now = [*row.figures, row.total]
    if row.before is None or row.total_before is None:
        return now
    before = [*row.before, row.total_before]
    return [figure for pair in zip(now, before, strict=True) for figure in pair]


def _told(amount: Decimal, currency: str) -> Decimal:
    """With the digits of its currency; finer ones are kept."""
    finest = max(minor_digits(currency), -int(amount.normalize().as_tuple().exponent))
    return amount.quantize(Decimal(1).scaleb(-finest))
