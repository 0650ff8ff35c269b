"""PDF by PDFium (pypdfium2), for who does not want MuPDF. The catalogue, which PDFium does not show, is read by pdfminer.

pypdfium2's own build of PDFium has neither JavaScript nor XFA.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from PIL import Image

from services.errors import CorruptFileError, NeedsPasswordError
from services.reading.limits import Limits
from services.reading.pdf_engine import DAMAGED, LOCKED, POINTS_PER_INCH, Enclosed, LaidWord, Layer, PaintedPicture, Shape
from services.reading.pdf_pdfium_objects import (
    Painted,
    Sides,
    bounds_of,
    clip_of,
    colours_of,
    common,
    look_of,
    painted_objects,
    strokes_of,
)
from services.reading.pdf_pdfium_text import Text, laid_words
from services.types import Box

CATALOGUE = re.compile(rb"\b(\d{1,8}) (\d{1,5}) obj\b[^>]{0,200}/Type\s{0,9}/Catalog\b")
LAST_OBJECT = b"endobj"
PICTURES = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING})
OPAQUE = 255
ALPHA = 3  # the channel
BROKEN_CATALOGUE = (
    PSException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    struct.error,
    zlib.error,
)

for library in ("pypdfium2", "pdfminer"):
    logging.getLogger(library).setLevel(logging.CRITICAL)  # what is odd in a file is told by what comes of it


class PdfiumEngine:
    """A `PdfEngine`."""

    @contextmanager
    def opened(self, content: bytes, passwords: Sequence[str]) -> Iterator[PdfiumDocument]:
        with foreign_errors_named():
            document, index = _unlocked(content, passwords)
        try:
            with foreign_errors_named():
                document.init_forms()
            yield PdfiumDocument(document, content, "" if index is None else passwords[index], index)
        finally:
            document.close()


def _unlocked(content: bytes, passwords: Sequence[str]) -> tuple[Any, int | None]:
    """Open the file as it is, then with one password after the other."""
    tries: list[tuple[str | None, int | None]] = [(None, None), *((word, index) for index, word in enumerate(passwords))]
    for password, index in tries:
        try:
            return _loaded(content, password), index
        except pypdfium2.PdfiumError as error:
            if error.err_code != pdfium.FPDF_ERR_PASSWORD:
                raise
    raise NeedsPasswordError(LOCKED)


def _loaded(content: bytes, password: str | None) -> Any:
    """A file that lost its end gets another one: PDFium finds the objects by itself, but not which of them is the first."""
    try:
        return pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        catalogue = CATALOGUE.search(content)
        if error.err_code != pdfium.FPDF_ERR_FORMAT or catalogue is None:
            raise
        whole = content[: content.rfind(LAST_OBJECT) + len(LAST_OBJECT)]
        return pypdfium2.PdfDocument(whole + b"\ntrailer<</Root %s %s R>>\n%%%%EOF" % catalogue.groups(), password=password)


class PdfiumDocument:
    """A `PdfDocument`."""

    def __init__(self, document: Any, content: bytes, password: str, unlocked_by: int | None) -> None:
        self._document, self._content, self._password = document, content, password
        self.unlocked_by = unlocked_by
        self.page_count = len(document)
        self._pinned: list[Enclosed] = []

    def page(self, index: int) -> PdfiumPage:
        with foreign_errors_named():
            self._pinned += _pinned_to(self._document, index)
            return PdfiumPage(_with_annotations(self._document, index), self._document)

    def attached(self, limits: Limits) -> Iterator[Enclosed]:
        count = self._document.count_attachments()
        for index in range(min(count, limits.attachments)):
            with foreign_errors_named():
                attachment = self._document.get_attachment(index)
            yield _enclosed(attachment)
        yield from self._pinned[: max(limits.attachments - count, 0)]

    def is_portfolio(self) -> bool:
        """A catalogue that pdfminer cannot read tells of none."""
        try:
            catalogue = PDFDocument(PDFParser(io.BytesIO(self._content)), password=self._password).catalog
        except BROKEN_CATALOGUE:
            return False
        return "Collection" in catalogue


def _with_annotations(document: Any, index: int) -> Any:
    """Give a page with its forms and notes painted on it as they are seen; a page without an area gets that of its paper."""
    page = document.get_page(index)
    if pdfium.FPDFPage_GetAnnotCount(page):
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        page = _anew(page, document, index)
    if min(page.get_size()) <= 0:
        page.set_cropbox(*page.get_mediabox())
        page = _anew(page, document, index)
    return page


def _anew(page: Any, document: Any, index: int) -> Any:
    page.close()
    return document.get_page(index)


def _pinned_to(document: Any, index: int) -> Iterator[Enclosed]:
    """Files that hang on a place of a page."""
    page = document.get_page(index)
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        pin = pdfium.FPDFPage_GetAnnot(page, number)
        if pin and pdfium.FPDFAnnot_GetSubtype(pin) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
            raw = pdfium.FPDFAnnot_GetFileAttachment(pin)
            if raw:
                yield _enclosed(pypdfium2.PdfAttachment(raw, document))


def _enclosed(attachment: Any) -> Enclosed:
    with foreign_errors_named():
        name = attachment.get_name()
    try:
        return Enclosed(name, bytes(attachment.get_data()))
    except pypdfium2.PdfiumError:
        return Enclosed(name, None)


class PdfiumPage:
    """A `PdfPage`."""

    def __init__(self, page: Any, document: Any) -> None:
        self._page, self._document = page, document
        self.width, self.height = (float(side) for side in page.get_size())
        self.rotation = int(page.get_rotation())
        self._sides: Sides = page.get_bbox()

    def layer(self) -> Layer:
        with foreign_errors_named():
            painted = painted_objects(self._page)
            words = [word for word in self._words(painted) if self._is_seen(word.box)]
            shapes = [shape for path in painted if path.kind == pdfium.FPDF_PAGEOBJ_PATH for shape in self._shapes(path)]
            pictures = [picture for item in painted if item.kind in PICTURES for picture in self._picture(item, words)]
            return Layer(words, shapes, pictures)

    def drawn(self, max_side_px: int, dpi: int, area: Box | None = None) -> Image.Image:
        left, top, right, bottom = area or Box(0.0, 0.0, self.width, self.height)
        with foreign_errors_named():
            zoom = min(dpi / POINTS_PER_INCH, max_side_px / max(self.width, self.height, 1.0))
            picture = self._page.render(scale=zoom, crop=(left, self.height - bottom, self.width - right, top)).to_pil()
            return Image.frombytes("RGB", picture.size, picture.convert("RGB").tobytes())

    def _words(self, painted: Sequence[Painted]) -> Iterator[LaidWord]:
        texts = {text.address: self._text(text) for text in painted if text.kind == pdfium.FPDF_PAGEOBJ_TEXT}
        return laid_words(self._page.get_textpage(), texts, self._upright)

    def _text(self, painted: Painted) -> Text:
        clip = clip_of(painted)
        return Text(look_of(painted), painted.order, None if clip is None else self._upright(clip))

    def _shapes(self, path: Painted) -> Iterator[Shape]:
        colour, opacity, is_filled = colours_of(path)
        for sides, is_rectangle in strokes_of(path):
            yield Shape(self._upright(sides), path.order, colour, opacity, is_filled, is_rectangle)

    def _picture(self, painted: Painted, words: Sequence[LaidWord]) -> Iterator[PaintedPicture]:
        sides, clip = bounds_of(painted), clip_of(painted)
        if sides is None:
            return
        box = self._upright(sides if clip is None else common(sides, clip))
        over = tuple(index for index, word in enumerate(words) if word.order < painted.order and _holds(box, word.box))
        yield PaintedPicture(box, bool(over) and self._is_opaque(painted), over)

    def _is_opaque(self, painted: Painted) -> bool:
        """A picture may let through what is under it at any of its points. A shading has no letters of its own."""
        if painted.kind != pdfium.FPDF_PAGEOBJ_IMAGE or pdfium.FPDFPageObj_HasTransparency(painted.handle):
            return False
        bitmap = pypdfium2.PdfBitmap.from_raw(pdfium.FPDFImageObj_GetRenderedBitmap(self._document, self._page, painted.handle))
        pixels = bitmap.to_numpy()
        return bool(pixels.shape[2] <= ALPHA or np.median(pixels[:, :, ALPHA]) == OPAQUE)

    def _is_seen(self, box: Box) -> bool:
        return 0 < box.x0 + box.x1 < 2 * self.width and 0 < box.y0 + box.y1 < 2 * self.height

    def _upright(self, sides: Sides) -> Box:
        """Places of the file, with their origin bottom left, as they are on the page turned upright."""
        left, bottom, right, top = self._sides
        x0, x1, y0, y1 = sides[0] - left, sides[2] - left, top - sides[3], top - sides[1]
        width, height = right - left, top - bottom
        match self.rotation:
            case 90:
                return Box(height - y1, x0, height - y0, x1)
            case 180:
                return Box(width - x1, height - y1, width - x0, height - y0)
            case 270:
                return Box(y0, width - x1, y1, width - x0)
            case _:
                return Box(x0, y0, x1, y1)


def _holds(outer: Box, box: Box) -> bool:
    return outer.x0 < (box.x0 + box.x1) / 2 < outer.x1 and outer.y0 < (box.y0 + box.y1) / 2 < outer.y1


@contextmanager
def foreign_errors_named() -> Iterator[None]:
    """Turn PDFium's errors into ours."""
    try:
        yield
    except (pypdfium2.PdfiumError, ValueError, IndexError, OverflowError) as error:
        raise CorruptFileError(DAMAGED) from error
