"""Reads a file in this very process. The reading child runs this; only tests and benchmarks call it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from services.errors import EmptyDocumentError, UnsupportedTypeError
from services.ocr.engines import engine_for
from services.reading.image import FORMATS, Picture, pictures
from services.reading.limits import DEFAULT, Limits
from services.reading.preview import preview_webp
from services.reading.result import ReadResult
from services.types import Page, ReadDocument

READER_VERSION = "1"  # part of the derived data: raise it when the words of a document may come out differently

OnPage = Callable[[int], None]


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
    if media_type not in FORMATS:
        raise UnsupportedTypeError(f"{media_type} is not read.")
    pages, previews = [], []
    for page, preview in _image_pages(content, media_type, ocr, limits):
        pages.append(page)
        previews.append(preview)
        if on_page is not None:
            on_page(page.number)
    if not pages:
        raise EmptyDocumentError("The file has no pages.")
    return ReadResult(ReadDocument(media_type, tuple(pages), (), READER_VERSION), tuple(previews))


def _image_pages(content: bytes, media_type: str, ocr: str, limits: Limits) -> Iterator[tuple[Page, bytes]]:
    for number, picture in enumerate(pictures(content, media_type, limits), start=1):
        yield recognised_page(picture, number, "px", ocr), preview_webp(picture.image, limits.preview_side_px)


def recognised_page(picture: Picture, number: int, unit: str, ocr: str) -> Page:
    """Read the words of one upright picture."""
    engine = engine_for(ocr)
    words = engine.read(np.asarray(picture.image))
    return Page(number, picture.width, picture.height, unit, words, engine.source, picture.rotation)
