"""Boxes of pages read afresh from the pages' pictures, whatever the text layer says there. Runs in the child with OCR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.ocr.crops import line_in
from services.ocr.engines import engine_for
from services.reading.codec import storable
from services.reading.crops import CROP_CHARACTERS, Crop
from services.reading.in_process import read_parts
from services.reading.limits import Limits
from services.reading.parts import PageRead
from services.reading.wish import OcrPolicy, ReadWish

CROP_DPI = 300


def read_crops(content: bytes, media_type: str, crops: Sequence[Crop], wish: ReadWish, limits: Limits) -> tuple[str, ...]:
    """Give the text in each box, "" where none is read. Raises ReadingError and OcrError."""
    engine = engine_for(wish.ocr, wish.languages)
    unrecognised = replace(wish, ocr="none", policy=OcrPolicy.FAST)
    sharp = replace(limits, preview_side_px=limits.image_side_px, render_dpi=CROP_DPI)
    texts: dict[Crop, str] = {}
    for part in read_parts(content, media_type, unrecognised, sharp):
        if not isinstance(part, PageRead):
            continue
        here = [crop for crop in crops if crop.page == part.page.number]
        if here:
            image = part.picture()
            texts |= {crop: storable(line_in(image, crop.box, engine))[:CROP_CHARACTERS] for crop in here}
        if len(texts) == len(set(crops)):
            break
    return tuple(texts.get(crop, "") for crop in crops)
