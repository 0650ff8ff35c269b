"""The paper that layouts draw on: one PDF page, which remembers where every labelled text was put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import pymupdf
from numpy.typing import NDArray

from services.types import Box

ASCENT, DESCENT = 0.80, 0.22  # of the font size: what a line of text covers above and below its base line


class Face(StrEnum):
    """Fonts that come inside PyMuPDF, so that no installed font matters."""

    SANS = "helv"
    SANS_BOLD = "hebo"
    MONO = "cour"
    MONO_BOLD = "cobo"


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
    """A labelled text, verbatim, and its box in fractions of the page."""

    text: str
    box: Box


@cache
def _font(face: Face) -> pymupdf.Font:
    return pymupdf.Font(face.value)


class Canvas:
    """One page in points, origin top left. A `label` names a field once: its first place is its box."""

    def __init__(self, width: float, height: float) -> None:
        self.document = pymupdf.open()
        self.width, self.height = width, height
        self._page = self.document.new_page(width=width, height=height)
        self._placed: dict[str, tuple[str, pymupdf.Rect]] = {}

    def text(self, x: float, y: float, content: Content, style: Style, *, align: Align = Align.LEFT) -> None:
        """Write on the base line `y`; `x` is the left edge, the middle or the right edge, as `align` says."""
        spans, font = spans_of(content), _font(style.face)
        text = " ".join(span.text for span in spans)
        length = font.text_length(text, fontsize=style.size)
        left = x - {Align.LEFT: 0.0, Align.CENTRE: length / 2, Align.RIGHT: length}[align]
        writer = pymupdf.TextWriter(self._page.rect)
        writer.append((left, y), text, font=font, fontsize=style.size)
        writer.write_text(self._page, color=(style.grey,) * 3)
        for span in spans:
            width = font.text_length(span.text, fontsize=style.size)
            self._remember(span, left, left + width, y, style.size)
            left += width + font.text_length(" ", fontsize=style.size)

    def _remember(self, span: Span, left: float, right: float, y: float, size: float) -> None:
        rect = pymupdf.Rect(left, y - ASCENT * size, right, y + DESCENT * size)
        for label in span.labels:
            self._placed.setdefault(label, (span.text, rect))

    def rule(self, x0: float, x1: float, y: float, *, width: float = 0.6, dashed: bool = False) -> None:
        self._page.draw_line((x0, y), (x1, y), width=width, dashes="[3 2] 0" if dashed else None)

    def band(self, x0: float, y0: float, x1: float, y1: float, *, grey: float = 0.92) -> None:
        """A filled strip, such as the head of a table."""
        self._page.draw_rect((x0, y0, x1, y1), color=None, fill=(grey,) * 3)

    def cut(self, height: float) -> None:
        """Cut the paper off below `height`, as a till does."""
        self._page.set_mediabox(pymupdf.Rect(0, self.height - height, self.width, self.height))
        self.height = height

    @property
    def printed(self) -> Mapping[str, Printed]:
        return {label: Printed(text, self._fractions(rect)) for label, (text, rect) in self._placed.items()}

    def _fractions(self, rect: pymupdf.Rect) -> Box:
        return Box(rect.x0 / self.width, rect.y0 / self.height, rect.x1 / self.width, rect.y1 / self.height)

    def picture(self, dpi: int) -> NDArray[np.uint8]:
        """The page as an RGB image: height × width × 3."""
        pixmap = self._page.get_pixmap(dpi=dpi, alpha=False)
        flat = np.frombuffer(pixmap.samples, dtype=np.uint8)
        return flat.reshape(pixmap.height, pixmap.width, 3).copy()
