"""What stands in the cells of the table of lines."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from random import Random

from training.documents.canvas import Content, Span, Style, field
from training.documents.layouts.invoices.sheet import CurrencyManner, Sheet, wrapped
from training.documents.spec import SpecLine, to_cents

Cell = tuple[Content, ...]  # rows of text, one under the other


class Column(StrEnum):
    POSITION = "position"
    ARTICLE = "article"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    UNIT = "unit"
    PRICE = "price"
    DISCOUNT = "discount"
    RATE = "rate"
    AMOUNT = "amount"  # net, or gross where the document counts in gross prices
    TAX = "tax"
    GROSS = "gross"


LEFT_COLUMNS = frozenset({Column.POSITION, Column.ARTICLE, Column.DESCRIPTION, Column.UNIT})


def head_of(sheet: Sheet, column: Column) -> Cell:
    """The words above a column, a row for each; the currency below where this document tells it there."""
    words, phrases = sheet.words, sheet.phrases
    variants = {
        Column.POSITION: phrases.positions,
        Column.ARTICLE: phrases.articles,
        Column.DESCRIPTION: words.item_labels,
        Column.QUANTITY: words.quantity_labels,
        Column.UNIT: words.unit_labels,
        Column.PRICE: words.unit_price_labels,
        Column.DISCOUNT: words.discount_labels,
        Column.RATE: words.rate_labels,
        Column.AMOUNT: words.amount_labels,
        Column.TAX: words.tax_labels,
        Column.GROSS: words.gross_labels,
    }[column]
    text = sheet.head(variants)
    rows: list[Content] = [text] if column is Column.DESCRIPTION else [*_folded(text)]
    if sheet.currency_manner is CurrencyManner.COLUMN and column in {Column.PRICE, Column.AMOUNT, Column.GROSS}:
        sign = sheet.currency_sign
        rows.append(field(sign, "currency") if column is Column.AMOUNT else sign)
    return tuple(rows)


def _folded(text: str) -> tuple[str, ...]:
    """A long head in two rows."""
    words = text.split()
    if len(text) < 10 or len(words) < 2:
        return (text,)
    return words[0], " ".join(words[1:])


def cells_of(
    sheet: Sheet, index: int, columns: tuple[Column, ...], *, width: float | None = None, style: Style | None = None
) -> dict[Column, Cell]:
    """The cells of a line, without those that the document has nothing for; the description wrapped to the width."""
    line, label = sheet.spec.lines[index], f"line_items[{index}]"
    cells: dict[Column, Cell] = {
        Column.POSITION: (str((index + 1) * sheet.pick("position step", (1, 1, 1, 10))),),
        Column.ARTICLE: (field(line.code, f"{label}.code") if line.code else _invented_code(sheet, index),),
        Column.DESCRIPTION: _description(sheet, line, label, columns, width, style),
        Column.QUANTITY: (_quantity(sheet, line, label, columns),),
        Column.PRICE: (sheet.money(line.unit_price, f"{label}.unit_price", with_currency=_has_signs(sheet)),),
        Column.RATE: (_rate(sheet, line, label),),
        Column.AMOUNT: (sheet.money(line.amount, f"{label}.amount", with_currency=_has_signs(sheet)),),
    }
    unit = unit_of(sheet, line)
    if unit:
        cells[Column.UNIT] = (field(unit, f"{label}.unit"),)
    if line.discount:
        cells[Column.DISCOUNT] = (_discount(sheet, line, label),)
    if not sheet.spec.prices_include_tax:
        tax = to_cents(line.amount * line.tax_rate / 100)
        cells |= {Column.TAX: (sheet.money(tax),), Column.GROSS: (sheet.money(line.amount + tax),)}
    return {column: cells[column] for column in columns if column in cells}


def unit_of(sheet: Sheet, line: SpecLine) -> str:
    """As it is printed; "" where this language prints none."""
    return dict(sheet.words.units)[line.unit]


def _has_signs(sheet: Sheet) -> bool:
    return sheet.currency_manner is CurrencyManner.SYMBOL and sheet.chance("signs in table", 0.35)


def _invented_code(sheet: Sheet, index: int) -> str:
    random = Random(f"{sheet.scene.seed} code {index}")
    prefix = sheet.pick("code prefix", ("", "", "A-", "10", "ART"))
    return f"{prefix}{random.randint(100, 99999):04}"


def _quantity(sheet: Sheet, line: SpecLine, label: str, columns: tuple[Column, ...]) -> Content:
    text = sheet.scene.quantity(line.quantity)
    mark = sheet.scene.country.money.decimal_mark
    if sheet.chance("padded quantities", 0.25) and mark not in text:
        text = f"{text}{mark}{'0' * sheet.pick('padding', (2, 2, 3))}"
    number, unit = field(text, f"{label}.quantity"), unit_of(sheet, line)
    if Column.UNIT in columns or not unit or not sheet.chance("unit beside quantity", 0.5):
        return number
    return number, field(unit, f"{label}.unit")


def _rate(sheet: Sheet, line: SpecLine, label: str) -> Span:
    if line.tax_mark and sheet.chance("marks for rates", 0.3):
        return field(line.tax_mark, f"{label}.tax_mark")
    return field(rate_text(sheet, line.tax_rate), f"{label}.tax_rate")


def rate_text(sheet: Sheet, rate: Decimal) -> str:
    """19%, 19 %, 19,00 % or 19, as this document writes rates."""
    text = sheet.scene.quantity(rate)
    if sheet.chance("long rates", 0.15) and rate == rate.to_integral_value():
        text += f"{sheet.scene.country.money.decimal_mark}00"
    return text + sheet.pick("per cent", ("%", "%", " %"))


def _discount(sheet: Sheet, line: SpecLine, label: str) -> Content:
    return sheet.money(-line.discount if sheet.chance("minus discounts", 0.5) else line.discount, f"{label}.discount")


def _description(
    sheet: Sheet, line: SpecLine, label: str, columns: tuple[Column, ...], width: float | None, style: Style | None
) -> Cell:
    name = f"{label}.description"
    rows = wrapped(line.description, style, width) if width and style else (line.description,)
    cell: list[Content] = [field(row, name) for row in rows]
    if Column.ARTICLE not in columns and line.code and sheet.chance("code below", 0.3):
        cell.append(f"{sheet.word(sheet.phrases.articles)} {line.code}")
    if sheet.chance("details", 0.15) and sheet.chance(f"detail {label}", 0.7):
        cell.append(_detail(sheet, label))
    if line.discount and Column.DISCOUNT not in columns:
        amount = _discount(sheet, line, label)
        cell.append((sheet.label(sheet.words.discount_labels), *(amount if isinstance(amount, tuple) else (amount,))))
    return tuple(cell)


def _detail(sheet: Sheet, label: str) -> str:
    """More about a line in a row below it: days of work, a number of a series, an order."""
    random = Random(f"{sheet.scene.seed} {label}")
    start = sheet.spec.issued.date() - dt.timedelta(days=random.randint(10, 40))
    days = f"{sheet.scene.date(start)} - {sheet.scene.date(start + dt.timedelta(days=random.randint(1, 6)))}"
    series = f"S/N {random.randint(10**6, 10**8)}"
    order = f"{sheet.word(sheet.phrases.order_numbers)} {random.randint(1000, 99999)}"
    return sheet.pick("kind of detail", (days, series, order))
