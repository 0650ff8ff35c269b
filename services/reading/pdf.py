"""PDF pages: the words of their own text layer, or a picture of the page where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pymupdf
from PIL import Image

from services.errors import (
    CorruptFileError,
    EmptyDocumentError,
    NeedsPasswordError,
    ResourceLimitError,
    TooManyPagesError,
)
from services.ocr.rows import Piece, rows
from services.ocr.words import clamp, unite
from services.reading.image import Picture
from services.reading.limits import PAGE_SIDE, Limits
from services.reading.parts import Count, PageRead, Part
from services.reading.recognising import recognise
from services.reading.wish import ReadWish
from services.types import Box, Page, Word, WordSource

POINTS_PER_INCH = 72
FEW_LETTERS = 20  # a page number or a stamp is no text layer
STAMP_LETTERS = 120  # on a page that is one large picture, this little text is a scanner's mark
SCAN_SHARE = 0.6  # of the page that one picture covers
UNKNOWN_SHARE = 0.1  # of letters without a meaning: a font that cannot be read
UNKNOWN_LETTER = "\ufffd"
PAINTED = frozenset({"fill-image", "fill-imgmask", "fill-path", "stroke-path", "fill-shade"})

pymupdf.TOOLS.mupdf_display_errors(on=False)
pymupdf.TOOLS.mupdf_display_warnings(on=False)


def read_pdf(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read a PDF page by page: by its own text, or by OCR. A `FormatReader`."""
    with opened_pdf(content, limits) as document:
        yield Count(int(document.page_count))
        for number, page in enumerate(loaded_pages(document), start=1):
            yield _recognised(page, number, wish, limits) if needs_ocr(page) else _by_text(page, number, limits)


def _by_text(page: Any, number: int, limits: Limits) -> PageRead:
    read = Page(number, page.rect.width, page.rect.height, "pt", text_words(page), WordSource.TEXT, int(page.rotation))
    return PageRead(read, partial(drawn, page, limits.preview_side_px, limits.render_dpi))


def _recognised(page: Any, number: int, wish: ReadWish, limits: Limits) -> PageRead:
    image = drawn(page, limits.image_side_px, limits.render_dpi)
    picture = Picture(image, page.rect.width, page.rect.height, int(page.rotation))
    return PageRead(recognise(picture, number, "pt", wish), lambda: image)


@contextmanager
def opened_pdf(content: bytes, limits: Limits) -> Iterator[Any]:
    """Open a PDF and check that it may be read.

    Raises NeedsPasswordError, CorruptFileError, EmptyDocumentError, TooManyPagesError, ResourceLimitError.
    """
    with foreign_errors_named():
        document = pymupdf.open(stream=content, filetype="pdf")
    with document:
        with foreign_errors_named():
            _check(document, limits)
        yield document


def _check(document: Any, limits: Limits) -> None:
    if document.needs_pass:
        raise NeedsPasswordError("The PDF is locked. Enter its password, or send it without one.")
    count = int(document.page_count)
    if count < 1 and document.is_repaired:
        raise CorruptFileError("The PDF is damaged or cut off. Send it again.")
    if count < 1:
        raise EmptyDocumentError("The PDF has no pages.")
    if count > limits.pages:
        raise TooManyPagesError(f"The PDF has {count} pages; at most {limits.pages} are read. Split it.")


def loaded_pages(document: Any) -> Iterator[Any]:
    """Give the pages one after the other; a broken one raises CorruptFileError, an absurdly large one ResourceLimitError."""
    for index in range(document.page_count):
        with foreign_errors_named():
            page = document.load_page(index)
            side = max(page.rect.width, page.rect.height)
        if not side <= PAGE_SIDE:  # NaN is not either
            raise ResourceLimitError(
                f"Page {index + 1} says that it is larger than any paper. Print it to a new PDF, and send that."
            )
        yield page


def needs_ocr(page: Any) -> bool:
    """Tell whether the page shows more than its text layer says: a scan, outlined letters, unreadable fonts."""
    with foreign_errors_named():
        text = page.get_text("text")
        letters = sum(character.isalnum() for character in text)
        unknown = text.count(UNKNOWN_LETTER)
        if unknown > UNKNOWN_SHARE * max(letters + unknown, 1):
            return True
        if letters >= STAMP_LETTERS:
            return False
        painted = [(kind, pymupdf.Rect(box)) for kind, box in page.get_bboxlog() if kind in PAINTED]
        return bool(painted) if letters < FEW_LETTERS else _is_scan(page, painted)


def _is_scan(page: Any, painted: list[tuple[str, Any]]) -> bool:
    area = abs(page.rect.width * page.rect.height)
    return any(kind.startswith("fill-im") and (box & page.rect).get_area() >= SCAN_SHARE * area for kind, box in painted)


def text_words(page: Any) -> tuple[Word, ...]:
    """Give the words of the text layer by visual rows; boxes in fractions of the upright page."""
    with foreign_errors_named():
        upright = page.rotation_matrix
        lines: dict[tuple[int, int], list[tuple[str, Box]]] = {}
        for x0, y0, x1, y1, text, block, line, _ in page.get_text("words"):
            rect = pymupdf.Rect(x0, y0, x1, y1) * upright
            if text.strip() and rect.intersects(page.rect):
                lines.setdefault((block, line), []).append((text, Box(rect.x0, rect.y0, rect.x1, rect.y1)))
        width, height = page.rect.width, page.rect.height
    return _rows_of_words(list(lines.values()), width, height)


def _rows_of_words(lines: list[list[tuple[str, Box]]], width: float, height: float) -> tuple[Word, ...]:
    pieces = [_piece(unite(box for _, box in line)) for line in lines]
    words: list[Word] = []
    for number, row in enumerate(rows(pieces)):
        for text, box in [word for index in row for word in lines[index]]:
            words += [Word(part, clamp(box, width, height), number) for part in text.split()]
    return tuple(words)


def _piece(box: Box) -> Piece:
    return Piece(box.x0, box.x1, (box.y0 + box.y1) / 2, max(box.y1 - box.y0, 1.0), 0.0)


def drawn(page: Any, max_side_px: int, dpi: int) -> Image.Image:
    """Draw the upright page in RGB, at `dpi` or at fewer where a side would grow longer than `max_side_px`."""
    with foreign_errors_named():
        longest = max(page.rect.width, page.rect.height, 1.0)
        zoom = min(dpi / POINTS_PER_INCH, max_side_px / longest)
        pixels = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csRGB, alpha=False)
        return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


@contextmanager
def foreign_errors_named() -> Iterator[None]:
    """Turn MuPDF's errors into ours; MuPDF reads lazily, so any question to it may be the one that fails."""
    try:
        yield
    except (pymupdf.mupdf.FzErrorSystem, pymupdf.mupdf.FzErrorLimit) as error:
        raise ResourceLimitError("The PDF needs more memory than a file may take.") from error
    except (pymupdf.FileDataError, pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, IndexError) as error:
        raise CorruptFileError("The PDF is damaged or cut off. Send it again.") from error
