"""Numbers and dates of an invoice: the invoice's own ones, and others that stand beside them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import reduce
from random import Random
from typing import NamedTuple

from training.documents.canvas import Align, Content, Span, field, text_width
from training.documents.layouts.invoices.letterheads import number_of, put
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted, width_of


class Manner(StrEnum):
    """How a label stands to its value."""

    SPREAD = "spread"  # label at the left edge, value at the right one
    TABBED = "tabbed"  # both left, in two columns
    JOINED = "joined"  # label and value in one row of text
    MEETING = "meeting"  # label right-aligned, value left-aligned: they meet in the middle
    ABOVE = "above"  # label over the value


class Pair(NamedTuple):
    """`label` without colon."""

    label: str
    value: Content


class Ask(StrEnum):
    """What a layout wants to have among its particulars."""

    NUMBER = "number"
    DATE = "date"
    DUE = "due"
    SERVICE = "service"
    EXTRAS = "extras"


USUAL = (Ask.NUMBER, Ask.DATE, Ask.EXTRAS, Ask.SERVICE, Ask.DUE)


def pairs_of(sheet: Sheet, asks: tuple[Ask, ...] = USUAL, *, extras: int = 2) -> tuple[Pair, ...]:
    """What the document has of what is asked for, the labels in its words; at most that many extras."""
    spec, words = sheet.spec, sheet.words
    found: list[Pair] = []
    for ask in asks:
        if ask is Ask.NUMBER:
            found.append(Pair(sheet.word(words.number_labels), number_of(sheet)))
            found.extend(_credited(sheet))
        elif ask is Ask.DATE:
            found.append(Pair(sheet.word(words.date_labels), day(sheet, spec.issued.date(), "date")))
        elif ask is Ask.DUE and spec.due_date:
            found.append(Pair(sheet.word(words.due_date_labels), day(sheet, spec.due_date, "due_date")))
        elif ask is Ask.SERVICE and spec.service_date:
            found.append(Pair(sheet.word(words.service_date_labels), day(sheet, spec.service_date, "service_date")))
        elif ask is Ask.EXTRAS:
            found.extend(() if Ask.NUMBER in asks else _credited(sheet))
            found.extend(_extras(sheet, extras))
    return tuple(found)


def _credited(sheet: Sheet) -> list[Pair]:
    """The invoice that a credit note corrects."""
    number = sheet.spec.credited_number
    return [Pair(sheet.word(sheet.words.credited_number_labels), field(number, "credited_number"))] if number else []


def day(sheet: Sheet, moment: dt.date, *labels: str) -> Span:
    return field(sheet.scene.date(moment), *labels)


def _extras(sheet: Sheet, most: int) -> list[Pair]:
    phrases, facts = sheet.phrases, sheet.facts
    start, end = facts.period
    choices = (
        (sheet.words.customer_number_labels, facts.customer_number),
        (phrases.order_numbers, facts.order_number),
        (phrases.order_dates, sheet.scene.date(facts.order_date)),
        (phrases.delivery_notes, facts.delivery_note),
        (phrases.projects, facts.project),
        (phrases.references, facts.reference),
        (phrases.contacts, facts.contact),
        (("GLN", "EAN", "ILN"), f"{Random(facts.customer_number).randrange(10**12, 10**13)}"),
        (phrases.periods, f"{sheet.scene.date(start)} - {sheet.scene.date(end)}"),
    )
    chosen = [Pair(sheet.word(name), value) for index, (name, value) in enumerate(choices) if sheet.chance(f"extra {index}", 0.3)]
    return chosen[:most]


def particulars(manner: Manner, asks: tuple[Ask, ...] = USUAL, *, extras: int = 2, scale: float = 1.0) -> Part:
    """Rows of labels and values."""

    def draw(sheet: Sheet, area: Area) -> float:
        return put_pairs(sheet, area, pairs_of(sheet, asks, extras=extras), manner, scale=scale)

    return draw


def put_pairs(sheet: Sheet, area: Area, pairs: tuple[Pair, ...], manner: Manner, *, scale: float = 1.0) -> float:
    style = sheet.style(scale)
    tab = max((text_width(f"{pair.label}:", style) for pair in pairs), default=0.0) + 10
    for pair in pairs:
        area = area._replace(y=_put_pair(sheet, area, pair, manner, min(tab, area.width * 0.6), scale))
    return area.y


def _put_pair(sheet: Sheet, area: Area, pair: Pair, manner: Manner, tab: float, scale: float) -> float:
    if manner is Manner.ABOVE:
        area = area._replace(y=put(sheet, area, pair.label, scale=0.8 * scale, grey=0.3))
        return put(sheet, area, pair.value, scale=scale) + 3
    colon = sheet.pick("pair colon", (":", ":", ""))
    if manner is Manner.JOINED:
        return put(sheet, area, _joined(f"{pair.label}{colon}", pair.value), scale=scale)
    bold = sheet.chance("bold pair labels", 0.3)
    label = fitted(f"{pair.label}{colon}", sheet.style(scale, bold=bold), tab - 6)
    value = fitted(pair.value, sheet.style(scale, bold=sheet.chance("bold pair values", 0.2)), area.width - tab)
    ends = {
        Manner.SPREAD: ((area.x0, Align.LEFT), (area.x1, Align.RIGHT)),
        Manner.TABBED: ((area.x0, Align.LEFT), (area.x0 + tab, Align.LEFT)),
        Manner.MEETING: ((area.x0 + tab - 6, Align.RIGHT), (area.x0 + tab, Align.LEFT)),
    }[manner]
    sheet.write(ends[0][0], area.y, f"{pair.label}{colon}", label, ends[0][1])
    sheet.write(ends[1][0], area.y, pair.value, value, ends[1][1])
    return area.y + sheet.row_height(scale)


def _joined(label: str, value: Content) -> Content:
    return (label, *value) if isinstance(value, tuple) else (label, value)


def strip(asks: tuple[Ask, ...] = USUAL, *, extras: int = 2, framed: bool = True, grey_head: bool = False) -> Part:
    """A table of one row: labels above values, side by side."""

    def draw(sheet: Sheet, area: Area) -> float:
        pairs = pairs_of(sheet, asks, extras=extras)
        return put_strip(sheet, area, pairs, framed=framed, grey_head=grey_head)

    return draw


def put_strip(sheet: Sheet, area: Area, pairs: tuple[Pair, ...], *, framed: bool, grey_head: bool) -> float:
    head, value = sheet.style(0.85, bold=sheet.chance("bold strip", 0.5)), sheet.style()
    needed = [max(width_of(pair.label, head), width_of(pair.value, value)) + 10 for pair in pairs]
    widths = [area.width * width / sum(needed) for width in needed]
    middle, bottom = area.y + head.size * 1.6, area.y + head.size * 1.6 + value.size * 1.7
    x = area.x0
    for pair, width in zip(pairs, widths, strict=True):
        sheet.write(x + 4, area.y + 1, pair.label, fitted(pair.label, head, width - 8))
        sheet.write(x + 4, middle + 2, pair.value, fitted(pair.value, value, width - 8))
        if framed:
            sheet.canvas.frame(x, area.y, x + width, bottom)
        x += width
    if grey_head:
        sheet.canvas.band(area.x0, area.y, area.x1, middle)
    return bottom + 2


def place_and_date(*, align: Align = Align.RIGHT) -> Part:
    """As letters have it: the town of the seller and the date, without a label."""

    def draw(sheet: Sheet, area: Area) -> float:
        town = sheet.spec.seller.city.split(",")[0]
        return put(sheet, area, (f"{town},", day(sheet, sheet.spec.issued.date(), "date")), align=align)

    return draw


def heading_sentence(*, scale: float = 1.3, bold: bool = True) -> Part:
    """Title, number and date in one sentence: "Rechnung Nr. 12 vom 3.4.2024"."""

    def draw(sheet: Sheet, area: Area) -> float:
        values: dict[str, str | Span] = {
            "{title}": sheet.title,
            "{number}": number_of(sheet),
            "{date}": day(sheet, sheet.spec.issued.date(), "date"),
        }
        return put(sheet, area, filled(sheet.word(sheet.phrases.sentences), values), scale=scale, bold=bold)

    return draw


def filled(sentence: str, values: dict[str, str | Span]) -> tuple[str | Span, ...]:
    """The words of a sentence with the values put in for their names; a labelled value stands between spaces."""
    pieces: list[str | Span] = []
    for word in sentence.split():
        if word in values:
            pieces.append(values[word])
            continue
        named = (name for name in values if name in word)
        pieces.append(reduce(lambda text, name: text.replace(name, _plain(values[name])), named, word))
    return tuple(pieces)


def _plain(value: str | Span) -> str:
    return value if isinstance(value, str) else value.text
