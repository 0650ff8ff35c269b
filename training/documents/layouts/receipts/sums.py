"""The sums of a receipt: subtotal, taxes, surcharges, the total, and what was paid before."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from training.documents.canvas import Align, Content, Span, Style, field
from training.documents.layouts.receipts.items import summed
from training.documents.layouts.receipts.slip import Slip

Row = Callable[[Slip, Content, Content, Style], None]


def at_the_edges(slip: Slip, label: Content, amount: Content, style: Style) -> None:
    """The label at the left margin, the amount at the right one."""
    slip.row(label, amount, style)


def _indented(slip: Slip, label: Content, amount: Content, style: Style) -> None:
    """The label in the middle of the paper."""
    slip.row(label, amount, style, indent=0.3 * slip.room / style.size)


def _leaders(slip: Slip, label: Content, amount: Content, style: Style) -> None:
    """TOTAL ........ 12.30"""
    slip.led_row(label, amount, style)


def _label_right(slip: Slip, label: Content, amount: Content, style: Style) -> None:
    """Labels end where a column of amounts begins."""
    slip.columns(("", label, amount), (0.0, 0.68, 1.0), style)


def rows_before(slip: Slip, row: Row) -> None:
    """What stands between the lines and the total."""
    spec, words, scene = slip.spec, slip.words, slip.scene
    has_more = any((spec.service_charge, spec.tip, spec.rounding, not spec.prices_include_tax))
    if has_more or scene.chance("subtotal", 0.4):
        net = () if spec.prices_include_tax else ("net",)
        row(slip, scene.word(words.subtotal_labels) + slip.look.colon, slip.amount(summed(spec.lines), *net), slip.plain)
    if not spec.prices_include_tax:
        _taxes_on_top(slip, row)
    surcharges = ((words.service_charge_labels, spec.service_charge, ""), (words.tip_labels, spec.tip, "tip"))
    rounding = (words.rounding_labels, spec.rounding, "rounding")
    for variants, value, label in (*surcharges, rounding):
        if value:
            row(slip, scene.word(variants) + slip.look.colon, slip.amount(value, *filter(None, (label,))), slip.plain)


def _taxes_on_top(slip: Slip, row: Row) -> None:
    label = slip.scene.word(slip.words.tax_labels)
    for index, tax in enumerate(slip.spec.taxes):
        rate = field(f"{slip.scene.quantity(tax.rate)}%", f"tax_lines[{index}].rate")
        labels = (f"tax_lines[{index}].tax", *(("tax",) if len(slip.spec.taxes) == 1 else ()))
        row(slip, (label, rate), slip.amount(tax.tax, *labels), slip.plain)


def _net_and_tax(slip: Slip, row: Row) -> None:
    """Net and tax above the total, though the prices hold the tax."""
    spec, words, scene = slip.spec, slip.words, slip.scene
    if spec.prices_include_tax and spec.tax:
        row(slip, scene.word(words.net_labels) + slip.look.colon, slip.amount(spec.net, "net"), slip.plain)
        row(slip, scene.word(words.tax_total_labels) + slip.look.colon, slip.amount(spec.tax, "tax"), slip.plain)


def _total_label(slip: Slip) -> tuple[Span | str, ...]:
    """Sometimes with the currency or the number of things beside it."""
    label = slip.scene.word(slip.words.total_labels)
    kind = slip.pick("total label", ("plain", "plain", "plain", "currency", "count", "code", "gross"))
    if kind == "currency" and (symbol := slip.scene.country.money.symbols[0]):
        return (label, field(symbol, "currency"))
    if kind == "code":
        return (label, field(slip.spec.currency, "currency"))
    if kind == "count":
        return (label, slip.pick("count", ("({})", "[{}]", "{} x", "{}")).format(len(slip.spec.lines)))
    if kind == "gross":
        return (label, f"({slip.scene.word(slip.words.gross_labels)})")
    return (label + slip.look.colon,)


def total(slip: Slip, row: Row, *, with_symbol: bool) -> None:
    """The total, in the weight that this till gives it."""
    label = _total_label(slip)
    style = slip.pick("weight of the total", (slip.plain, slip.strong, slip.total, slip.total))
    amount = slip.amount(slip.spec.total, "total", with_symbol=with_symbol and not isinstance(label[-1], Span))
    row(slip, label, amount, style)


def after(slip: Slip, row: Row) -> None:
    """What was paid before, and what is left to pay."""
    spec, words, scene = slip.spec, slip.words, slip.scene
    if spec.prepaid:
        row(slip, scene.word(words.prepaid_labels) + slip.look.colon, slip.amount(-spec.prepaid, "prepaid"), slip.plain)
        row(slip, scene.word(words.amount_due_labels) + slip.look.colon, slip.amount(spec.amount_due, "amount_due"), slip.strong)


def _block(slip: Slip, row: Row, *, with_symbol: bool = False, shows_net: bool = False) -> None:
    slip.rule()
    rows_before(slip, row)
    if shows_net:
        _net_and_tax(slip, row)
    total(slip, row, with_symbol=with_symbol)
    after(slip, row)


def edges(slip: Slip) -> None:
    """Labels at the left, amounts at the right."""
    _block(slip, at_the_edges)


def edges_with_symbol(slip: Slip) -> None:
    _block(slip, at_the_edges, with_symbol=True)


def indented(slip: Slip) -> None:
    _block(slip, _indented)


def leaders(slip: Slip) -> None:
    _block(slip, _leaders)


def right_block(slip: Slip) -> None:
    _block(slip, _label_right, with_symbol=slip.scene.chance("symbol", 0.4))


def net_tax_total(slip: Slip) -> None:
    """Net, tax, total."""
    _block(slip, at_the_edges, shows_net=True)


def net_tax_total_right(slip: Slip) -> None:
    _block(slip, _label_right, shows_net=True, with_symbol=slip.scene.chance("symbol", 0.4))


def above(slip: Slip) -> None:
    """The label in the middle, the amount large below it."""
    slip.rule()
    rows_before(slip, at_the_edges)
    slip.gap()
    slip.line(slip.scene.word(slip.words.total_labels), slip.plain, Align.CENTRE)
    slip.line(slip.amount(slip.spec.total, "total", with_symbol=True), slip.total, Align.CENTRE)
    after(slip, at_the_edges)


def framed(slip: Slip) -> None:
    """The total in a box."""
    slip.rule()
    rows_before(slip, at_the_edges)
    slip.gap()
    top = slip.y
    slip.gap(0.3)
    total(slip, at_the_edges, with_symbol=slip.scene.chance("symbol", 0.5))
    slip.gap(0.5)
    slip.canvas.frame(slip.left - 3, top, slip.right + 3, slip.y)
    slip.gap(0.3)
    after(slip, at_the_edges)


def several_totals(slip: Slip) -> None:
    """Quantity, total without tax, tax, rounding, total with tax, as wholesalers print it."""
    spec, words, scene = slip.spec, slip.words, slip.scene
    slip.rule()
    pieces = sum((line.quantity for line in spec.lines if line.unit == "pc"), Decimal(0))
    label = scene.word(words.total_labels)
    slip.row((label, scene.word(words.quantity_labels)), scene.quantity(pieces))
    if spec.prices_include_tax and spec.tax:
        slip.row((label, f"({scene.word(words.net_labels)})"), slip.amount(spec.net, "net"))
        slip.row((label, scene.word(words.tax_labels)), slip.amount(spec.tax, "tax"))
        rows_before(slip, at_the_edges)
        slip.row((label, f"({scene.word(words.gross_labels)}){slip.look.colon}"), slip.amount(spec.total, "total"), slip.strong)
    else:
        rows_before(slip, at_the_edges)
        total(slip, at_the_edges, with_symbol=False)
    after(slip, at_the_edges)


def count_row(slip: Slip) -> None:
    """How many things were bought."""
    pieces = len(slip.spec.lines)
    slip.line(slip.labelled(slip.scene.word(slip.words.quantity_labels), str(pieces)))
