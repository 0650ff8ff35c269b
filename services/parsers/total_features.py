"""What is told of an amount that may be the total: its labels, its places, its neighbours and what the arithmetic says.

An amount that is printed in several places is one candidate: it has the labels of all of them. Nothing is told of words or
customs of a single country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from statistics import median

from services.classifiers.linear import Features, named
from services.parsers.arithmetic import Figures, confirmations, contradictions, is_before_tax
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole, canonical
from services.parsers.tax_table import is_under_tax_heading, tax_table
from services.parsers.totals import figures_of

R = AmountRole
PAYABLE = TOTAL_ROLES | {R.PAYMENT}
_MOST_AMOUNTS = 150
_FIVE_CENTS = Decimal("0.05")
_LARGEST_ROUNDING = 1
_LARGE_PRINT, _HUGE_PRINT = 1.25, 1.6  # of the median height of rows
_POORLY_READ = 0.8
_ORDER = (
    R.ROUNDED_TOTAL, R.DUE, R.GRAND_TOTAL, R.GROSS_TOTAL, R.TOTAL, R.PAYMENT, R.WEAK_TOTAL, R.SUBTOTAL, R.NONE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """What the features of all amounts of a sheet look at, gathered once."""

    sheet: Sheet
    figures: Figures
    amounts: Sequence[AmountFound]
    counts: Mapping[Decimal, int]
    totals: Sequence[AmountFound]
    total_values: frozenset[Decimal]
    payable_values: frozenset[Decimal]
    prepaid: frozenset[Decimal]
    tips: frozenset[Decimal]
    roundings: frozenset[Decimal]
    largest: Decimal
    largest_total: Decimal | None
    first_of: Mapping[AmountRole, int]  # row in which a role is first seen
    last_of: Mapping[AmountRole, int]
    tabled: Mapping[int, str]  # by id of an amount of a tax table: what it is there
    height: float

    def is_before(self, row: int, *roles: AmountRole) -> bool:
        """An amount of such a role stands below the row."""
        return any(self.last_of.get(role, -1) > row for role in roles)

    def is_after(self, row: int, *roles: AmountRole) -> bool:
        return any(role in self.first_of and self.first_of[role] < row for role in roles)


@lru_cache(maxsize=4)
def around(sheet: Sheet) -> Around:
    """The surroundings of the amounts of a sheet."""
    amounts = _considered(sheet)
    totals = [amount for amount in amounts if amount.role in TOTAL_ROLES]
    rows = [(amount.role, amount.span.row.index) for amount in amounts if amount.has_decimals]
    return Around(
        sheet=sheet,
        figures=figures_of(sheet),
        amounts=amounts,
        counts=Counter(amount.value for amount in sheet.amounts),
        totals=totals,
        total_values=frozenset(amount.value for amount in totals),
        payable_values=frozenset(amount.value for amount in amounts if amount.role in PAYABLE or _is_rounded(amount)),
        prepaid=frozenset(abs(amount.value) for amount in amounts if amount.role is R.DEPOSIT and amount.value),
        tips=frozenset(amount.value for amount in amounts if amount.role is R.TIP and amount.value),
        roundings=frozenset(abs(a.value) for a in amounts if a.role is R.ROUNDING and abs(a.value) < _LARGEST_ROUNDING),
        largest=max((abs(amount.value) for amount in amounts if amount.has_decimals), default=Decimal(0)),
        largest_total=max((amount.value for amount in totals), default=None),
        first_of=dict(reversed(rows)),
        last_of=dict(rows),
        tabled=_tabled(sheet),
        height=median(row.height for row in sheet.rows) if sheet.rows else 0.0,
    )


def places_by_value(sheet: Sheet) -> Mapping[Decimal, Sequence[AmountFound]]:
    """All amounts that may be the total, each with its places, the best labelled first."""
    found: dict[Decimal, list[AmountFound]] = {}
    for amount in around(sheet).amounts:
        found.setdefault(amount.value, []).append(amount)
    return {value: sorted(places, key=_standing) for value, places in found.items()}


def told_of(places: Sequence[AmountFound], of: Around) -> Features:
    """The features of one value by its places, the best of which comes first."""
    value = places[0].value
    return {
        **dict.fromkeys(_roles(places, of), 1.0),
        **named(_wording(places, of)),
        **named(_print(places[0], of)),
        **named(_standing_among(places, of)),
        **named(_neighbours(value, of)),
        **dict.fromkeys(confirmations(value, of.figures) if value else (), 1.0),
        **{f"against {name}": 1.0 for name in contradictions(value, of.figures)},
    }


def _considered(sheet: Sheet) -> Sequence[AmountFound]:
    """All amounts of an ordinary document; of a very long one those with a label and the last."""
    if len(sheet.amounts) <= _MOST_AMOUNTS:
        return sheet.amounts
    labelled = [amount for amount in sheet.amounts[:-_MOST_AMOUNTS] if amount.role in PAYABLE]
    return (*labelled[-_MOST_AMOUNTS:], *sheet.amounts[-_MOST_AMOUNTS:])


def _tabled(sheet: Sheet) -> Mapping[int, str]:
    names: dict[int, str] = {}
    for row in tax_table(sheet).rows:
        named_amounts = (("net", row.net), ("tax", row.tax), ("gross", row.gross))
        names |= {id(amount): name for name, amount in named_amounts if amount is not None}
    return names


def _standing(amount: AmountFound) -> tuple[bool, int, bool, bool]:
    """The less, the better a place stands for its value."""
    role = _ORDER.index(amount.role) if amount.role in _ORDER else len(_ORDER)
    return amount.siblings > 1, role, amount.label_above, amount.match.repaired


def _roles(places: Sequence[AmountFound], of: Around) -> set[str]:
    return {_role(place, of) for place in places}


def _role(place: AmountFound, of: Around) -> str:
    if id(place) in of.tabled:
        return f"tax table {of.tabled[id(place)]}"
    role = "rounded" if _is_rounded(place) else str(place.role)
    if place.role is R.DUE and of.prepaid:
        role = "rest due"
    manner = " above" if place.label_above else " crowded" if place.siblings > 1 else ""
    return f"{role}{manner}"


def _is_rounded(place: AmountFound) -> bool:
    """What is labelled as a rounding and is too large for one: the amount after it."""
    return place.role is R.ROUNDING and abs(place.value) >= _LARGEST_ROUNDING


def _wording(places: Sequence[AmountFound], of: Around) -> Mapping[str, bool]:
    """How the labels of a total read; only those that stand beside their amount are looked at."""
    labels = [canonical(place.label) for place in places if place.role in TOTAL_ROLES and id(place) not in of.tabled]
    words = [len(label.split()) for label in labels]
    return {
        "one word": 1 in words,
        "two words": 2 in words,
        "many words": bool(words) and min(words) > 4,
        "per cent in label": any("%" in label for label in labels),
        "all with per cent": bool(labels) and all("%" in label for label in labels),
    }


def _print(place: AmountFound, of: Around) -> Mapping[str, bool]:
    """The print of the best place, and where on the document it is."""
    row = place.span.row
    share = row.index / max(len(of.sheet.rows) - 1, 1)
    return {
        "no decimals": not place.has_decimals,
        "repaired": place.match.repaired,
        "poorly read": place.span.confidence < _POORLY_READ,
        "symbol": bool(place.match.symbol),
        "large print": row.height > _LARGE_PRINT * of.height,
        "huge print": row.height > _HUGE_PRINT * of.height,
        "first third": share < 1 / 3,
        "last third": share > 2 / 3,
        "last page": row.page.number == of.sheet.rows[-1].page.number,
        "last in row": place.order == place.siblings - 1,
        "under tax heading": place.siblings > 1 and is_under_tax_heading(row, of.sheet),
    }


def _standing_among(places: Sequence[AmountFound], of: Around) -> Mapping[str, bool]:
    """How the value compares with the others, and before and after what it stands."""
    value, rows = places[0].value, [place.span.row.index for place in places]
    total_rows = [total.span.row.index for total in of.totals]
    labelled = [place.span.row.index for place in places if place.role in TOTAL_ROLES]
    return {
        "zero": value == 0,
        "negative": value < 0,
        "repeated": of.counts[value] > 1,
        "often repeated": of.counts[value] > 2,
        "largest": abs(value) == of.largest,
        "largest total": value == of.largest_total,
        "first total": bool(labelled) and min(labelled) == min(total_rows),
        "last total": bool(labelled) and max(labelled) == max(total_rows),
        "only total": bool(labelled) and len(of.total_values) == 1,
        "before change": of.is_before(rows[0], R.CHANGE),
        "before payment": of.is_before(rows[0], R.PAYMENT),
        "after payment": of.is_after(rows[0], R.PAYMENT),
        "after subtotal": of.is_after(rows[0], R.SUBTOTAL),
        "before subtotal": of.is_before(rows[0], R.SUBTOTAL),
        "after tax": of.is_after(rows[0], R.TAX),
    }


def _neighbours(value: Decimal, of: Around) -> Mapping[str, bool]:
    """What leads from this value to another one that is labelled as a total, or from there to it."""
    others = of.total_values - {value}
    return {
        "rounded from": any(_is_rounding(other, value, of) for other in others),
        "rounded to": any(_is_rounding(value, other, of) for other in of.payable_values - {value}),
        "prepaid of": any(value - part in others for part in of.prepaid),
        "less prepaid": any(value + part in others for part in of.prepaid),
        "with tip": any(value - tip in others for tip in of.tips),
        "without tip": any(value + tip in others for tip in of.tips),
        "with tax": any(tax > 0 and value - tax in others for tax in of.figures.taxes),
        "without tax": any(tax > 0 and value + tax in others for tax in of.figures.taxes),
        "before tax": bool(value) and is_before_tax(value, of.figures),
        "paid": value in of.figures.payments,
        "tendered": any(change and value - abs(change) in of.counts for change in of.figures.changes),
    }


def _is_rounding(before: Decimal, after: Decimal, of: Around) -> bool:
    """Whether `after` is the cash rounding of `before`: by a printed rounding, else to the next 5 cents."""
    gap = abs(after - before)
    if not 0 < gap < _LARGEST_ROUNDING or before <= 0:
        return False
    if gap in of.roundings:
        return after % _FIVE_CENTS == 0 or before % _FIVE_CENTS != 0
    return gap < _FIVE_CENTS and after % _FIVE_CENTS == 0 and after in of.payable_values
