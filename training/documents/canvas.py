"""The paper that layouts draw on: PDF pages, which remember where every labelled text was put.

What is drawn is noted first and set when somebody asks for the document or a picture: few long strokes of the pen cost
a tenth of many short ones, and a layout can turn back to an earlier page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from enum import StrEnum
from functools import cache, cached_property
from itertools import groupby

import numpy as np
import pymupdf
from numpy.typing import NDArray

from services.types import Box

ASCENT, DESCENT = 0.80, 0.22  # of the font size: what a line of text covers above and below its base line


class Face(StrEnum):
    """Fonts that come inside PyMuPDF, so that no installed font matters."""

    SANS = "helv"
    SANS_BOLD = "hebo"
    SERIF = "tiro"
    SERIF_BOLD = "tibo"
    MONO = "cour"
    MONO_BOLD = "cobo"
    SERIF_ITALIC = "tiit"
    MONO_NARROW = "ubuntm"
    MONO_MODERN = "cascadia"
    MONO_HEAVY = "fimbo"
    SANS_ROUND = "ubuntu"
    SANS_HUMAN = "figo"
    SANS_BLACK = "figbo"


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """`size` in points; `grey` from 0 (black) to 1."""

    face: Face = Face.SANS
    size: float = 10.0
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line of text; the labels name the fields that it prints."""

    text: str
    labels: tuple[str, ...] = ()


def field(text: str, *labels: str) -> Span:
    return Span(text, labels)


Content = str | Span | tuple[str | Span, ...]  # the pieces of a tuple are set with a space between them


def spans_of(content: Content) -> tuple[Span, ...]:
    pieces = content if isinstance(content, tuple) else (content,)
    return tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces)


@dataclass(frozen=True, slots=True)
class Printed:
    """A labelled text, verbatim, and its box in fractions of the page; pages count from 1."""

    text: str
    box: Box
    page: int = 1


@cache
def _font(face: Face) -> pymupdf.Font:
    return pymupdf.Font(face.value)


@cache
def _advance(face: Face, character: str) -> float:
    return float(_font(face).glyph_advance(ord(character)))


def text_width(text: str, style: Style) -> float:
    """In points."""
    return style.size * sum(_advance(style.face, character) for character in text)


@dataclass(frozen=True, slots=True)
class _Text:
    x: float
    y: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class _Rule:
    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    dashes: str | None


@dataclass(frozen=True, slots=True)
class _Band:
    corners: tuple[float, float, float, float]
    grey: float


@dataclass(slots=True, eq=False)
class _Page:
    """What one page will show: bands at the bottom, rules on them, texts on top."""

    height: float  # below which the paper is cut off
    bands: list[_Band] = with_default(default_factory=list)
    rules: list[_Rule] = with_default(default_factory=list)
    texts: list[_Text] = with_default(default_factory=list)


@dataclass(slots=True)
class _Place:
    text: str
    rect: pymupdf.Rect
    page: int


class Canvas:
    """Pages of one size in points, origin top left. A `label` names a field once: its first place is its box."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._pages = [_Page(height)]
        self._page = self._pages[0]
        self._places: dict[str, _Place] = {}

    @property
    def page_count(self) -> int:
        return len(self._pages)

    @property
    def page_number(self) -> int:
        """Of the page that is drawn on; counts from 1."""
        return self._pages.index(self._page) + 1

    def new_page(self) -> None:
        """Add a page behind the others and draw on it from now on."""
        self._pages.append(_Page(self.height))
        self.turn_to(self.page_count)

    def turn_to(self, number: int) -> None:
        """Draw on that page from now on; counts from 1."""
        self._page = self._pages[number - 1]

    def text(
        self, x: float, y: float, content: Content, style: Style, *, align: Align = Align.LEFT, continues: bool = False
    ) -> None:
        """Write on the base line `y`; `x` is the left edge, the middle or the right edge, as `align` says.

        With `continues` the text goes on with what its labels name already: their boxes hold both.
        """
        spans = spans_of(content)
        text = " ".join(span.text for span in spans)
        length = text_width(text, style)
        left = x - {Align.LEFT: 0.0, Align.CENTRE: length / 2, Align.RIGHT: length}[align]
        self._page.texts.append(_Text(left, y, text, style))
        for span in spans:
            width = text_width(span.text, style)
            rect = pymupdf.Rect(left, y - ASCENT * style.size, left + width, y + DESCENT * style.size)
            self._remember(span, rect, continues=continues)
            left += width + text_width(" ", style)

    def _remember(self, span: Span, rect: pymupdf.Rect, *, continues: bool) -> None:
        for label in span.labels:
            known = self._places.get(label)
            if known is None:
                self._places[label] = _Place(span.text, pymupdf.Rect(rect), self.page_number)
            elif continues:
                known.text, known.rect = f"{known.text} {span.text}", known.rect | rect

    def paragraph(
        self, x: float, y: float, rows: Sequence[str], style: Style, *labels: str, pitch: float, align: Align = Align.LEFT
    ) -> float:
        """Rows of one text, `pitch` points apart: the box of its labels holds them all. Returns the base line of the last."""
        fresh = tuple(label for label in labels if label not in self._places)
        for index, row in enumerate(rows):
            self.text(x, y + index * pitch, field(row, *fresh), style, align=align, continues=True)
        return y + max(len(rows) - 1, 0) * pitch

    def name_also(self, label: str, other: str) -> None:
        """Let what is labelled bear the other label too, where that is on no page yet."""
        if label in self._places:
            self._places.setdefault(other, self._places[label])

    def rule(self, x0: float, x1: float, y: float, *, width: float = 0.6, dashed: bool = False) -> None:
        self._page.rules.append(_Rule((x0, y), (x1, y), width, "[3 2] 0" if dashed else None))

    def upright(self, x: float, y0: float, y1: float, *, width: float = 0.6) -> None:
        """A vertical rule."""
        self._page.rules.append(_Rule((x, y0), (x, y1), width, None))

    def frame(self, x0: float, y0: float, x1: float, y1: float, *, width: float = 0.6) -> None:
        """The four sides of a box."""
        for y in (y0, y1):
            self.rule(x0, x1, y, width=width)
        for x in (x0, x1):
            self.upright(x, y0, y1, width=width)

    def band(self, x0: float, y0: float, x1: float, y1: float, *, grey: float = 0.92) -> None:
        """A filled strip, such as the head of a table."""
        self._page.bands.append(_Band((x0, y0, x1, y1), grey))

    def cut(self, height: float) -> None:
        """Cut the paper off below `height`, as a till does."""
        self._page.height = self.height = height

    @property
    def printed(self) -> Mapping[str, Printed]:
        return {label: Printed(place.text, self._fractions(place), place.page) for label, place in self._places.items()}

    def _fractions(self, place: _Place) -> Box:
        rect, height = place.rect, self._pages[place.page - 1].height
        return Box(rect.x0 / self.width, rect.y0 / height, rect.x1 / self.width, rect.y1 / height)

    @cached_property
    def document(self) -> pymupdf.Document:
        """The pages, set when this is first asked for: what is drawn later is not in it."""
        document = pymupdf.open()
        for page in self._pages:
            _set_page(document.new_page(width=self.width, height=page.height), page)
        return document

    def picture(self, dpi: int, *, page: int = 1) -> NDArray[np.uint8]:
        """A page as an RGB image: height × width × 3."""
        pixmap = self.document[page - 1].get_pixmap(dpi=dpi, alpha=False)
        flat = np.frombuffer(pixmap.samples, dtype=np.uint8)
        return flat.reshape(pixmap.height, pixmap.width, 3).copy()


def _set_page(paper: pymupdf.Page, page: _Page) -> None:
    shape = paper.new_shape()
    for band in page.bands:
        shape.draw_rect(band.corners)
        shape.finish(color=None, fill=(band.grey,) * 3)
    for rule in page.rules:
        shape.draw_line(rule.start, rule.end)
        shape.finish(width=rule.width, dashes=rule.dashes)
    shape.commit()
    for grey, texts in groupby(page.texts, key=lambda text: text.style.grey):
        writer = pymupdf.TextWriter(paper.rect)
        for text in texts:
            writer.append((text.x, text.y), text.text, font=_font(text.style.face), fontsize=text.style.size)
        writer.write_text(paper, color=(grey,) * 3)
