"""The sold things of a receipt, in the many ways tills list them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from training.documents.canvas import Content, Span, field, text_width
from training.documents.layouts.receipts.slip import Slip
from training.documents.spec import SpecLine, to_cents

Drawing = Callable[[Slip, SpecLine, str], None]  # a line and its label, "line_items[3]"


def _each(slip: Slip, draw: Drawing) -> None:
    for index, line in enumerate(slip.spec.lines):
        draw(slip, line, f"line_items[{index}]")


def _name(line: SpecLine, label: str) -> Span:
    return field(line.description, f"{label}.description")


def _quantity(slip: Slip, line: SpecLine, label: str) -> Span:
    return field(slip.scene.quantity(line.quantity), f"{label}.quantity")


def _price(slip: Slip, line: SpecLine, label: str) -> Span:
    return field(slip.scene.money(line.unit_price), f"{label}.unit_price")


def _unit(slip: Slip, line: SpecLine, label: str) -> Span | str:
    """Weights always tell their unit; pieces seldom do."""
    if line.unit == "pc" and not slip.scene.chance("pieces", 0.15):
        return ""
    return field(dict(slip.words.units)[line.unit], f"{label}.unit")


def _mark(line: SpecLine, label: str) -> tuple[Span, ...]:
    return (field(line.tax_mark, f"{label}.tax_mark"),) if line.tax_mark else ()


def _amount(slip: Slip, line: SpecLine, label: str) -> tuple[Span, ...]:
    """What the row says on the right: the amount after the discount, and the letter of the tax."""
    symbol = slip.scene.chance("symbol in the lines", 0.12)
    return (*slip.amount(line.amount, f"{label}.amount", with_symbol=symbol), *_mark(line, label))


def _times(slip: Slip, line: SpecLine, label: str) -> tuple[Span | str, ...]:
    """2 x 1.50, 0,354 kg x 2,99"""
    sign = slip.pick("times", ("x", "x", "X", "*", "@", "×"))
    return (_quantity(slip, line, label), _unit(slip, line, label), sign, _price(slip, line, label))


def _discount(slip: Slip, line: SpecLine, label: str) -> None:
    """Below the line; the line's amount is what is left."""
    if line.discount:
        word = slip.scene.word(slip.words.discount_labels)
        before = slip.scene.money(to_cents(line.quantity * line.unit_price))
        taken = field(slip.scene.money(-line.discount), f"{label}.discount")
        told: Content = (word, before, taken) if slip.scene.chance("price before", 0.4) else (word, taken)
        slip.row(told, "", indent=2)


def _needs_times(line: SpecLine) -> bool:
    return line.quantity != 1 or bool(line.discount)


def times_below(slip: Slip) -> None:
    """Name and amount in one row; how many at what price below, where it is not one."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        slip.row(_name(line, label), _amount(slip, line, label))
        if _needs_times(line):
            slip.row(_times(slip, line, label), "", indent=2)
        _discount(slip, line, label)

    _each(slip, draw)


def times_above(slip: Slip) -> None:
    """How many at what price first, then name and amount."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        if _needs_times(line):
            slip.row(_times(slip, line, label), "", indent=1)
        slip.row(_name(line, label), _amount(slip, line, label))
        _discount(slip, line, label)

    _each(slip, draw)


def name_above(slip: Slip) -> None:
    """The name alone, then 1 x 4.50 and the amount at the right, also for single things."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        slip.line(_name(line, label))
        slip.row(_times(slip, line, label), _amount(slip, line, label), indent=slip.pick("indent", (0, 2, 4)))
        _discount(slip, line, label)

    _each(slip, draw)


def numbered(slip: Slip) -> None:
    """1. Name; below it quantity @ price and the amount."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        number = int(label.split("[")[1].rstrip("]")) + 1
        slip.row((f"{number}.", _name(line, label)), "")
        slip.row((_quantity(slip, line, label), "@", _price(slip, line, label)), _amount(slip, line, label), indent=3)
        _discount(slip, line, label)

    _each(slip, draw)


def quantity_first(slip: Slip) -> None:
    """2 Name 95.00, as restaurants do; wishes of the guest are indented."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        times = slip.pick("times sign", ("", "x", ""))
        name = field(f"{line.description}", f"{label}.description")
        slip.row((_quantity(slip, line, label), _unit(slip, line, label) or times, name), _amount(slip, line, label))
        wishes = ("- extra", "+ hot", "> no ice", "* L", "- 1/2", "+ oat")
        if slip.dice(f"wish {label}").random() < 0.15:
            slip.row(slip.pick(f"which wish {label}", wishes), "", indent=3)
        _discount(slip, line, label)

    _each(slip, draw)


def times_in_row(slip: Slip) -> None:
    """Name 2x1,49 2,98 A, all in one row."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        if _needs_times(line):
            slip.row_of_three(_name(line, label), _times(slip, line, label), _amount(slip, line, label))
        else:
            slip.row(_name(line, label), _amount(slip, line, label))
        _discount(slip, line, label)

    _each(slip, draw)


def all_in_row(slip: Slip) -> None:
    """2 Name 9.50 19.00, without heads of columns."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        name = (_quantity(slip, line, label), _name(line, label))
        slip.row_of_three(name, (_price(slip, line, label),), _amount(slip, line, label))
        _discount(slip, line, label)

    _each(slip, draw)


def barcode_rows(slip: Slip) -> None:
    """The digits of the barcode in a row of their own, then the name, then quantity, price and amount."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        slip.line(f"{slip.dice(f'code {label}').randint(10**11, 10**13)}")
        slip.line(_name(line, label))
        slip.row(_times(slip, line, label), _amount(slip, line, label), indent=1)
        _discount(slip, line, label)

    _each(slip, draw)


def code_before(slip: Slip) -> None:
    """1973 NAME 1.25 s, the article number before the name."""

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        code = line.code or f"{slip.dice(f'code {label}').randint(100, 99999)}"
        slip.row((code, _name(line, label)), _amount(slip, line, label))
        if _needs_times(line):
            slip.row(_times(slip, line, label), "", indent=3)
        _discount(slip, line, label)

    _each(slip, draw)


def currency_head(slip: Slip) -> None:
    """The currency above the column of amounts."""
    slip.row("", field(slip.spec.currency, "currency"))


def _heads(slip: Slip) -> tuple[str, str, str, str]:
    words = slip.words
    kinds = (words.item_labels, words.quantity_labels, words.unit_price_labels, words.amount_labels)
    item, quantity, price, amount = (slip.scene.word(kind) for kind in kinds)
    return item, quantity, price, amount


def _cells(slip: Slip, line: SpecLine, label: str) -> tuple[Content, Content, Content]:
    return (_quantity(slip, line, label), _price(slip, line, label), _amount(slip, line, label))


def table_of_codes(slip: Slip) -> None:
    """Heads of columns; in one row the article number, quantity, price and amount, in another the name."""
    edges = (0.2, 0.46, 0.7, 1.0)
    slip.columns(_heads(slip), edges)
    slip.rule()
    is_name_first = slip.scene.chance("name first", 0.5)

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        code = line.code or f"{slip.dice(f'code {label}').randint(1000, 9999999)}"
        if is_name_first:
            slip.line(_name(line, label))
        slip.columns((code, *_cells(slip, line, label)), edges)
        if not is_name_first:
            slip.line(_name(line, label))
        _discount(slip, line, label)

    _each(slip, draw)


def table(slip: Slip) -> None:
    """Heads of columns and one row for each thing; a long name stands above its figures."""
    _table(slip, (0.44, 0.58, 0.78, 1.0), _heads(slip))


def table_without_price(slip: Slip) -> None:
    item, quantity, _price_head, amount = _heads(slip)
    edges = (0.62, 0.74, 1.0)
    slip.columns((item, quantity, amount), edges, slip.strong)
    slip.rule()

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        cells = (_quantity(slip, line, label), _amount(slip, line, label))
        slip.named_columns(_name(line, label), cells, edges)
        _discount(slip, line, label)

    _each(slip, draw)


def _table(slip: Slip, edges: Sequence[float], heads: Sequence[str]) -> None:
    slip.columns(heads, edges, slip.strong)
    slip.rule()

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        slip.named_columns(_name(line, label), _cells(slip, line, label), edges)
        _discount(slip, line, label)

    _each(slip, draw)


def quantity_table(slip: Slip) -> None:
    """Quantity, name, price, amount: the bill form of a shop without a till."""
    item, quantity, price, amount = _heads(slip)
    short = quantity if text_width(slip.case(quantity), slip.strong) < 0.12 * slip.room else f"{quantity[:3]}."
    slip.columns((short, "", price, amount), (0.1, 0.5, 0.76, 1.0), slip.strong)
    slip.canvas.text(slip.left + 0.14 * slip.room, slip.y, slip.case(item), slip.strong)
    slip.rule()

    def draw(slip: Slip, line: SpecLine, label: str) -> None:
        slip.gap(0.3)
        cells = (_price(slip, line, label), _amount(slip, line, label))
        slip.form_row(_quantity(slip, line, label), _name(line, label), cells, (0.14, 0.76, 1.0))
        _discount(slip, line, label)
        slip.gap(0.2)
        slip.canvas.rule(slip.left, slip.right, slip.y, width=0.3)

    _each(slip, draw)


def summed(lines: Sequence[SpecLine]) -> Decimal:
    """What the lines add up to."""
    return sum((line.amount for line in lines), Decimal(0))
