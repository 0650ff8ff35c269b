"""The sheet that the parts of an invoice write on: its paper, its type, its words, and how it shows money."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from math import inf
from random import Random
from typing import NamedTuple, TypeVar

from services.types import DocumentKind
from training.documents.canvas import Align, Canvas, Content, Face, Style, field, spans_of, text_width
from training.documents.layouts.invoices.facts import Facts, facts_of
from training.documents.layouts.invoices.phrases import PHRASES
from training.documents.scene import Scene
from training.documents.spec import DocumentSpec
from training.documents.wordings.base import Variants, Words

T = TypeVar("T")
SMALLEST = 5.5  # points: smaller type is not set, and hardly read


class Area(NamedTuple):
    """Where a part may write: left and right edge, and the upper edge of what is free below; in points."""

    x0: float
    x1: float
    y: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Paper:
    """Size and margins in points."""

    width: float = 595.0
    height: float = 842.0
    side: float = 52.0
    top: float = 40.0
    foot: float = 28.0


A4, LETTER = Paper(), Paper(width=612.0, height=792.0, side=46.0)
A4_WIDE = Paper(width=842.0, height=595.0, side=44.0)


@dataclass(frozen=True, slots=True)
class Typeface:
    plain: Face = Face.SANS
    bold: Face = Face.SANS_BOLD
    size: float = 9.0


SANS, SERIF = Typeface(), Typeface(Face.SERIF, Face.SERIF_BOLD, 10.0)
MONO = Typeface(Face.MONO, Face.MONO_BOLD, 8.0)
HUMAN = Typeface(Face.SANS_HUMAN, Face.SANS_BLACK, 8.6)


class CurrencyManner(StrEnum):
    """Where a document tells its currency."""

    SYMBOL = "symbol"  # beside totals, sometimes beside every amount
    CODE = "code"  # beside totals
    COLUMN = "column"  # only in the head of the column of amounts
    HEADING = "heading"  # only in a sentence above the table


@lru_cache(maxsize=2048)
def _roll(seed: int, name: str) -> float:
    """From 0 to below 1; asked for again and again while a table is drawn."""
    return Random(f"{seed} {name}").random()


class Sheet:
    """`floor` is the lower edge of what parts may use on each page."""

    def __init__(self, scene: Scene, paper: Paper, typeface: Typeface) -> None:
        self.scene, self.paper, self.typeface = scene, paper, typeface
        self.canvas = Canvas(paper.width, paper.height)
        self.floor = paper.height - paper.foot
        self.facts: Facts = facts_of(scene)
        self.phrases = PHRASES[scene.words.language]
        self.continuation: Part = nothing

    @property
    def spec(self) -> DocumentSpec:
        return self.scene.spec

    @property
    def words(self) -> Words:
        return self.scene.words

    @property
    def page(self) -> Area:
        return Area(self.paper.side, self.paper.width - self.paper.side, self.paper.top)

    def pick(self, name: str, options: tuple[T, ...]) -> T:
        """One of the options, the same each time for this document."""
        return options[int(_roll(self.scene.seed, name) * len(options))]

    def chance(self, name: str, share: float) -> bool:
        """A decision that is the same each time, true in that share of all documents."""
        return _roll(self.scene.seed, name) < share

    def word(self, variants: Variants) -> str:
        return self.scene.word(tuple(filter(None, variants)))

    def label(self, variants: Variants) -> str:
        """A label before a value, with the colon that this document sets or not."""
        return self.word(variants).rstrip(":") + self.pick("colon", (":", ":", "", ""))

    def head(self, variants: Variants) -> str:
        """A label above values."""
        text = self.word(variants)
        return text.upper() if self.chance("upper heads", 0.25) else text

    @property
    def title(self) -> str:
        is_credit = self.spec.kind is DocumentKind.CREDIT_NOTE
        return self.word(self.words.credit_note_titles if is_credit else self.words.invoice_titles)

    def style(self, scale: float = 1.0, *, bold: bool = False, grey: float = 0.0) -> Style:
        face = self.typeface.bold if bold else self.typeface.plain
        return Style(face, round(max(self.typeface.size * scale, SMALLEST), 2), grey)

    def row_height(self, scale: float = 1.0) -> float:
        return self.typeface.size * scale * 1.38

    def write(
        self, x: float, y: float, content: Content, style: Style, align: Align = Align.LEFT, *, continues: bool = False
    ) -> None:
        """`y` is the upper edge of the row."""
        self.canvas.text(x, y + style.size, content, style, align=align, continues=continues)

    # Money

    @property
    def currency_manner(self) -> CurrencyManner:
        usual = (CurrencyManner.SYMBOL, CurrencyManner.SYMBOL, CurrencyManner.CODE)
        manners: tuple[CurrencyManner, ...] = (*usual, *CurrencyManner)
        return self.pick("currency manner", manners)

    def money(self, amount: Decimal, *labels: str, with_currency: bool = False) -> Content:
        """An amount, with its currency where it is asked for and this document prints it beside amounts."""
        plain = field(self.scene.money(amount), *labels)
        if not with_currency:
            return plain
        if self.currency_manner is CurrencyManner.CODE:
            code = field(self.spec.currency, "currency")
            return (code, plain) if self.chance("code first", 0.4) else (plain, code)
        marked = self.scene.money(amount, with_symbol=True)
        if self.currency_manner is not CurrencyManner.SYMBOL or marked == plain.text:
            return plain
        return field(marked, *labels, "currency")

    @property
    def currency_sign(self) -> str:
        """A symbol or the code, for heads of columns."""
        symbols = tuple(filter(None, self.scene.country.money.symbols))
        return self.pick("sign", (*symbols, self.spec.currency))

    # Room

    def room(self, area: Area, height: float) -> Area:
        """The area, or the head of a new page where the height does not fit any more."""
        return area if area.y + height <= self.floor else area._replace(y=self.break_page())

    def break_page(self) -> float:
        """Go on, on a new page; returns where."""
        self.canvas.new_page()
        return self.continuation(self, self.page)

    def height_of(self, part: Part, area: Area) -> float:
        """How much of the area the part would use; nothing is drawn."""
        scratch = copy.copy(self)
        scratch.canvas, scratch.floor = Canvas(self.paper.width, self.paper.height), inf
        return part(scratch, area) - area.y


Part = Callable[[Sheet, Area], float]  # draws, and returns the lower edge of what it used


def nothing(_sheet: Sheet, area: Area) -> float:
    return area.y


def width_of(content: Content, style: Style) -> float:
    return text_width(" ".join(span.text for span in spans_of(content)), style)


def fitted(content: Content, style: Style, width: float) -> Style:
    """The style, made smaller where the content would be wider than `width`."""
    needed = width_of(content, style)
    return style if needed <= width else Style(style.face, style.size * width / needed, style.grey)


def wrapped(text: str, style: Style, width: float) -> tuple[str, ...]:
    """The text in rows no wider than `width`, broken between words where there is more than one in a row."""
    return tuple(_rows(text.split(), style, width))


def _rows(words: list[str], style: Style, width: float) -> Iterator[str]:
    row = ""
    for word in words:
        longer = f"{row} {word}".strip()
        if row and text_width(longer, style) > width:
            yield row
            longer = word
        row = longer
    if row:
        yield row
