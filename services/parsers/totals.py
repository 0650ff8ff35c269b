"""The amounts of a sheet sorted by what they are, for the arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from services.parsers.arithmetic import Figures
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole, canonical
from services.parsers.line_items import item_amounts, line_values
from services.parsers.tax_table import tax_rows, tax_table

R = AmountRole
_RATE = re.compile(r"(?<![0-9.,])([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?%")
_SUMS = TOTAL_ROLES | {R.WEAK_TOTAL}
_NET = re.compile(r"\bnett?\b")
_LARGEST_ROUNDING = Decimal(1)  # what is labelled so and is larger is the rounded amount itself


@lru_cache(maxsize=4)
def figures_of(sheet: Sheet) -> Figures:
    """The amounts of a sheet sorted by their roles. Those of a tax table are what its arithmetic says."""
    table = tax_table(sheet)
    tabled = {id(amount) for row in table.rows for amount in (row.net, row.tax, row.gross)}
    free = [amount for amount in sheet.amounts if amount.has_decimals and id(amount) not in tabled]

    def of(*roles: AmountRole) -> tuple[Decimal, ...]:
        return tuple(amount.value for amount in free if amount.role in roles)

    return Figures(
        nets=(*of(R.SUBTOTAL), *_called_net(free)),
        taxes=(*([table.tax] if table.lines else []), *of(R.TAX), *(row.tax.value for row in table.lines)),
        surcharges=of(R.SERVICE),
        tips=of(R.TIP),
        discounts=of(R.DISCOUNT),
        roundings=tuple(value for value in of(R.ROUNDING) if abs(value) < _LARGEST_ROUNDING),
        payments=of(R.PAYMENT),
        changes=of(R.CHANGE),
        lines=tuple(line_values(item_amounts(sheet))),
        tax_lines=tax_rows(sheet),
        labelled=tuple(_labelled(sheet)),
        rated=tuple(_rated(sheet)),
    )


def _called_net(amounts: list[AmountFound]) -> list[Decimal]:
    """Amounts labelled as a total, with "net" in it, which a printed tax makes up to another total. Alone, each is one."""
    totals = {amount.value for amount in amounts if amount.role in TOTAL_ROLES}
    taxes = {amount.value for amount in amounts if amount.role is R.TAX and amount.value > 0}
    named = (a for a in amounts if a.role in _SUMS and _NET.search(canonical(a.label)))
    return [amount.value for amount in named if any(amount.value + tax in totals for tax in taxes)]


def _rated(sheet: Sheet) -> Iterator[tuple[Decimal, Decimal]]:
    for amount in sheet.amounts:
        rates = _RATE.findall(amount.label) if amount.role is R.TAX and amount.has_decimals else []
        if len(rates) == 1:
            yield Decimal(rates[0].replace(",", ".")), amount.value


def _labelled(sheet: Sheet) -> list[tuple[Decimal, str]]:
    counted = TOTAL_ROLES | {R.PAYMENT, R.SUBTOTAL, R.WEAK_TOTAL}
    return [(a.value, f"{a.role} {canonical(a.label)}") for a in sheet.amounts if a.role in counted and a.siblings == 1]
