"""The amount fields of a reading: total, tax, net, tip, rounding, amount due, prepaid, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from services.parsers.arithmetic import Figures, confirmations, tax_fits_within
from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import AmountRole
from services.parsers.ranked import Found
from services.parsers.tax_table import tax_table
from services.parsers.values import decimal_string, field_at
from services.types import FieldName, FieldValue

F, R = FieldName, AmountRole
_NO_TOTAL = 0.03  # confidence below which nothing on the page is a total
_PROVEN, _FITTING, _LABELLED = 0.95, 0.9, 0.75
_LARGEST_ROUNDING = 1
_ZERO = Decimal(0)


def total_field(found: Found) -> FieldValue | None:
    """The likeliest total with its calibrated confidence."""
    best = found.best
    if best is None or found.confidence < _NO_TOTAL:
        return None
    return field_at(F.TOTAL, best.value, best.spans[0], found.confidence, confirmed_by=best.confirmed_by)


def amount_fields(sheet: Sheet, total: FieldValue | None, figures: Figures, *, is_receipt: bool) -> Iterator[FieldValue]:
    """The amounts around the total, only where a label or the arithmetic says what they are."""
    whole = Decimal(total.value) if total else None
    tax = _tax(sheet, whole, figures)
    if tax is not None:
        yield _field(F.TAX, *tax)
    net = _net(sheet, whole, tax[0].value if tax else None)
    if net is not None:
        yield _field(F.NET, net, 0.8)
    tip = _last(sheet, lambda a: a.role is R.TIP and a.has_decimals)
    if tip is not None:
        yield _field(F.TIP, tip, _LABELLED)
    rounding = _last(sheet, lambda a: a.role is R.ROUNDING and a.has_decimals and abs(a.value) < _LARGEST_ROUNDING)
    if rounding is not None:
        yield _field(F.ROUNDING, rounding, _LABELLED)
    yield from _due_and_prepaid(sheet, total, figures, is_receipt=is_receipt)


def _field(name: FieldName, found: AmountFound, confidence: float) -> FieldValue:
    return field_at(name, decimal_string(found.value), found.span, confidence)


def _due_and_prepaid(sheet: Sheet, total: FieldValue | None, figures: Figures, *, is_receipt: bool) -> Iterator[FieldValue]:
    """What was paid before, and what is left of the total. Of an invoice that tells of no payment it is the total."""
    whole = Decimal(total.value) if total else None
    due = [a for a in sheet.amounts if a.role is R.DUE and a.has_decimals]
    prepaid = _prepaid(sheet, whole, due, figures)
    rests = _rests(whole, prepaid.value if prepaid else _ZERO, figures)
    fitting = [a for a in due if a.value in rests]
    if prepaid is not None:
        yield _field(F.PREPAID, prepaid, _LABELLED)
    if due:
        yield _field(F.AMOUNT_DUE, (fitting or due)[-1], _FITTING if fitting else 0.7)
    elif total is not None and prepaid is None and not is_receipt and not figures.payments and total.evidence is not None:
        yield FieldValue(F.AMOUNT_DUE, total.value, total.printed, min(total.confidence, 0.8), total.source, total.evidence)


def _prepaid(sheet: Sheet, total: Decimal | None, due: Sequence[AmountFound], figures: Figures) -> AmountFound | None:
    """An amount labelled as paid before; or as paid, where it makes the total the amount that is due."""
    deposits = [a for a in sheet.amounts if a.role is R.DEPOSIT and a.has_decimals]
    paid = [a for a in sheet.amounts if a.role is R.PAYMENT and a.has_decimals and a.value]
    if total is None:
        return deposits[-1] if deposits else None
    dues = {a.value for a in due if a.value != total}
    is_paid_now = _is_paid_now(total, figures)
    leading = [a for a in (*([] if is_paid_now else paid), *deposits) if _rests(total, a.value, figures) & dues]
    if leading:
        return leading[-1]
    return deposits[-1] if deposits and not is_paid_now else None


def _rests(total: Decimal | None, prepaid: Decimal, figures: Figures) -> frozenset[Decimal]:
    """What may be left of a total after what was paid before, printed with or without a minus, rounded or not."""
    if total is None:
        return frozenset()
    rest = total - abs(prepaid).copy_sign(total)
    return frozenset({rest, *(rest + rounding for rounding in figures.roundings)})


def _is_paid_now(total: Decimal, figures: Figures) -> bool:
    """The whole total was paid with this document, by one or several means: none of them was booked before, and a deposit
    is one of the things bought, as on a bottle."""
    paid = {*figures.payments, sum(dict.fromkeys(figures.payments), _ZERO)} if figures.payments else set()
    return total in paid or "cash_minus_change" in confirmations(total, figures)


def _tax(sheet: Sheet, total: Decimal | None, figures: Figures) -> tuple[AmountFound, float] | None:
    """The whole tax and how sure it is: what the tax table adds up to, else what leads from a net amount to the total,
    else what a printed rate makes of the total, else the only one that is labelled so."""
    taxes = [a for a in sheet.amounts if a.role is R.TAX and a.has_decimals and a.value != total]
    table = tax_table(sheet)
    if table.lines:
        printed = [row.tax for row in table.rows if row.tax.value == table.tax] or [a for a in taxes if a.value == table.tax]
        printed = [a for a in taxes if a.value == table.tax and a.siblings == 1] or printed
        if printed or len(table.lines) > 1:
            return (printed[-1], _PROVEN) if printed else _printed_anywhere(sheet, table.tax)
    if total is None:
        return _only(taxes)
    if len(taxes) > 1 and total - sum((a.value for a in taxes), _ZERO) in {*figures.nets, sum(figures.lines, _ZERO)}:
        return None  # two taxes side by side, and nowhere their sum
    return _fitting(taxes, total, figures) or _sum_of_others(taxes) or _only(taxes)


def _printed_anywhere(sheet: Sheet, tax: Decimal) -> tuple[AmountFound, float] | None:
    found = _last(sheet, lambda a: a.has_decimals and a.value == tax)
    return (found, _LABELLED) if found is not None else None


def _fitting(taxes: Sequence[AmountFound], total: Decimal, figures: Figures) -> tuple[AmountFound, float] | None:
    on_net = [a for a in taxes if a.value and total - a.value in figures.nets]
    if on_net:
        return on_net[-1], _PROVEN
    rates = {tax: rate for rate, tax in figures.rated}
    held = [a for a in taxes if a.value in rates and a.value and tax_fits_within(total, rates[a.value], a.value)]
    return (held[-1], _FITTING) if held else None


def _sum_of_others(taxes: Sequence[AmountFound]) -> tuple[AmountFound, float] | None:
    """The tax of several rates, printed beside theirs."""
    distinct = {a.value: a for a in taxes if a.value}
    whole = next((a for a in distinct.values() if len(distinct) > 2 and 2 * a.value == sum(distinct, _ZERO)), None)
    return (whole, _FITTING) if whole is not None else None


def _only(taxes: Sequence[AmountFound]) -> tuple[AmountFound, float] | None:
    return (taxes[-1], _LABELLED) if len({a.value for a in taxes}) == 1 else None


def _net(sheet: Sheet, total: Decimal | None, tax: Decimal | None) -> AmountFound | None:
    if total is None or tax is None:
        return None
    return _last(sheet, lambda a: a.has_decimals and a.value == total - tax and a.value != 0)


def _last(sheet: Sheet, fits: Callable[[AmountFound], bool]) -> AmountFound | None:
    return next((amount for amount in reversed(sheet.amounts) if fits(amount)), None)
