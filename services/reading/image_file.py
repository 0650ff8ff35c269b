"""Files of pictures: each page is recognised. A `FormatReader`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PIL import Image

from services.reading.image import Picture, page_count, pictures, turned
from services.reading.limits import Limits
from services.reading.parts import Count, FormatReader, PageRead, Part, Warned
from services.reading.recognising import recognise
from services.reading.wish import ReadWish
from services.types import Page, WordSource

TOO_MANY_SCANNED_PAGES = "too_many_scanned_pages"


def image_reader(media_type: str) -> FormatReader:
    """Give the reader of one type of picture. Pages beyond `limits.scanned_pages` come without words, and with a warning."""

    def read(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
        count = page_count(content, media_type, limits)
        yield Count(count)
        for number, picture in enumerate(pictures(content, media_type, limits), start=1):
            is_read = number <= limits.scanned_pages
            page = recognise(picture, number, "px", wish) if is_read else _unread(picture, number)
            yield PageRead(page, partial(_image_of, picture, page.rotation))
        if count > limits.scanned_pages:
            yield Warned(TOO_MANY_SCANNED_PAGES)

    return read


def _unread(picture: Picture, number: int) -> Page:
    """A page that no engine was asked about: all the text that the file has of its own, which is none."""
    return Page(number, picture.width, picture.height, "px", (), WordSource.TEXT, picture.rotation)


def _image_of(picture: Picture, rotation: int) -> Image.Image:
    """Upright as its words turned out to stand."""
    return turned(picture, rotation).image
