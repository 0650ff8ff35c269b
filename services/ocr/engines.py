"""Picks the OCR engine: RapidOCR first, Tesseract where RapidOCR does not start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from services.errors import OcrUnavailableError
from services.ocr.base import OcrEngine
from services.ocr.fake import FakeOcrEngine


def _rapid() -> OcrEngine:
    try:
        from services.ocr.rapid import RapidOcrEngine  # noqa: PLC0415  heavy, and it may be missing on this machine
    except ImportError as error:
        raise OcrUnavailableError("RapidOCR is not installed. Install the requirements again.") from error
    return RapidOcrEngine()


def _tesseract() -> OcrEngine:
    from services.ocr.tesseract import TesseractEngine  # noqa: PLC0415  heavy, and not needed beside RapidOCR

    return TesseractEngine()


ENGINES: Mapping[str, Callable[[], OcrEngine]] = {"rapid": _rapid, "tesseract": _tesseract, "none": FakeOcrEngine}
ORDER: Mapping[str, tuple[str, ...]] = {"auto": ("rapid", "tesseract")}


def started(choice: str) -> OcrEngine:
    """Start the engine of a choice: "auto", "rapid", "tesseract" or "none" (reads no words).

    Raises OcrUnavailableError when none starts.
    """
    reasons = []
    for name in ORDER.get(choice, (choice,)):
        try:
            return _start(name)
        except OcrUnavailableError as error:
            reasons.append(error.detail)
    raise OcrUnavailableError(" ".join(reasons))


@cache
def engine_for(choice: str) -> OcrEngine:
    """Give the engine of a choice, started once per process. Raises OcrUnavailableError."""
    return started(choice)


def _start(name: str) -> OcrEngine:
    if name not in ENGINES:
        raise OcrUnavailableError(f"There is no OCR engine {name!r}; there are: {', '.join(ENGINES)}.")
    return ENGINES[name]()
