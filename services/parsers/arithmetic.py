"""The arithmetic gate, in Decimal: which printed amounts agree with each other. It confirms and doubts; it never repairs.

A confirmation is a name: "net_plus_tax", "lines_sum", "tax_table", "cash_minus_change", "second_label".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import product

from services.types import TaxLine

_ZERO = Decimal(0)
_CENT = Decimal("0.01")
_SMALLEST_COIN = {
    "MYR": Decimal("0.05"), "SGD": Decimal("0.05"), "CHF": Decimal("0.05"), "AUD": Decimal("0.05"),
    "CAD": Decimal("0.05"), "NZD": Decimal("0.10"), "SEK": Decimal(1), "NOK": Decimal(1), "DKK": Decimal("0.50"),
    "CZK": Decimal(1), "HUF": Decimal(5), "ZAR": Decimal("0.10"), "ILS": Decimal("0.10"),
}  # fmt: skip
_MAX_OPTIONS = 4  # values considered per kind of surcharge; documents print one or two


@dataclass(frozen=True, slots=True)
class Figures:
    """The printed amounts of a document by what they are, as printed; `labelled` pairs a value with its label's role."""

    nets: tuple[Decimal, ...] = ()
    taxes: tuple[Decimal, ...] = ()
    surcharges: tuple[Decimal, ...] = ()
    tips: tuple[Decimal, ...] = ()
    discounts: tuple[Decimal, ...] = ()
    roundings: tuple[Decimal, ...] = ()
    payments: tuple[Decimal, ...] = ()
    changes: tuple[Decimal, ...] = ()
    lines: tuple[Decimal, ...] = ()
    tax_lines: tuple[TaxLine, ...] = ()
    labelled: tuple[tuple[Decimal, str], ...] = ()
    rated: tuple[tuple[Decimal, Decimal], ...] = ()  # taxes with the rate in their label, in per cent: rate, tax


def tax_fits(net: Decimal, rate: Decimal, tax: Decimal, *, step: Decimal = _CENT) -> bool:
    """Whether the tax is the rate of the net by either way of rounding; one step more is allowed to sums of lines."""
    exact = net * rate / 100
    rounded = {exact.quantize(step, rounding=way) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN)}
    return any(abs(value - tax) <= step for value in rounded)


def tax_fits_within(gross: Decimal, rate: Decimal, tax: Decimal, *, step: Decimal = _CENT) -> bool:
    """Whether the tax is what a gross amount holds of it at this rate; one step more or less is allowed to sums of lines."""
    exact = gross * rate / (100 + rate)
    return abs(exact.quantize(step, rounding=ROUND_HALF_UP) - tax) <= step


def is_before_tax(total: Decimal, figures: Figures) -> bool:
    """Whether a printed tax is its rate of this total, and not of what is left without it: the tax comes on top."""
    return any(
        tax and rate and tax_fits(total, rate, tax) and not tax_fits(total - tax, rate, tax) for rate, tax in figures.rated
    )


def confirmations(total: Decimal, figures: Figures) -> tuple[str, ...]:
    """The independent ways in which other printed amounts lead to this total, the stronger first."""
    checks = (
        ("net_plus_tax", _net_plus_tax),
        ("cash_minus_change", _cash_minus_change),
        ("lines_sum", _lines_sum),
        ("tax_table", _tax_table),
        ("second_label", _second_label),
    )
    return tuple(name for name, check in checks if check(total, figures))


def less_prepaid(total: Decimal, prepaid: Decimal, *, due: Decimal | None = None, rounding: Decimal = _ZERO) -> Decimal:
    """What is left of a total after what was paid before, which is printed with or without a minus.

    A minus is one where it leads to the amount due (before a rounding of that): something was owed from before.
    """
    if due is not None and due in (total - prepaid, total - prepaid + rounding):
        return total - prepaid
    return total - abs(prepaid).copy_sign(total)


def contradictions(total: Decimal, figures: Figures) -> tuple[str, ...]:
    """What was printed and read, and yet does not lead to this total: "payment", "lines", "net_and_tax", "tax_table"."""
    found = []
    if figures.payments and not _paid_in_full(total, figures):
        found.append("payment")
    if len(figures.lines) > 1 and not _lines_sum(total, figures):
        found.append("lines")
    if figures.nets and any(figures.taxes) and not _net_plus_tax(total, figures) and total not in figures.nets:
        found.append("net_and_tax")
    if _is_taxed_higher(total, figures):
        found.append("tax_table")
    return tuple(found)


def is_cash_rounded(total: Decimal, currency: str | None) -> bool:
    """Whether a cash total fits the smallest coin of a currency; True where there is no such custom."""
    step = _SMALLEST_COIN.get(currency or "")
    return step is None or total % step == 0


def _paid_in_full(total: Decimal, figures: Figures) -> bool:
    paid = {*figures.payments, sum(_distinct(figures.payments), _ZERO)}
    changes = _options([abs(change) for change in figures.changes])
    enough = not figures.changes and max(paid) >= total and total not in paid and len(figures.payments) == 1
    return enough or any(payment - change == total for payment in paid for change in changes)


def explained_difference(one: Decimal, other: Decimal, figures: Figures) -> bool:
    """Whether two rival totals differ by a printed rounding, tax, tip, surcharge or discount."""
    gap = abs(one - other)
    parts = (figures.roundings, figures.taxes, figures.tips, figures.surcharges, figures.discounts)
    return any(gap == abs(value) for values in parts for value in values) or any(
        gap == abs(sum(pair, _ZERO)) for pair in product(_some(figures.taxes), _some(figures.roundings))
    )


def _net_plus_tax(total: Decimal, figures: Figures) -> bool:
    return any(total - net in _extras(figures) for net in _distinct(figures.nets))


@lru_cache(maxsize=8)
def _extras(figures: Figures) -> frozenset[Decimal]:
    """Sums of at most one tax (or all of them), surcharge, tip, rounding less a discount; not all of them nothing."""
    taxes = _options((sum(figures.taxes, _ZERO), sum(_distinct(figures.taxes), _ZERO), *figures.taxes))
    others = [_options(values) for values in (figures.surcharges, figures.tips, figures.roundings)]
    discounts = [-abs(value) for value in _options(figures.discounts)]
    return frozenset(sum(parts, _ZERO) for parts in product(taxes, *others, discounts) if any(parts))


def _cash_minus_change(total: Decimal, figures: Figures) -> bool:
    return any(paid - abs(change) == total for paid in _distinct(figures.payments) for change in _distinct(figures.changes))


def _lines_sum(total: Decimal, figures: Figures) -> bool:
    """A single line confirms a total that is printed under a label as well: else the two may be one and the same amount."""
    if len(figures.lines) < 1:
        return False
    lines = sum(figures.lines, _ZERO)
    if lines == total and len(figures.lines) > 1:
        return True
    single = len(figures.lines) == 1 and lines == total and any(value == total for value, _label in figures.labelled)
    return single or (lines != _ZERO and total - lines in _extras(figures))


def _tax_table(total: Decimal, figures: Figures) -> bool:
    gross = _taxed_gross(figures)
    return gross is not None and any(gross + rounding == total for rounding in _options(figures.roundings))


def _is_taxed_higher(total: Decimal, figures: Figures) -> bool:
    """The tax table adds up to more than the total, by nothing that is printed. Less is usual: not all things are taxed."""
    gross = _taxed_gross(figures)
    if gross is None or abs(gross) <= abs(total) or _tax_table(total, figures):
        return False
    return not explained_difference(gross, total, figures)


def _taxed_gross(figures: Figures) -> Decimal | None:
    """What the rows of the tax table add up to with their taxes; None without a row that tells."""
    amounts = [gross for row in figures.tax_lines if (gross := _gross_of(row)) is not None]
    return sum(amounts, _ZERO) if amounts else None


def _gross_of(row: TaxLine) -> Decimal | None:
    if row.gross is not None:
        return row.gross
    return row.net + row.tax if row.net is not None and row.tax is not None else None


def _second_label(total: Decimal, figures: Figures) -> bool:
    return len({label for value, label in figures.labelled if value == total}) > 1


def _distinct(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys(values))[:_MAX_OPTIONS]


def _some(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return _distinct(values) or (_ZERO,)


def _options(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return tuple(dict.fromkeys((_ZERO, *_distinct(values))))
