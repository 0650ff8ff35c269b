"""Chooses the total of a document among its amounts: label, place, and what the arithmetic confirms, as one score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.parsers.arithmetic import Figures, confirmations
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole, canonical
from services.parsers.layout import Row
from services.parsers.line_items import item_amounts, line_values
from services.parsers.tax_table import tax_rows

R = AmountRole
_RATE = re.compile(r"(?<![0-9.,])([0-9]{1,2}(?:[.,][0-9]{1,2})?) ?%")
_ROLE_WEIGHT: Mapping[AmountRole, float] = {
    R.ROUNDED_TOTAL: 6.5, R.DUE: 5.5, R.GRAND_TOTAL: 5.0, R.GROSS_TOTAL: 5.0, R.TOTAL: 4.5, R.PAYMENT: 1.5,
    R.WEAK_TOTAL: 1.5, R.SUBTOTAL: 0.5, R.NONE: 0.0, R.SERVICE: -2.0, R.QUANTITY: -3.0, R.DEPOSIT: -2.0,
    R.TAX: -4.0, R.CHANGE: -5.0, R.ROUNDING: -6.0, R.DISCOUNT: -4.0, R.SAVING: -5.0, R.POINTS: -5.0, R.TIP: -4.0,
}  # fmt: skip
_PROOF_WEIGHT = {
    "cash_minus_change": 2.5, "net_plus_tax": 2.5, "lines_sum": 1.5, "tax_table": 1.5, "second_label": 0.5,
}  # fmt: skip
_FEATURE_WEIGHT = {
    "no_decimals": -2.5,
    "repaired_digits": -1.0,
    "crowded_row": -1.5,  # further amounts beside it: a row of a table
    "in_tax_summary": -2.5,
    "zero": -3.0,
    "negative": -1.0,
    "repeated": 0.5,
    "rounded_from": 2.5,  # another total and the printed rounding lead to it, or it is that total to the nearest 5 cents
    "rounded_to": -2.0,  # the unrounded one of such a pair
    "less_prepaid": -3.0,  # another total less what was paid before: the amount due
    "largest_labelled": 0.5,
    "has_symbol": 0.3,
    "lower_half": 0.3,
    "label_above": -0.5,
}
_PAYABLE = TOTAL_ROLES | {R.PAYMENT}
_MOST_AMOUNTS = 150
_FIVE_CENTS = Decimal("0.05")
_NET = re.compile(r"\bnett?\b")
_SUMMARY = re.compile(r"summary|analysis|tax code|mwst|must|ust|tva|iva|btw|vat rate|steuer", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the features of an amount look at, gathered once per sheet."""

    rows: Sequence[Row]
    counts: Mapping[Decimal, int]
    totals: Sequence[AmountFound]
    payable: Sequence[AmountFound]
    roundings: frozenset[Decimal]
    prepaid: frozenset[Decimal]
    rows_with_amounts: frozenset[int]


@dataclass(frozen=True, slots=True)
class TotalChoice:
    """An amount that may be the total, what confirms it, and its score (comparable within one document only)."""

    amount: AmountFound
    confirmed_by: tuple[str, ...]
    score: float


def figures_of(sheet: Sheet) -> Figures:
    """The amounts of a sheet sorted by their roles, for the arithmetic."""

    def of(*roles: AmountRole) -> tuple[Decimal, ...]:
        return tuple(a.value for a in sheet.amounts if a.role in roles and a.has_decimals)

    return Figures(
        nets=(*of(R.SUBTOTAL), *_called_net(sheet)),
        taxes=of(R.TAX),
        surcharges=of(R.SERVICE),
        tips=of(R.TIP),
        discounts=of(R.DISCOUNT),
        roundings=of(R.ROUNDING),
        payments=of(R.PAYMENT),
        changes=of(R.CHANGE),
        lines=tuple(line_values(item_amounts(sheet))),
        tax_lines=tax_rows(sheet),
        labelled=tuple(_labelled(sheet)),
        rated=tuple(_rated(sheet)),
    )


def _called_net(sheet: Sheet) -> list[Decimal]:
    """Amounts labelled as a total, with "net" in it, which a printed tax makes up to another total. Alone, each is one."""
    totals = {amount.value for amount in sheet.amounts if amount.role in TOTAL_ROLES}
    taxes = {amount.value for amount in sheet.amounts if amount.role is R.TAX and amount.value > 0}
    named = (a for a in sheet.amounts if a.role in TOTAL_ROLES and a.has_decimals and _NET.search(canonical(a.label)))
    return [amount.value for amount in named if any(amount.value + tax in totals for tax in taxes)]


def _rated(sheet: Sheet) -> Iterator[tuple[Decimal, Decimal]]:
    for amount in sheet.amounts:
        rates = _RATE.findall(amount.label) if amount.role is R.TAX and amount.has_decimals else []
        if len(rates) == 1:
            yield Decimal(rates[0].replace(",", ".")), amount.value


def _labelled(sheet: Sheet) -> list[tuple[Decimal, str]]:
    counted = TOTAL_ROLES | {R.PAYMENT, R.SUBTOTAL, R.WEAK_TOTAL}
    return [(a.value, f"{a.role} {canonical(a.label)}") for a in sheet.amounts if a.role in counted and a.siblings == 1]


def rank_totals(sheet: Sheet, figures: Figures) -> tuple[TotalChoice, ...]:
    """All distinct values that may be the total, the best first; per value the best labelled place."""
    around = _surroundings(sheet)
    best: dict[Decimal, TotalChoice] = {}
    for amount in _considered(sheet):
        confirmed = confirmations(amount.value, figures) if amount.value else ()
        choice = TotalChoice(amount, confirmed, _score(amount, confirmed, around))
        if amount.value not in best or choice.score > best[amount.value].score:
            best[amount.value] = choice
    return tuple(sorted(best.values(), key=lambda choice: -choice.score))


def told_of(choice: TotalChoice, sheet: Sheet) -> dict[str, float]:
    """The features of a choice for the model, and what the weights by hand make of them."""
    names = [*_features(choice.amount, _surroundings(sheet)), f"role {choice.amount.role}", *choice.confirmed_by]
    return {**dict.fromkeys(names, 1.0), "by_hand": choice.score}


def _considered(sheet: Sheet) -> Sequence[AmountFound]:
    """All amounts of an ordinary document; of a very long one those with a label and the last."""
    if len(sheet.amounts) <= _MOST_AMOUNTS:
        return sheet.amounts
    labelled = [amount for amount in sheet.amounts[:-_MOST_AMOUNTS] if amount.role in _PAYABLE]
    return (*labelled[-_MOST_AMOUNTS:], *sheet.amounts[-_MOST_AMOUNTS:])


def _surroundings(sheet: Sheet) -> _Surroundings:
    considered = _considered(sheet)
    return _Surroundings(
        rows=sheet.rows,
        counts=Counter(amount.value for amount in sheet.amounts),
        totals=[amount for amount in considered if amount.role in TOTAL_ROLES],
        payable=[amount for amount in considered if amount.role in _PAYABLE],
        roundings=frozenset(abs(amount.value) for amount in sheet.amounts if amount.role is R.ROUNDING),
        prepaid=frozenset(abs(a.value) for a in considered if a.role is R.DEPOSIT and a.value),
        rows_with_amounts=frozenset(amount.span.row.index for amount in sheet.amounts if amount.has_decimals),
    )


def _score(amount: AmountFound, confirmed: Sequence[str], around: _Surroundings) -> float:
    score = _ROLE_WEIGHT[amount.role] + sum(_PROOF_WEIGHT[name] for name in confirmed)
    return score + sum(_FEATURE_WEIGHT[name] for name in _features(amount, around))


def _features(amount: AmountFound, around: _Surroundings) -> list[str]:
    largest = max((total.value for total in around.totals), default=None)
    shown = {
        "no_decimals": not amount.has_decimals,
        "repaired_digits": amount.match.repaired,
        "crowded_row": amount.siblings > 1,
        "in_tax_summary": _in_tax_summary(amount, around),
        "zero": amount.value == 0,
        "negative": amount.value < 0,
        "repeated": around.counts[amount.value] > 1,
        "rounded_from": any(_is_rounding(other, amount, around) for other in around.totals),
        "rounded_to": any(_is_rounding(amount, other, around) for other in around.payable),
        "less_prepaid": any(amount.value + part == other.value for part in around.prepaid for other in around.totals),
        "largest_labelled": amount.value == largest,
        "has_symbol": bool(amount.match.symbol),
        "lower_half": amount.span.row.middle > 0.5,
        "label_above": amount.label_above,
    }
    return [name for name, is_shown in shown.items() if is_shown]


def _is_rounding(before: AmountFound, after: AmountFound, around: _Surroundings) -> bool:
    """Whether `after` is the cash rounding of `before`: by a printed rounding, else to the next 5 cents."""
    gap = abs(after.value - before.value)
    if not 0 < gap < 1 or before.value <= 0:
        return False
    if gap in around.roundings:
        return after.value % _FIVE_CENTS == 0 or before.value % _FIVE_CENTS != 0
    return gap < _FIVE_CENTS and after.value % _FIVE_CENTS == 0 and after.role in _PAYABLE


def _in_tax_summary(amount: AmountFound, around: _Surroundings) -> bool:
    """In a row of several amounts close below a heading of a tax table."""
    index = amount.span.row.index
    headings = (row for row in around.rows[max(0, index - 5) : index] if row.index not in around.rows_with_amounts)
    return amount.siblings > 1 and any(len(row.words) > 1 and _SUMMARY.search(row.text) for row in headings)
