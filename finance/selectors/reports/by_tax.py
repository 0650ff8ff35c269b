"""By tax rate: net, tax and gross of what was sold and of what was bought, from the tax attributes of postings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import NullIf

from finance.selectors.reports.behind import NONE, SIDE_CONDITIONS
from finance.selectors.reports.by_category import sign_of
from finance.selectors.reports.by_label import SIDE
from finance.selectors.reports.directory import SIDES, Directory
from finance.selectors.reports.figures import NOUGHT
from finance.selectors.reports.figures import Sum as Found
from finance.selectors.reports.periods import Period, Span
from finance.selectors.reports.sources import Bucket, in_days
from finance.selectors.reports.tables import Line, Numbers, keys_of
from finance.selectors.reports.wishes import Wish
from utils.money import rounded

NET, TAX, GROSS, DUE = "net", "tax", "gross", "due"
PARTS = (NET, TAX, GROSS)
_TOLD = Q(tax_amount__isnull=False)
_SUMS = {
    "gross": Sum("amount"),
    "gross_base": Sum("base_amount"),
    "gross_unconverted": Sum("amount", filter=Q(base_amount=None)),
    "tax": Sum("tax_amount"),
    "tax_base": Sum(F("tax_amount") * F("base_amount") / NullIf(F("amount"), Value(NOUGHT))),
    "tax_unconverted": Sum("tax_amount", filter=Q(base_amount=None)),
    "count": Count("id"),
    "count_without_base": Count("id", filter=Q(base_amount=None)),
}


class ByTax:
    """Rate × side × (net, tax, gross). Where a rate but no amount of tax is told, the gross alone is known."""

    rest = 0

    def __init__(self, wish: Wish, directory: Directory, base_currency: str) -> None:
        self._wish, self._base_currency = wish, base_currency
        self._condition = wish.behind().condition(directory) & SIDE_CONDITIONS["result"]

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        numbers = Numbers()
        for (rate, told, side), index, sums in self._sums(span, periods):
            parts = sums if told else {GROSS: sums[GROSS]}
            for part, found in parts.items():
                numbers.add((rate, told, side, part), index, found, sign_of(side))
            if told:
                numbers.add((DUE,), index, sums[TAX], -1)
        return numbers

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        found = {key for key in keys_of(numbers) if key != (DUE,)}
        return [self._line(key) for key in sorted(found, key=_order)]

    def totals(self, _numbers: Sequence[Numbers]) -> list[Line]:
        return [Line((DUE,), "Tax on income less tax on expense", "result", self._behind(tax="yes", side="result"), part=DUE)]

    def _sums(self, span: Span, periods: Sequence[Period]) -> Iterator[tuple[tuple[Any, ...], int, dict[str, Found]]]:
        rows = in_days(self._condition, span.first, span.last).annotate(
            told=Case(When(_TOLD, then=Value(True)), default=Value(False))
        )
        columns = ("tax_rate", "told", "side", "currency", "index")
        grouped = rows.annotate(side=SIDE, index=Bucket("transaction__date", periods)).values(*columns).annotate(**_SUMS)
        for row in grouped:
            yield (row["tax_rate"], row["told"], row["side"]), row["index"], self._split(row)

    def _split(self, row: dict[str, Any]) -> dict[str, Found]:
        """The tax in the base currency is the posting's share of it, rounded once; the net is what remains of the gross."""
        count = (row["count"], row["count_without_base"])
        gross = Found(row["currency"], row["gross"], row["gross_base"] or NOUGHT, row["gross_unconverted"] or NOUGHT, *count)
        tax_base = rounded(row["tax_base"] or NOUGHT, self._base_currency)
        tax = Found(row["currency"], row["tax"] or NOUGHT, tax_base, row["tax_unconverted"] or NOUGHT, *count)
        net = Found(gross.currency, gross.amount - tax.amount, gross.base - tax.base, gross.unconverted - tax.unconverted, *count)
        return {NET: net, TAX: tax, GROSS: gross}

    def _line(self, key: tuple[Any, ...]) -> Line:
        rate, told, side, part = key
        name = "no rate" if rate is None else f"{_plain(rate)} %"
        behind = self._behind(rate=NONE if rate is None else _plain(rate), tax="yes" if told else "no", side=side)
        return Line(key, name if told or rate is None else f"{name}, tax not told", side, behind, part=part)

    def _behind(self, **terms: str) -> Any:
        return self._wish.behind().with_terms(**terms)


def _order(key: tuple[Any, ...]) -> tuple[Any, ...]:
    rate, told, side, part = key
    return SIDES.index(side), rate is None, -(rate or NOUGHT), not told, PARTS.index(part)


def _plain(rate: Decimal) -> str:
    return f"{rate.normalize():f}"
