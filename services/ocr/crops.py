"""Reading one box of a picture afresh: the second look that evidence checks take."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
from PIL import Image

from services.ocr.rapid import RapidOcrEngine
from services.types import Box

ROOM = 0.15  # of the box's height, so that no stroke is cut off
TEXT_HEIGHT_PX = 48  # what recognisers are trained on


def read_crop(picture: bytes, box: Box) -> str:
    """What RapidOCR reads in a box (fractions of the picture) that holds one line; empty when it reads nothing."""
    with Image.open(io.BytesIO(picture)) as page:
        crop = page.convert("RGB").crop(_pixels(box, page.width, page.height))
    factor = max(TEXT_HEIGHT_PX / crop.height, 1.0)
    large = crop.resize((max(round(crop.width * factor), 1), max(round(crop.height * factor), 1)), Image.Resampling.BICUBIC)
    return _engine().read_line(np.asarray(large))


@cache
def _engine() -> RapidOcrEngine:
    return RapidOcrEngine()


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    room = (box.y1 - box.y0) * height * ROOM
    return (
        max(int(box.x0 * width - room), 0),
        max(int(box.y0 * height - room), 0),
        min(int(box.x1 * width + room) + 1, width),
        min(int(box.y1 * height + room) + 1, height),
    )
