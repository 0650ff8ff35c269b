"""Sums: net, taxes, total, what was paid before and what is left, as a block, a strip or a table of rates."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from training.documents.canvas import Align, Content, Span, field, spans_of
from training.documents.layouts.invoices.cells import rate_text
from training.documents.layouts.invoices.letterheads import put
from training.documents.layouts.invoices.sheet import Area, CurrencyManner, Part, Sheet, fitted, width_of, wrapped
from training.documents.spec import TaxSum


class Weight(StrEnum):
    PLAIN = "plain"
    TOTAL = "total"


class SumRow(NamedTuple):
    label: Content
    value: Content
    weight: Weight = Weight.PLAIN


class Frame(StrEnum):
    """How a block of sums is set off."""

    NONE = "none"
    RULE = "rule"  # above the total
    BOX = "box"
    BAND = "band"  # behind the total
    GRID = "grid"


def sums_of(sheet: Sheet) -> tuple[SumRow, ...]:
    """All rows of a block of sums, in order."""
    spec, words = sheet.spec, sheet.words
    total_labels = ("total",) if spec.prepaid else ("total", "amount_due")
    total = SumRow(_total_label(sheet), sheet.money(spec.total, *total_labels, with_currency=True), Weight.TOTAL)
    extras = (
        (words.service_charge_labels, spec.service_charge, ()),
        (words.tip_labels, spec.tip, ("tip",)),
        (words.rounding_labels, spec.rounding, ("rounding",)),
    )
    between = tuple(SumRow(sheet.word(name), sheet.money(amount, *labels)) for name, amount, labels in extras if amount)
    if spec.prices_include_tax or sheet.chance("total first", 0.06):
        return (*_subtotal(sheet), *between, total, *_included(sheet), *_left(sheet))
    return (*_net(sheet), *_nought(sheet), *_taxes(sheet), *between, total, *_left(sheet))


def _nought(sheet: Sheet) -> tuple[SumRow, ...]:
    """A row of zero, which programs print for discounts that nobody got."""
    if not sheet.chance("nought", 0.07):
        return ()
    return (SumRow(sheet.word(sheet.words.discount_labels), sheet.money(Decimal(0))),)


def _total_label(sheet: Sheet) -> Content:
    label = sheet.word(sheet.words.total_labels)
    if sheet.currency_manner is CurrencyManner.CODE and sheet.chance("code in label", 0.3):
        return (label, field(sheet.spec.currency, "currency"))
    return label


def _subtotal(sheet: Sheet) -> tuple[SumRow, ...]:
    spec = sheet.spec
    if spec.total == spec.net + spec.tax or not spec.prices_include_tax:
        return ()
    return (SumRow(sheet.word(sheet.words.subtotal_labels), sheet.money(spec.net + spec.tax)),)


def _net(sheet: Sheet) -> tuple[SumRow, ...]:
    spec, words = sheet.spec, sheet.words
    if not spec.tax and sheet.chance("no net row", 0.5):
        return ()
    variants = words.net_labels if sheet.chance("net or subtotal", 0.6) else words.subtotal_labels
    return (SumRow(sheet.word(variants), sheet.money(spec.net, "net", with_currency=sheet.chance("signs in sums", 0.5))),)


def _taxes(sheet: Sheet) -> tuple[SumRow, ...]:
    spec = sheet.spec
    if not spec.tax and sheet.chance("no tax row", 0.5):
        return ()
    rows = tuple(_tax(sheet, index, row) for index, row in enumerate(spec.taxes))
    if len(rows) > 1 and sheet.chance("sum of taxes", 0.7):
        return (*rows, SumRow(sheet.word(sheet.words.tax_total_labels), sheet.money(spec.tax, "tax")))
    return rows


def _tax(sheet: Sheet, index: int, row: TaxSum) -> SumRow:
    label = f"tax_lines[{index}]"
    rate = field(rate_text(sheet, row.rate), f"{label}.rate")
    alone = ("tax",) if len(sheet.spec.taxes) == 1 else ()
    name = sheet.word(sheet.words.tax_labels)
    pieces: tuple[str | Span, ...] = (rate, name) if sheet.chance("rate first", 0.3) else (name, rate)
    if sheet.chance("base of tax", 0.25):
        pieces = (*pieces, sheet.pick("of", ("/", "-", ":")), *spans_of(sheet.money(row.net, f"{label}.net")))
    return SumRow(pieces, sheet.money(row.tax, f"{label}.tax", *alone, with_currency=sheet.chance("signs in sums", 0.5)))


def _included(sheet: Sheet) -> tuple[SumRow, ...]:
    """The taxes that the total contains, and the net sum of some documents."""
    rows = _taxes(sheet)
    included = sheet.word(sheet.phrases.included)
    named = tuple(SumRow((included, *spans_of(row.label)), row.value) for row in rows)
    if not sheet.chance("net below", 0.5):
        return named
    return (*named, SumRow(sheet.word(sheet.words.net_labels), sheet.money(sheet.spec.net, "net")))


def _left(sheet: Sheet) -> tuple[SumRow, ...]:
    """What was paid before and what is left to pay; some documents repeat the total as the amount due."""
    spec, words = sheet.spec, sheet.words
    label = sheet.word(words.amount_due_labels)
    due = SumRow(label, sheet.money(spec.amount_due, "amount_due", with_currency=True), Weight.TOTAL)
    if not spec.prepaid:
        return (due,) if sheet.chance("due again", 0.2) else ()
    paid = -spec.prepaid if sheet.chance("minus prepaid", 0.6) else spec.prepaid
    return (SumRow(sheet.word(words.prepaid_labels), sheet.money(paid, "prepaid")), due)


def block(frame: Frame = Frame.RULE, *, share: float = 0.45, align: Align = Align.RIGHT, total_scale: float = 1.15) -> Part:
    """Rows of labels and amounts at one side, over that share of the width."""

    def draw(sheet: Sheet, area: Area) -> float:
        width = max(share * area.width, 190.0)
        x0 = {Align.RIGHT: area.x1 - width, Align.LEFT: area.x0, Align.CENTRE: (area.x0 + area.x1 - width) / 2}[align]
        own, top = Area(x0, x0 + width, area.y), area.y
        for row in sums_of(sheet):
            own = own._replace(y=_put_sum(sheet, own, row, frame, total_scale))
        if frame in {Frame.BOX, Frame.GRID}:
            sheet.canvas.frame(own.x0, top, own.x1, own.y)
        return own.y

    return draw


def _put_sum(sheet: Sheet, area: Area, row: SumRow, frame: Frame, total_scale: float) -> float:
    is_total = row.weight is Weight.TOTAL
    scale = total_scale if is_total else 1.0
    height = sheet.row_height(scale) + 3
    style = sheet.style(scale, bold=is_total)
    if is_total and frame is Frame.BAND:
        sheet.canvas.band(area.x0, area.y, area.x1, area.y + height, grey=0.85)
    if frame is Frame.GRID or (is_total and frame in {Frame.RULE, Frame.BOX}):
        sheet.canvas.rule(area.x0, area.x1, area.y)
    room = area.width - 12
    value = fitted(row.value, style, room * 0.6)
    label = fitted(row.label, style, room - width_of(row.value, value) - 8)
    sheet.write(area.x0 + 4, area.y + 2, row.label, label)
    sheet.write(area.x1 - 4, area.y + 2, row.value, value, Align.RIGHT)
    return area.y + height


def strip_of_sums(*, framed: bool = True) -> Part:
    """The sums side by side, each label above its amount."""

    def draw(sheet: Sheet, area: Area) -> float:
        rows = sums_of(sheet)
        small, large = sheet.style(0.8), sheet.style(1.05, bold=True)
        step, bottom = area.width / len(rows), area.y + small.size * 1.5 + large.size * 2
        for index, row in enumerate(rows):
            x0, x1 = area.x0 + index * step, area.x0 + (index + 1) * step
            value = large if row.weight is Weight.TOTAL else sheet.style()
            sheet.write(x0 + 4, area.y + 2, row.label, fitted(row.label, small, step - 8))
            sheet.write(x1 - 4, area.y + small.size * 1.5 + 3, row.value, fitted(row.value, value, step - 8), Align.RIGHT)
            if framed:
                sheet.canvas.frame(x0, area.y, x1, bottom)
        return bottom

    return draw


def account_summary(share: float = 0.6) -> Part:
    """What was open before and was paid since: amounts that are not this invoice's."""

    def draw(sheet: Sheet, area: Area) -> float:
        if not sheet.chance("account summary", share):
            return area.y
        balance = sheet.facts.balance
        for variants, amount in ((sheet.phrases.balances, balance), (sheet.phrases.received, -balance)):
            row = SumRow(sheet.word(variants), sheet.money(amount))
            area = area._replace(y=_put_sum(sheet, area, row, Frame.NONE, 1.0))
        return area.y + 8

    return draw


def large_total(*, scale: float = 1.8, with_date: bool = True) -> Part:
    """The amount to pay in large letters near the head of the page."""

    def draw(sheet: Sheet, area: Area) -> float:
        spec = sheet.spec
        amount = sheet.money(spec.amount_due, "amount_due", with_currency=True)
        label = sheet.word(sheet.words.amount_due_labels)
        area = area._replace(y=put(sheet, area, (label, *spans_of(amount)), scale=scale, bold=True))
        if spec.due_date and with_date:
            due = field(sheet.scene.date(spec.due_date), "due_date")
            return put(sheet, area, (sheet.label(sheet.words.due_date_labels), due))
        return area.y

    return draw


def in_words(share: float = 0.7) -> Part:
    """The total spelt digit by digit."""

    def draw(sheet: Sheet, area: Area) -> float:
        if not sheet.chance("in words", share):
            return area.y
        whole, _point, cents = str(abs(sheet.spec.total)).partition(".")
        digits = sheet.pick("digit join", (" ", "-", "*")).join(sheet.phrases.digits[int(digit)] for digit in whole)
        text = f"{sheet.label(sheet.phrases.in_words)} {digits} {cents or '00'}/100 {sheet.spec.currency}"
        style = sheet.style(0.9)
        for row in wrapped(text, style, area.width):
            sheet.write(area.x0, area.y, row, style)
            area = area._replace(y=area.y + style.size * 1.38)
        return area.y

    return draw


def currency_heading() -> Part:
    """ "All amounts in EUR": where this document tells its currency in a sentence alone."""

    def draw(sheet: Sheet, area: Area) -> float:
        if sheet.currency_manner is not CurrencyManner.HEADING:
            return area.y
        before, _name, behind = sheet.word(sheet.phrases.amounts_in).partition("{currency}")
        pieces = (before.strip(), field(sheet.spec.currency, "currency"), behind.strip())
        return put(sheet, area, tuple(piece for piece in pieces if piece), scale=0.85, align=Align.RIGHT) + 2

    return draw
