"""An engine that is shown every picture enlarged: it reads small print otherwise, sometimes better and sometimes worse."""

from __future__ import annotations

import cv2
import numpy as np

from services.ocr.base import OcrEngine, ReadLine, RgbImage
from services.types import Word

FACTOR = 1.5
LONGEST_SIDE_PX = 6000  # a picture is not enlarged beyond it


class Enlarging:
    """Implements `OcrEngine` by another engine. Boxes are fractions of the picture, and stay as they are."""

    def __init__(self, engine: OcrEngine) -> None:
        self._engine = engine
        self.name, self.source = engine.name, engine.source

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        factor = min(FACTOR, LONGEST_SIDE_PX / max(image.shape[:2]))
        if factor <= 1:
            return self._engine.read(image)
        enlarged = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
        return self._engine.read(np.asarray(enlarged, dtype=np.uint8))

    def read_line(self, image: RgbImage) -> ReadLine:
        return self._engine.read_line(image)

    def reads(self, language: str) -> bool:
        return self._engine.reads(language)
