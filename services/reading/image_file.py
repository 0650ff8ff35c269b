"""Files of pictures: each page is recognised. A `FormatReader`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PIL import Image

from services.reading.image import Picture, page_count, pictures, turned
from services.reading.limits import Limits
from services.reading.parts import Count, FormatReader, PageRead, Part
from services.reading.recognising import recognise
from services.reading.wish import ReadWish


def image_reader(media_type: str) -> FormatReader:
    """Give the reader of one type of picture."""

    def read(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
        yield Count(page_count(content, media_type, limits))
        for number, picture in enumerate(pictures(content, media_type, limits), start=1):
            page = recognise(picture, number, "px", wish)
            yield PageRead(page, partial(_image_of, picture, page.rotation))

    return read


def _image_of(picture: Picture, rotation: int) -> Image.Image:
    """Upright as its words turned out to stand."""
    return turned(picture, rotation).image
