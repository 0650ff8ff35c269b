"""Reads a file in this very process. The reading child runs this; only tests and benchmarks call it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from services.errors import UnsupportedTypeError
from services.ocr.engines import engine_for
from services.reading.codec import storable
from services.reading.image import Picture, page_count, pictures
from services.reading.limits import DEFAULT, Limits
from services.reading.look import look_of
from services.reading.media_types import IMAGES, PDF
from services.reading.pdf import drawn, loaded_pages, needs_ocr, opened_pdf, text_words
from services.reading.preview import preview_webp
from services.reading.result import ReadResult
from services.types import Page, ReadDocument, WordSource

READER_VERSION = "1"  # part of the derived data: raise it when the words of a document may come out differently

OnCount = Callable[[int], None]
OnPage = Callable[[int], None]
ReadPage = tuple[Page, bytes, bytes]  # with its preview as WebP, and the look of the first one (b"" of the others)


def read_in_process(
    content: bytes,
    media_type: str,
    *,
    ocr: str,
    limits: Limits = DEFAULT,
    on_page: OnPage | None = None,
) -> ReadResult:
    """Read bytes of a sniffed type with an engine of `services.ocr.engines`; `on_page` gets each finished page number.

    Raises services.errors.ReadingError and OcrError.
    """
    pages, previews, looks = [], [], []
    for page, preview, look in read_pages(content, media_type, ocr=ocr, limits=limits):
        pages.append(page)
        previews.append(preview)
        looks.append(look)
        if on_page is not None:
            on_page(page.number)
    return ReadResult(ReadDocument(media_type, tuple(pages), (), READER_VERSION), tuple(previews), b"".join(looks[:1]))


def read_pages(
    content: bytes,
    media_type: str,
    *,
    ocr: str,
    limits: Limits,
    on_count: OnCount | None = None,
) -> Iterator[ReadPage]:
    """Give the pages one after the other; `on_count` gets their number before the first. Raises as above."""
    if media_type == PDF:
        return _pdf_pages(content, ocr, limits, on_count)
    if media_type in IMAGES:
        return _image_pages(content, media_type, ocr, limits, on_count)
    raise UnsupportedTypeError(f"{media_type} is not read.")


def is_text_pdf(content: bytes, limits: Limits) -> bool:
    """Tell whether every page of the PDF has its own text, so that no OCR engine is needed. Raises ReadingError."""
    with opened_pdf(content, limits) as document:
        return not any(needs_ocr(page) for page in loaded_pages(document))


def _pdf_pages(content: bytes, ocr: str, limits: Limits, on_count: OnCount | None) -> Iterator[ReadPage]:
    with opened_pdf(content, limits) as document:
        if on_count is not None:
            on_count(int(document.page_count))
        for number, page in enumerate(loaded_pages(document), start=1):
            yield _recognised_pdf_page(page, number, ocr, limits) if needs_ocr(page) else _text_page(page, number, limits)


def _text_page(page: Any, number: int, limits: Limits) -> ReadPage:
    words = text_words(page)
    picture = drawn(page, limits.preview_side_px, limits.render_dpi)
    read = Page(number, page.rect.width, page.rect.height, "pt", words, WordSource.TEXT, int(page.rotation))
    return _shown(read, picture, limits)


def _recognised_pdf_page(page: Any, number: int, ocr: str, limits: Limits) -> ReadPage:
    image = drawn(page, limits.image_side_px, limits.render_dpi)
    picture = Picture(image, page.rect.width, page.rect.height, int(page.rotation))
    return _shown(_recognised(picture, number, "pt", ocr), image, limits)


def _image_pages(content: bytes, media_type: str, ocr: str, limits: Limits, on_count: OnCount | None) -> Iterator[ReadPage]:
    if on_count is not None:
        on_count(page_count(content, media_type, limits))
    for number, picture in enumerate(pictures(content, media_type, limits), start=1):
        yield _shown(_recognised(picture, number, "px", ocr), picture.image, limits)


def _shown(page: Page, image: Image.Image, limits: Limits) -> ReadPage:
    look = look_of(image) if page.number == 1 else b""
    return bounded(page, limits), preview_webp(image, limits.preview_side_px), look


def _recognised(picture: Picture, number: int, unit: str, ocr: str) -> Page:
    engine = engine_for(ocr)
    words = engine.read(np.asarray(picture.image))
    return Page(number, picture.width, picture.height, unit, words, engine.source, picture.rotation)


def bounded(page: Page, limits: Limits) -> Page:
    """Cut what no honest page has: words without end, more words than paper, NUL and halves of surrogate pairs."""
    words = (replace(word, text=storable(word.text)[: limits.word_characters]) for word in page.words)
    return replace(page, words=tuple(word for word in words if word.text)[: limits.words_per_page])
