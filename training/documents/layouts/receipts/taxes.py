"""Which taxes a receipt holds: a table, a row for each rate, a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from training.documents.canvas import Span, field
from training.documents.layouts.receipts.slip import Slip
from training.documents.spec import TaxSum

Cell = tuple[Span, ...]


def _mark(slip: Slip, row: TaxSum) -> str:
    """The letter that the lines of this rate carry."""
    return next((line.tax_mark for line in slip.spec.lines if line.tax_rate == row.rate), "")


def _rate(slip: Slip, index: int, row: TaxSum, form: str = "{}%") -> Span:
    return field(form.format(slip.scene.quantity(row.rate)), f"tax_lines[{index}].rate")


def _sums(slip: Slip, index: int, row: TaxSum) -> dict[str, Cell]:
    label = f"tax_lines[{index}]"
    is_only = len(slip.spec.taxes) == 1
    net = slip.amount(row.net, f"{label}.net", *(("net",) if is_only else ()))
    tax = slip.amount(row.tax, f"{label}.tax", *(("tax",) if is_only else ()))
    return {"net": net, "tax": tax, "gross": slip.amount(row.gross, f"{label}.gross")}


def _table(slip: Slip, order: Sequence[str], *, has_sum: bool) -> None:
    words, scene = slip.words, slip.scene
    heads = {"net": words.net_labels, "tax": words.tax_labels, "gross": words.gross_labels}
    edges = tuple((index + 1) / (len(order) + 1) + 0.06 * (1 - index / len(order)) for index in range(len(order) + 1))
    slip.gap()
    slip.columns((scene.word(words.rate_labels), *(scene.word(heads[name]) for name in order)), edges)
    for index, row in enumerate(slip.spec.taxes):
        mark, sums = _mark(slip, row), _sums(slip, index, row)
        rate = _rate(slip, index, row, slip.pick("rate form", ("{}%", "{} %", "{}")))
        first = (mark + slip.pick("mark sign", ("", "", "=", ":")), rate) if mark else (rate,)
        slip.columns((first, *(sums[name] for name in order)), edges)
    if has_sum:
        spec = slip.spec
        together = {
            "net": slip.amount(spec.net, "net"),
            "tax": slip.amount(spec.tax, "tax"),
            "gross": slip.amount(spec.net + spec.tax),
        }
        slip.columns((scene.word(words.total_labels), *(together[name] for name in order)), edges)


def table(slip: Slip) -> None:
    """Rate, net, tax, gross."""
    _table(slip, ("net", "tax", "gross"), has_sum=slip.scene.chance("sum of taxes", 0.5))


def table_gross_first(slip: Slip) -> None:
    _table(slip, ("gross", "net", "tax"), has_sum=False)


def table_short(slip: Slip) -> None:
    """Rate, net, tax, as a summary."""
    _table(slip, ("net", "tax"), has_sum=slip.scene.chance("sum of taxes", 0.3))


def row_for_each(slip: Slip) -> None:
    """incl. VAT 20% on 12.00 2.40"""
    word = slip.scene.word(slip.words.tax_labels)
    for index, row in enumerate(slip.spec.taxes):
        sums = _sums(slip, index, row)
        if slip.scene.chance("base in the row", 0.5):
            slip.row((word, _rate(slip, index, row), *sums["net"]), sums["tax"])
        else:
            slip.row((word, _rate(slip, index, row)), sums["tax"])


def sentence(slip: Slip) -> None:
    """All of the tax in one row below the total."""
    if slip.spec.tax:
        word = slip.scene.word(slip.words.tax_total_labels)
        form = slip.pick("sentence", ("{}", "({}", "* {}"))
        slip.line((form.format(word), *slip.amount(slip.spec.tax, "tax", with_symbol=slip.scene.chance("symbol of tax", 0.5))))
