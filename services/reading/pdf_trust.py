"""Whether the text layer of a page says what is seen on it: cheap checks on all words, and a look at the few that are odd.

A word is hidden that is not painted (render mode 3), is next to transparent or tiny, has the colour of what is behind it, or
was painted over. What is odd by its colour or by what covers it is looked at on the drawn page before it is judged, for
white letters on a dark heading, watermarks and shapes that are clipped away are all honest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from services.ocr.words import unite
from services.reading.pdf_engine import LaidWord, Layer, PdfPage, Shape
from services.reading.pdf_letters import is_garbled
from services.types import Box

FEW_LETTERS = 20  # a page number or a stamp is no text layer
STAMP_LETTERS = 120  # on a page that is one large picture, this little text is a scanner's mark
SCAN_SHARE = 0.6  # of the page that one picture covers

TRANSPARENT = 0.1
TINY_PT, TINY_BOX_PT = 1.5, 2.5  # letters and box: fonts of drawn letters (Type 3) lie about their size
PALE = 225  # each of red, green and blue: hardly seen on white paper
OPAQUE = 0.9
THIN_PT = 4.0  # a shape with a side shorter than this hides no word
MANY_COVERS = 500  # then each word is looked at
LARGE_SHARE = 0.3  # of the letters: that much hidden where something is seen, the page is a picture of its text

LOOKED_AT_DPI, LOOKED_AT_SIDE_PX = 150, 2500
CONTRAST = 30  # of 255: less is not seen
INK_SHARE = 0.02  # of the pixels of a word's box
NEAR_INK = 0.6  # of the distance between letters and paper
EDGE = 0.15  # of a box's height, above and below
MARGIN_PT = 2.0
SEEN_SHARE = 0.3  # of a word's box that other words take

FIGURE = re.compile(r"[^\w\s]{0,3}\d[\d.,'/-]*\d[^\w\s]{0,3}")  # an amount or a date, not the name of a paper or a form

Pixels = NDArray[np.uint8]


class Answer(Enum):
    """What to do with a page."""

    TEXT = auto()  # its words are those of the text layer
    SCAN = auto()  # a picture of text, with no words or with those of an earlier recognition behind it
    UNTRUSTED = auto()  # its text layer is not what is seen


@dataclass(frozen=True, slots=True)
class Judgement:
    """The words that are seen, and what has to be done. `hides_figures`: figures were there that are not seen."""

    answer: Answer
    words: Sequence[LaidWord]
    hides_figures: bool = False


def judged(layer: Layer, page: PdfPage) -> Judgement:
    """Judge the text layer of a page. Raises CorruptFileError and ResourceLimitError where it has to be drawn for that."""
    words = layer.words
    if is_garbled([word.text for word in words]):
        return Judgement(Answer.UNTRUSTED, ())
    is_scan = _is_scan(layer, page)
    unseen = {index for index, word in enumerate(words) if _is_unseen(word)}
    if is_scan and len(unseen) > len(words) / 2:
        return Judgement(Answer.SCAN, ())
    odd = {*_pale_or_optional(words), *_covered(layer)} - unseen
    if unseen or odd:
        return _looked_at(layer, page, unseen, odd, is_scan=is_scan)
    return Judgement(_by_amount(words, layer, is_scan=is_scan), words)


def _by_amount(words: Sequence[LaidWord], layer: Layer, *, is_scan: bool) -> Answer:
    """A page that shows more than its words say is a picture of text: a scan, or outlined letters."""
    letters = _letters(words)
    if letters >= STAMP_LETTERS:
        return Answer.TEXT
    shows_more = is_scan if letters >= FEW_LETTERS else bool(layer.pictures or layer.shapes)
    return Answer.SCAN if shows_more else Answer.TEXT


def _letters(words: Sequence[LaidWord]) -> int:
    return sum(map(str.isalnum, "".join([word.text for word in words])))


def _is_scan(layer: Layer, page: PdfPage) -> bool:
    area = page.width * page.height
    return any(_area_inside(picture.box, page) >= SCAN_SHARE * area for picture in layer.pictures)


def _area_inside(box: Box, page: PdfPage) -> float:
    width = min(box.x1, page.width) - max(box.x0, 0.0)
    height = min(box.y1, page.height) - max(box.y0, 0.0)
    return max(width, 0.0) * max(height, 0.0)


def _is_unseen(word: LaidWord) -> bool:
    look = word.look
    return not look.is_painted or look.opacity < TRANSPARENT or (look.size < TINY_PT and _is_tiny(word.box))


def _is_tiny(box: Box) -> bool:
    return min(box.x1 - box.x0, box.y1 - box.y0) < TINY_BOX_PT


def _pale_or_optional(words: Sequence[LaidWord]) -> Iterator[int]:
    looks = {word.look for word in words}
    odd = {look for look in looks if look.is_optional or min(_channels(look.colour)) >= PALE}
    return (index for index, word in enumerate(words) if word.look in odd) if odd else iter(())


def _channels(colour: int) -> tuple[int, int, int]:
    return colour >> 16, colour >> 8 & 0xFF, colour & 0xFF


def _covered(layer: Layer) -> Iterator[int]:
    """Words that an opaque picture or shape was painted over, and words on a shape of their own colour."""
    for picture in layer.pictures:
        yield from picture.over
    words = layer.words
    if not words:
        return
    first, colours = words[0].order, {word.look.colour for word in words}
    covers = [shape for shape in layer.shapes if _may_hide(shape) and (shape.order > first or shape.colour in colours)]
    if len(covers) > MANY_COVERS:
        yield from range(len(words))
    elif covers:
        yield from _under(covers, words)


def _may_hide(shape: Shape) -> bool:
    x0, y0, x1, y1 = shape.box
    return shape.is_filled and shape.opacity >= OPAQUE and min(x1 - x0, y1 - y0) >= THIN_PT


def _under(covers: Sequence[Shape], words: Sequence[LaidWord]) -> Iterator[int]:
    x0, y0, x1, y1 = np.array([word.box for word in words]).T
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    order = np.array([word.order for word in words])
    colour = np.array([word.look.colour for word in words])
    for box, painted, hue, *_ in covers:
        there = (box.x0 < x) & (x < box.x1) & (box.y0 < y) & (y < box.y1)
        yield from np.flatnonzero(there & ((order < painted) | (colour == hue))).tolist()


def _looked_at(layer: Layer, page: PdfPage, unseen: set[int], odd: set[int], *, is_scan: bool) -> Judgement:
    """Draw the page and see which of the odd words are there, and what is seen in place of the hidden ones."""
    words = layer.words
    sight = _Sight(page, unite(words[index].box for index in unseen | odd))
    hidden = unseen | {index for index in odd if not sight.shows(words[index])}
    under_pictures = {index for picture in layer.pictures if picture.is_opaque for index in picture.over} & odd
    seen = [word for index, word in enumerate(words) if index not in hidden and index not in under_pictures]
    taken = sight.area_of(seen)
    replaced = [
        words[index] for index in hidden | under_pictures if sight.is_inked(words[index].box) and not taken(words[index].box)
    ]
    if _letters(replaced) > LARGE_SHARE * _letters(words):
        return Judgement(Answer.SCAN if is_scan else Answer.UNTRUSTED, ())
    hides_figures = any(FIGURE.fullmatch(words[index].text) for index in hidden | under_pictures)
    return Judgement(_by_amount(seen, layer, is_scan=is_scan), seen, hides_figures)


class _Sight:
    """The drawn page, as far as odd words stand on it."""

    def __init__(self, page: PdfPage, around: Box) -> None:
        left, top = max(around.x0 - MARGIN_PT, 0.0), max(around.y0 - MARGIN_PT, 0.0)
        right, bottom = min(around.x1 + MARGIN_PT, page.width), min(around.y1 + MARGIN_PT, page.height)
        self._area = Box(left, top, right, bottom)
        self._pixels: Pixels = np.asarray(page.drawn(LOOKED_AT_SIDE_PX, LOOKED_AT_DPI, self._area))
        height, width = self._pixels.shape[:2]
        self._across, self._down = width / (right - left), height / (bottom - top)

    def shows(self, word: LaidWord) -> bool:
        """Whether the word's box has ink of the word's colour, on something of another colour."""
        pixels = self._pixels[self._place(word.box)].reshape(-1, 3).astype(np.int16)
        paper = np.median(pixels, axis=0)
        ink = paper + (np.array(_channels(word.look.colour)) - paper) * word.look.opacity
        contrast = np.abs(ink - paper).max()
        if contrast < CONTRAST:
            return False
        inked = float((np.abs(pixels - ink).max(axis=1) < NEAR_INK * contrast).mean())
        return inked >= INK_SHARE if any(map(str.isalnum, word.text)) else inked > 0

    def is_inked(self, box: Box) -> bool:
        """Whether anything is seen in a box."""
        pixels = self._pixels[self._place(box)].reshape(-1, 3).astype(np.int16)
        apart = np.abs(pixels - np.median(pixels, axis=0)).max(axis=1)
        return float((apart > 2 * CONTRAST).mean()) >= INK_SHARE

    def area_of(self, words: Sequence[LaidWord]) -> Callable[[Box], bool]:
        """Give what tells whether a box is one that these words stand in."""
        taken = np.zeros(self._pixels.shape[:2], dtype=bool)
        for word in words:
            if _touch(word.box, self._area):
                taken[self._place(word.box)] = True
        return lambda box: float(taken[self._place(box)].mean()) > SEEN_SHARE

    def _place(self, box: Box) -> tuple[slice, slice]:
        """The middle of a box, without the lines that may stand over and under it; at least one pixel."""
        height, width = self._pixels.shape[:2]
        left, top, *_ = self._area
        edge = EDGE * (box.y1 - box.y0)
        return (
            _stretch((box.y0 + edge - top) * self._down, (box.y1 - edge - top) * self._down, height),
            _stretch((box.x0 - left) * self._across, (box.x1 - left) * self._across, width),
        )


def _touch(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _stretch(start: float, end: float, whole: int) -> slice:
    first = min(max(int(start), 0), whole - 1)
    return slice(first, min(max(int(end) + 1, first + 1), whole))
