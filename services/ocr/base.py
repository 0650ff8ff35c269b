"""What an OCR engine is, and the words it gives."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from services.types import Word, WordSource

RgbImage = npt.NDArray[np.uint8]  # height, width, 3 colours; upright


class ReadLine(NamedTuple):
    """The text of one line, and how sure it is, 0 to 1; no text is not sure at all."""

    text: str
    confidence: float


class OcrEngine(Protocol):
    """Reads the words of one upright picture. Raises only `services.errors.OcrError`; anything else is a defect."""

    name: str
    source: WordSource

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        """Give the words in reading order: split at white space, boxes in fractions of the picture, lines from 0."""
        ...

    def read_line(self, image: RgbImage) -> ReadLine:
        """Give the text of a picture that shows one line and nothing else."""
        ...

    def reads(self, language: str) -> bool:
        """Tell whether it knows the letters of a language (ISO 639-1)."""
        ...
