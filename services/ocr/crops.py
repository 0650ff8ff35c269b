"""Reading one box of a picture afresh: the second look that evidence checks take."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from services.ocr.base import OcrEngine, ReadLine
from services.ocr.engines import engine_for
from services.types import Box

ROOM = 0.15  # of the box's height, so that no stroke is cut off
TEXT_HEIGHT_PX = 48  # what recognisers are trained on
LEAST_PX = 5  # no letter is smaller
LEAST_CONTRAST = 16  # of 255 grey levels between ink and paper
TALL = 1.5  # times its width: such a box holds a line that runs up or down
QUARTERS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
SURE = 0.8  # below, it may stand on its head
LONGEST_SIDE_PX = 2000  # after it was blown up


def read_crop(picture: bytes, box: Box) -> str:
    """What RapidOCR reads in a box (fractions of the picture) that holds one line; empty when it reads nothing."""
    with Image.open(io.BytesIO(picture)) as page:
        return line_in(page.convert("RGB"), box, engine_for("rapid"))


def line_in(page: Image.Image, box: Box, engine: OcrEngine) -> str:
    """What an engine reads in a box of an RGB picture that holds one line, whichever way up; empty when it reads nothing."""
    crop = page.crop(_pixels(box, page.width, page.height))
    if min(crop.size) < LEAST_PX or _is_bare(crop):
        return ""
    if crop.height > TALL * crop.width:
        return max((_read(crop.transpose(turn), engine) for turn in QUARTERS), key=_sureness).text
    line = _read(crop, engine)
    if line.confidence >= SURE:
        return line.text
    return max(line, _read(crop.transpose(Image.Transpose.ROTATE_180), engine), key=_sureness).text


def _read(crop: Image.Image, engine: OcrEngine) -> ReadLine:
    factor = min(max(TEXT_HEIGHT_PX / crop.height, 1.0), max(LONGEST_SIDE_PX / max(crop.size), 1.0))
    large = crop.resize((max(round(crop.width * factor), 1), max(round(crop.height * factor), 1)), Image.Resampling.BICUBIC)
    return engine.read_line(np.asarray(large))


def _is_bare(crop: Image.Image) -> bool:
    """Whether nobody could see anything there. Engines make up letters on bare paper."""
    grey = np.asarray(crop.convert("L"))
    return int(grey.max()) - int(grey.min()) < LEAST_CONTRAST


def _sureness(line: ReadLine) -> float:
    return line.confidence


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    room = (box.y1 - box.y0) * height * ROOM
    left, top = max(int(box.x0 * width - room), 0), max(int(box.y0 * height - room), 0)
    right, bottom = min(int(box.x1 * width + room) + 1, width), min(int(box.y1 * height + room) + 1, height)
    return min(left, width - 1), min(top, height - 1), max(right, left + 1), max(bottom, top + 1)
