"""PDF page by page: the words of its own text layer where they can be trusted, else those that are recognised on its picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PIL import Image

from services.errors import CorruptFileError, EmptyDocumentError, ResourceLimitError, TooManyPagesError
from services.ocr.rows import Piece, rows
from services.ocr.words import clamp, unite
from services.reading.image import Picture, turned
from services.reading.limits import PAGE_SIDE, Limits
from services.reading.parts import Count, PageRead, Part, Unlocked, Warned
from services.reading.pdf_attachments import attached_parts
from services.reading.pdf_engine import DAMAGED, LaidWord, Layer, PdfDocument, PdfPage, Shape, engine_named
from services.reading.pdf_trust import Answer, judged
from services.reading.recognising import ELSEWHERE, OcrNeededError, recognise
from services.reading.wish import ReadWish
from services.types import Box, Page, Word, WordSource

HIDDEN_TEXT, TEXT_LAYER_UNTRUSTED = "hidden_text", "text_layer_untrusted"
TOO_MANY_SCANNED_PAGES = "too_many_scanned_pages"
LINE_PT = 3.0  # thicker is an area
SHORTEST_RULING_PT = 4.0


def read_pdf(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read a PDF. A `FormatReader`."""
    with engine_named(wish.pdf_engine).opened(content, wish.passwords) as document:
        yield Count(_checked_count(document, limits))
        if document.unlocked_by is not None:
            yield Unlocked(document.unlocked_by)
        reading = _Reading(wish, limits)
        for index in range(document.page_count):
            yield from reading.page(document.page(index), index + 1)
        yield from attached_parts(document, wish, limits)


def _checked_count(document: PdfDocument, limits: Limits) -> int:
    count = document.page_count
    if count < 1:
        raise EmptyDocumentError("The PDF has no pages.")
    if count > limits.pages:
        raise TooManyPagesError(f"The PDF has {count} pages; at most {limits.pages} are read. Split it.")
    return count


class _Reading:
    """The pages of one file; counts those that are recognised."""

    def __init__(self, wish: ReadWish, limits: Limits) -> None:
        self._wish, self._limits = wish, limits
        self._recognised = 0

    def page(self, page: PdfPage, number: int) -> Iterator[Part]:
        """Give one page, and what is to be told of it."""
        _check_size(page, number)
        layer = _cut(page.layer(), self._limits)
        judgement = judged(layer, page)
        if judgement.hides_figures:
            yield Warned(HIDDEN_TEXT)
        if judgement.answer is Answer.UNTRUSTED:
            yield Warned(TEXT_LAYER_UNTRUSTED)
        if judgement.answer is Answer.TEXT:
            yield self._by_text(page, number, judgement.words, layer)
        elif self._recognised < self._limits.scanned_pages:
            self._recognised += 1
            yield self._by_ocr(page, number)
        else:
            yield Warned(TOO_MANY_SCANNED_PAGES)
            yield self._by_text(page, number, judgement.words, layer)

    def _by_text(self, page: PdfPage, number: int, words: Sequence[LaidWord], layer: Layer) -> PageRead:
        in_rows = words_in_rows(words, page.width, page.height)
        read = Page(number, page.width, page.height, "pt", in_rows, WordSource.TEXT, page.rotation)
        picture = partial(page.drawn, self._limits.preview_side_px, self._limits.render_dpi)
        return PageRead(read, picture, rulings(layer.shapes, page.width, page.height))

    def _by_ocr(self, page: PdfPage, number: int) -> PageRead:
        if self._wish.ocr == ELSEWHERE:
            raise OcrNeededError
        image = page.drawn(self._limits.image_side_px, self._limits.render_dpi)
        picture = Picture(image, page.width, page.height, page.rotation)
        read = recognise(picture, number, "pt", self._wish)
        return PageRead(read, partial(_upright, picture, read.rotation))


def _upright(picture: Picture, rotation: int) -> Image.Image:
    return turned(picture, rotation).image


def _check_size(page: PdfPage, number: int) -> None:
    if not max(page.width, page.height) <= PAGE_SIDE:  # NaN is not either
        raise ResourceLimitError(f"Page {number} says that it is larger than any paper. Print it to a new PDF, and send that.")
    if min(page.width, page.height) <= 0:
        raise CorruptFileError(DAMAGED)


def _cut(layer: Layer, limits: Limits) -> Layer:
    """More words than paper holds are not looked at either."""
    words = layer.words[: limits.words_per_page]
    return Layer(words, layer.shapes, layer.pictures) if len(words) < len(layer.words) else layer


def words_in_rows(words: Sequence[LaidWord], width: float, height: float) -> tuple[Word, ...]:
    """Put words into the visual rows of the page; boxes in fractions of it."""
    lines: dict[int, list[LaidWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    in_order = list(lines.values())
    pieces = [_piece(unite(word.box for word in line)) for line in in_order]
    found: list[Word] = []
    for number, row in enumerate(rows(pieces)):
        for word in (word for index in row for word in in_order[index]):
            found += [Word(part, clamp(word.box, width, height), number) for part in word.text.split()]
    return tuple(found)


def _piece(box: Box) -> Piece:
    return Piece(box.x0, box.x1, (box.y0 + box.y1) / 2, max(box.y1 - box.y0, 1.0), 0.0)


def rulings(shapes: Sequence[Shape], width: float, height: float) -> tuple[Box, ...]:
    """Give the lines of a page: those drawn, thin areas, and the sides of frames; boxes in fractions of it."""
    lines = [line for shape in shapes if shape.is_rectangle for line in _lines(shape)]
    return tuple(clamp(line, width, height) for line in lines)


def _lines(shape: Shape) -> Iterator[Box]:
    x0, y0, x1, y1 = shape.box
    if max(x1 - x0, y1 - y0) < SHORTEST_RULING_PT:
        return
    if min(x1 - x0, y1 - y0) <= LINE_PT:
        yield shape.box
    elif not shape.is_filled:
        yield from (Box(x0, y0, x1, y0), Box(x0, y1, x1, y1), Box(x0, y0, x0, y1), Box(x1, y0, x1, y1))
