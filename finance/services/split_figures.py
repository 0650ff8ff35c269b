"""How the printed lines of a document divide its amount over tax rates. Pure: no database, and no number that is not printed.

Lines are grouped by rate where they lead to the total: as they stand (gross), or with the printed tax (net). Where they do not,
the amount stays in one piece, and a finding says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from utils.money import Money, quantum, rounded

NOUGHT = Decimal(0)
ROUNDING_STEPS = 5  # smallest units of the currency: to the next 5 cents
MEMO_MAX = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `amount` None: none is printed."""

    amount: Decimal | None
    tax_rate: Decimal | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is printed, as printed: `total` less what was `prepaid` is booked; what is not printed is None."""

    total: Decimal
    currency: str
    lines: Sequence[Line] = ()
    tax: Decimal | None = None
    tip: Decimal | None = None
    rounding: Decimal | None = None
    to_book: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the amount, signed as printed."""

    amount: Decimal
    tax_rate: Decimal | None = None
    tax_amount: Decimal | None = None
    memo: str = ""
    is_rounding: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Why the shares are as they are: a code, and words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Shares:
    shares: tuple[Share, ...]
    remarks: tuple[Remark, ...] = field(default=())


def shares_of(figures: Figures) -> Shares:
    """The shares that the lines prove, else one for all; they add up to what is to be booked."""
    obstacle = _obstacle(figures)
    if obstacle is not None:
        return Shares((_whole(figures),), (obstacle,))
    groups = _groups(figures.lines)
    aside = [Share(figures.tip, memo="Tip")] if figures.tip else []
    goods = figures.total - (figures.tip or NOUGHT) - (figures.rounding or NOUGHT)
    for amounts, rounding in _ways(groups, goods, figures):
        shares, remarks = _taxed(groups, amounts, figures)
        coins = [Share(rounding, memo="Rounding", is_rounding=True)] if rounding else []
        return Shares((*shares, *aside, *coins), remarks)
    lines = sum((group.amount for group in groups), NOUGHT)
    message = f"The lines come to {lines:f}, which leads to {goods:f} neither with nor without the tax. Split it by hand."
    return Shares((_whole(figures),), (Remark("lines_do_not_add_up", message),))


def _obstacle(figures: Figures) -> Remark | None:
    if figures.to_book not in (None, figures.total):
        return Remark(
            "paid_in_advance", "Part of it was paid in advance, so the lines are not what is booked now. Split it by hand."
        )
    if not figures.lines:
        return Remark("no_lines", "No lines were read from the document, so it is one split.")
    if any(line.amount is None for line in figures.lines):
        return Remark("line_without_amount", "A line has no amount, so nothing says how the total divides. Split it by hand.")
    return None


def _whole(figures: Figures) -> Share:
    amount = figures.total if figures.to_book is None else figures.to_book
    return Share(amount, tax_amount=figures.tax if amount == figures.total else None)


def _groups(lines: Sequence[Line]) -> list[Share]:
    """One share per tax rate, in the order of the document, as printed."""
    found: dict[Decimal | None, Share] = {}
    for line in lines:
        group = found.get(line.tax_rate, Share(NOUGHT, line.tax_rate))
        memo = ", ".join(text for text in (group.memo, " ".join(line.description.split())) if text)[:MEMO_MAX]
        found[line.tax_rate] = replace(group, amount=group.amount + (line.amount or NOUGHT), memo=memo)
    return list(found.values())


def _ways(groups: list[Share], goods: Decimal, figures: Figures) -> list[tuple[list[Decimal], Decimal]]:
    """Gross amounts per group with the rounding beside them, the likeliest way first; none where nothing leads to the total."""
    printed = [group.amount for group in groups]
    net, rounding = sum(printed, NOUGHT), figures.rounding or NOUGHT
    ways = [(printed, rounding)] if net == goods else []
    if not ways and figures.tax and net + figures.tax == goods:
        taxes = _tax_of(groups, figures.tax, figures.currency, is_gross=False)
        ways = [([one + tax for one, tax in zip(printed, taxes, strict=True)], rounding)] if taxes else []
    coins = quantum(figures.currency) * ROUNDING_STEPS
    if not ways and not rounding and abs(goods - net) <= coins and len(figures.lines) > 1:
        ways = [(printed, goods - net)]
    return ways


def _taxed(groups: list[Share], amounts: list[Decimal], figures: Figures) -> tuple[list[Share], tuple[Remark, ...]]:
    """The groups with their gross amounts, and with the printed tax divided over them where their rates lead to it."""
    gross = [replace(group, amount=amount) for group, amount in zip(groups, amounts, strict=True)]
    if figures.tax is None:
        return gross, ()
    if len(gross) == 1:
        return [replace(gross[0], tax_amount=figures.tax)], ()
    taxes = _tax_of(gross, figures.tax, figures.currency, is_gross=True)
    if taxes is None:
        message = f"The rates of the lines do not lead to the printed tax of {figures.tax:f}, so no split is given its tax."
        return gross, (Remark("tax_does_not_add_up", message),)
    return [replace(share, tax_amount=tax) for share, tax in zip(gross, taxes, strict=True)], ()


def _tax_of(groups: list[Share], tax: Decimal, currency: str, *, is_gross: bool) -> list[Decimal] | None:
    """The printed tax by groups: largest remainder. None where the rates do not lead to it, or one is not printed."""
    if len(groups) == 1:
        return [tax]
    exact = [_exact_tax(group, is_gross=is_gross) for group in groups]
    known = [one for one in exact if one is not None]
    if len(known) < len(exact) or abs(sum(known, NOUGHT) - tax) > quantum(currency) * len(known):
        return None
    sign = -1 if tax < 0 else 1
    weights = [sign * one for one in known]
    if tax and rounded(tax, currency) == tax and min(weights) >= 0:
        return [share.amount for share in Money(tax, currency).allocate(weights)]
    single = [rounded(one, currency) for one in known]
    return single if sum(single, NOUGHT) == tax else None


def _exact_tax(group: Share, *, is_gross: bool) -> Decimal | None:
    if group.tax_rate is None:
        return None
    return group.amount * group.tax_rate / (100 + group.tax_rate if is_gross else Decimal(100))
