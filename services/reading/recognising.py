"""A picture of a page becomes a page with words, in a child that may."""

from __future__ import annotations

import numpy as np

from services.ocr.engines import engine_for
from services.reading.image import Picture
from services.reading.wish import ReadWish
from services.types import Page

ELSEWHERE = "elsewhere"  # the choice of engine in a child that has none


class OcrNeededError(Exception):
    """A page has to be recognised, and this child may not. Never leaves this package: the other kind begins the file anew."""


def recognise(picture: Picture, number: int, unit: str, wish: ReadWish) -> Page:
    """Give the words that an engine reads. Raises OcrError, OcrUnavailableError, OcrNeededError."""
    if wish.ocr == ELSEWHERE:
        raise OcrNeededError
    engine = engine_for(wish.ocr)
    words = engine.read(np.asarray(picture.image))
    return Page(number, picture.width, picture.height, unit, words, engine.source, picture.rotation)
