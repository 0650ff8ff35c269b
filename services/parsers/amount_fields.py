"""The amount fields of a reading: total, tax, net, tip, rounding, amount due, prepaid, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from services.parsers.arithmetic import Figures, confirmations, explained_difference
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole
from services.parsers.totals import TotalChoice
from services.parsers.values import decimal_string, field_at
from services.types import FieldName, FieldValue, Finding, Severity

F, R = FieldName, AmountRole
_STRONG_PROOFS = frozenset({"net_plus_tax", "cash_minus_change", "lines_sum", "tax_table"})
_RIVAL_SCORE = 4.0  # from here on another value is a rival of the total


def total_field(ranked: Sequence[TotalChoice], figures: Figures) -> FieldValue | None:
    """The best choice, with a confidence out of label, confirmations and distance to the next choice."""
    if not ranked or ranked[0].score < 0:
        return None
    best = ranked[0]
    return field_at(
        F.TOTAL,
        decimal_string(best.amount.value),
        best.amount.span,
        _confidence(best, rivals(ranked, figures)),
        confirmed_by=best.confirmed_by,
    )


def rivals(ranked: Sequence[TotalChoice], figures: Figures) -> tuple[TotalChoice, ...]:
    """Other values that look like a total and whose difference nothing printed explains."""
    best = ranked[0]
    return tuple(
        other
        for other in ranked[1:4]
        if other.score > min(_RIVAL_SCORE, best.score - 1)
        and other.amount.role in TOTAL_ROLES
        and not explained_difference(best.amount.value, other.amount.value, figures)
    )


def _confidence(best: TotalChoice, others: Sequence[TotalChoice]) -> float:
    """Hand-set on the training receipts: a label alone 0.7, each strong confirmation takes two thirds of the doubt."""
    doubt = 0.3 if best.amount.role in TOTAL_ROLES else 0.55
    for name in best.confirmed_by:
        doubt *= 0.33 if name in _STRONG_PROOFS else 0.6
    doubt += 0.3 * bool(others) + 0.15 * best.amount.match.repaired + 0.2 * (not best.amount.has_decimals)
    doubt += 0.1 * (best.amount.span.confidence < 0.8)
    return 1 - min(doubt, 0.9)


def rival_finding(ranked: Sequence[TotalChoice], figures: Figures) -> Iterator[Finding]:
    """A doubt when two amounts both look like the total."""
    others = rivals(ranked, figures) if ranked else ()
    if others:
        values = " and ".join(decimal_string(c.amount.value) for c in (ranked[0], *others[:1]))
        message = f"Two amounts look like the total: {values}. Choose the one that was to be paid."
        yield Finding("totals_disagree", Severity.DOUBT, message, (F.TOTAL,))


def amount_fields(sheet: Sheet, total: Decimal | None, figures: Figures) -> Iterator[FieldValue]:
    """The amounts around the total, only where a label says what they are."""
    tax = _tax(sheet, total, figures)
    if tax is not None:
        yield _field(F.TAX, tax, 0.8)
    net = _net(sheet, total, tax.value if tax else None)
    if net is not None:
        yield _field(F.NET, net, 0.8)
    for name, role in ((F.TIP, R.TIP), (F.ROUNDING, R.ROUNDING), (F.PREPAID, R.DEPOSIT)):
        labelled = [a for a in sheet.amounts if a.role is role and a.has_decimals]
        if labelled and not (role is R.DEPOSIT and _is_paid_now(total, figures)):
            yield _field(name, labelled[-1], 0.75)
    due = _last(sheet, lambda a: a.role is R.DUE and a.has_decimals)
    if due is not None:
        yield _field(F.AMOUNT_DUE, due, 0.8 if due.value == total else 0.7)


def _is_paid_now(total: Decimal | None, figures: Figures) -> bool:
    """The whole total was paid with this document: a deposit on it is one of the things bought, as on a bottle."""
    return total is not None and (total in figures.payments or "cash_minus_change" in confirmations(total, figures))


def _field(name: FieldName, found: AmountFound, confidence: float) -> FieldValue:
    return field_at(name, decimal_string(found.value), found.span, confidence)


def _tax(sheet: Sheet, total: Decimal | None, figures: Figures) -> AmountFound | None:
    """The whole tax: what the tax table adds up to, else what leads from a net amount to the total, else the only one."""
    taxes = [a for a in sheet.amounts if a.role is R.TAX and a.has_decimals and a.value != total]
    table = sum((line.tax for line in figures.tax_lines if line.tax is not None), Decimal(0))
    printed = [a for a in sheet.amounts if a.has_decimals and a.value == table] if table else []
    if printed:
        labelled = [a for a in printed if a.role is R.TAX]
        return (labelled or printed)[-1]
    whole = total is not None and len(taxes) > 1 and total - sum((a.value for a in taxes), Decimal(0)) in figures.nets
    if whole and not printed:
        return None  # two taxes side by side, and nowhere their sum
    fitting = [a for a in taxes if total is not None and total - a.value in figures.nets]
    if fitting:
        return fitting[-1]
    distinct = {a.value for a in taxes}
    return taxes[-1] if len(distinct) == 1 else None


def _net(sheet: Sheet, total: Decimal | None, tax: Decimal | None) -> AmountFound | None:
    if total is None or tax is None:
        return None
    return _last(sheet, lambda a: a.has_decimals and a.value == total - tax and a.value != 0)


def _last(sheet: Sheet, fits: Callable[[AmountFound], bool]) -> AmountFound | None:
    return next((amount for amount in reversed(sheet.amounts) if fits(amount)), None)
