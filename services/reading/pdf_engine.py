"""What reading a PDF asks of a library. Two provide it, and one suite of tests holds for both.

Places are in points of the upright page as it is seen: its crop box, turned by its rotation, origin top left, y downwards.
Every method may raise services.errors.CorruptFileError and ResourceLimitError: libraries read lazily.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from PIL import Image

from services.reading.limits import Limits
from services.reading.wish import PdfEngineName
from services.types import Box

POINTS_PER_INCH = 72
DAMAGED = "The PDF is damaged or cut off. Send it again."
LOCKED = "The PDF is locked. Enter its password, or send it without one."
TOO_MUCH_MEMORY = "The PDF needs more memory than a file may take."


class Look(NamedTuple):
    """How a run of text is painted: colour as 0xRRGGBB, opacity from 0 to 1, height of the letters in points."""

    colour: int
    opacity: float
    size: float
    is_painted: bool  # not so in render mode 3
    is_optional: bool = False  # part of a layer that may be switched off, where the library does not say whether it is


class LaidWord(NamedTuple):
    """A word of the text layer. `line` tells which words the library takes for one line; `order` is when it is painted."""

    text: str
    box: Box
    line: int
    order: int
    look: Look


class Shape(NamedTuple):
    """A path. A straight line has a box with next to no height or width; a box of another path says nothing of its form."""

    box: Box
    order: int
    colour: int
    opacity: float
    is_filled: bool
    is_rectangle: bool  # or a line


class PaintedPicture(NamedTuple):
    """A picture or a shading. `over` are the indexes of the words that it was painted over.

    `is_opaque` tells that nothing under it is seen, whatever letters are seen there: they are the picture's own.
    """

    box: Box
    is_opaque: bool
    over: tuple[int, ...] = ()


class Enclosed(NamedTuple):
    """A file inside the file; `content` is None where it is broken or locked."""

    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page paints: the words of its text layer, in the order of the file, and what stands among and over them."""

    words: Sequence[LaidWord]
    shapes: Sequence[Shape]
    pictures: Sequence[PaintedPicture]


class PdfPage(Protocol):
    """One page: sizes in points, upright; `rotation` in degrees clockwise."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def rotation(self) -> int: ...

    def layer(self) -> Layer:
        """Give what the page paints inside its crop box, values of forms included."""
        ...

    def drawn(self, max_side_px: int, dpi: int, area: Box | None = None) -> Image.Image:
        """Draw the upright page in RGB (or an area of it), at `dpi`, or at fewer where a side would pass `max_side_px`."""
        ...


class PdfDocument(Protocol):
    """An open PDF. `unlocked_by` is the index of the password that opened it; None where none was needed."""

    @property
    def page_count(self) -> int: ...
    @property
    def unlocked_by(self) -> int | None: ...

    def page(self, index: int) -> PdfPage:
        """Give a page; `index` counts from 0."""
        ...

    def attached(self, limits: Limits) -> Iterator[Enclosed]:
        """Give the files inside the file; asked when all pages have been."""
        ...

    def is_portfolio(self) -> bool:
        """Whether the PDF is but the wrapping of the files inside it."""
        ...


class PdfEngine(Protocol):
    """A library that reads PDF. No script, action or link of a file is ever followed."""

    def opened(self, content: bytes, passwords: Sequence[str]) -> AbstractContextManager[PdfDocument]:
        """Open a PDF. Raises NeedsPasswordError, CorruptFileError, ResourceLimitError."""
        ...


def engine_named(name: PdfEngineName) -> PdfEngine:
    """Give the engine. The library of the other one is never imported: a deployment may do without it."""
    if name is PdfEngineName.PYMUPDF:
        from services.reading.pdf_mupdf import MuPdfEngine  # noqa: PLC0415  heavy, and not everyone has it

        return MuPdfEngine()
    from services.reading.pdf_pdfium import PdfiumEngine  # noqa: PLC0415  likewise

    return PdfiumEngine()
