"""An engine without recognition: gives the words that it was told. With none it proves that nothing needs an engine."""

from __future__ import annotations

from services.ocr.base import ReadLine, RgbImage
from services.types import Word, WordSource


class FakeOcrEngine:
    """Stands for a real engine in tests and where OCR is switched off."""

    name = "fake"
    source = WordSource.RAPID

    def __init__(self, words: tuple[Word, ...] = ()) -> None:
        self._words = words

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        """Give the words, whatever stands on the picture."""
        del image
        return self._words

    def read_line(self, image: RgbImage) -> ReadLine:
        """Give the words, whatever stands on the picture."""
        del image
        text = " ".join(word.text for word in self._words)
        return ReadLine(text, 1.0 if text else 0.0)

    def reads(self, language: str) -> bool:
        """Nothing is asked of it that it could not give."""
        del language
        return True
