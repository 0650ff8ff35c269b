"""Sums that readers stumble over: totals without a label, above everything, beside others of their kind, rounded afterwards."""

from __future__ import annotations

from decimal import Decimal

from training.documents.canvas import Align, Content, Style
from training.documents.layouts.receipts.items import summed
from training.documents.layouts.receipts.slip import Slip
from training.documents.layouts.receipts.sums import after, at_the_edges, rows_before, total

FOREIGN = ("USD", "EUR", "GBP", "CHF")


def headline(slip: Slip) -> None:
    """The amount large at the top of the paper, as terminals print it; the total comes again below."""
    slip.gap()
    slip.line(slip.amount(slip.spec.total, with_symbol=True), slip.name, Align.CENTRE)
    slip.gap()


def rounded_afterwards(slip: Slip) -> None:
    """A total, the rounding, and the total that has to be paid."""
    spec, words = slip.spec, slip.words
    if not spec.rounding:
        slip.rule()
        _with_zeros(slip)
        return
    first = slip.scene.word(words.total_labels)
    others = [label for label in (*words.total_labels, *words.amount_due_labels) if label != first]
    slip.rule()
    slip.row(first + slip.look.colon, slip.amount(spec.total - spec.rounding), slip.strong)
    slip.row(slip.scene.word(words.rounding_labels) + slip.look.colon, slip.amount(spec.rounding, "rounding"))
    slip.row(slip.pick("second label", others) + slip.look.colon, slip.amount(spec.total, "total"), slip.total)
    after(slip, at_the_edges)


def _with_zeros(slip: Slip) -> None:
    """Rows that say that nothing was taken off."""
    words, scene = slip.words, slip.scene
    net = () if slip.spec.prices_include_tax else ("net",)
    slip.row(scene.word(words.subtotal_labels) + slip.look.colon, slip.amount(summed(slip.spec.lines), *net))
    for variants in slip.pick("zeros", ((words.discount_labels,), (words.discount_labels, words.tip_labels), ())):
        slip.row(scene.word(variants) + slip.look.colon, slip.amount(Decimal(0)))
    rows_before(slip, at_the_edges)
    total(slip, at_the_edges, with_symbol=False)
    after(slip, at_the_edges)


def with_zeros(slip: Slip) -> None:
    slip.rule()
    _with_zeros(slip)


def _amount_below(slip: Slip, label: Content, amount: Content, style: Style) -> None:
    """The label at the left, the amount at the right of the next row."""
    slip.line(label, style)
    slip.row("", amount, style)


def amount_below(slip: Slip) -> None:
    slip.rule()
    rows_before(slip, at_the_edges)
    total(slip, _amount_below, with_symbol=slip.scene.chance("symbol", 0.3))
    after(slip, at_the_edges)


def unlabelled(slip: Slip) -> None:
    """Only a rule and the amount, as on a slip that somebody wrote by hand."""
    rows_before(slip, at_the_edges)
    slip.gap(0.3)
    slip.canvas.rule(slip.left + 0.6 * slip.room, slip.right, slip.y)
    slip.row("", slip.amount(slip.spec.total, "total", with_symbol=slip.scene.chance("symbol", 0.5)), slip.total)
    slip.canvas.rule(slip.left + 0.6 * slip.room, slip.right, slip.y + 4, width=1.2)
    slip.gap(0.5)
    after(slip, at_the_edges)


def in_another_currency(slip: Slip) -> None:
    """What the total would be abroad."""
    dice = slip.dice("abroad")
    code = dice.choice([code for code in FOREIGN if code != slip.spec.currency])
    rate = Decimal(dice.randint(300, 3000)) / 1000
    if slip.scene.chance("abroad", 0.5):
        slip.row((f"= {code}", f"(1 : {rate})"), slip.scene.money(round(slip.spec.total * rate, 2)))


def lines_for_tip(slip: Slip) -> None:
    """Empty lines for a tip and a sum, to be filled in by hand."""
    slip.gap()
    for variants in (slip.words.tip_labels, slip.words.total_labels):
        slip.gap(0.4)
        slip.row(slip.scene.word(variants) + slip.look.colon, "")
        slip.canvas.rule(slip.left + 0.5 * slip.room, slip.right, slip.y)
