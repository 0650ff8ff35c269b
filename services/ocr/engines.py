"""Picks the OCR engine: RapidOCR first, Tesseract where RapidOCR does not start or does not know the letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from services.errors import OcrUnavailableError
from services.ocr.base import OcrEngine
from services.ocr.fake import FakeOcrEngine

Languages = tuple[str, ...]  # ISO 639-1, the likeliest first


def _rapid(_languages: Languages) -> OcrEngine:
    try:
        from services.ocr.rapid import RapidOcrEngine  # noqa: PLC0415  heavy, and it may be missing on this machine
    except ImportError as error:
        raise OcrUnavailableError("RapidOCR is not installed. Install the requirements again.") from error
    return RapidOcrEngine()


def _tesseract(languages: Languages) -> OcrEngine:
    from services.ocr.tesseract import TesseractEngine  # noqa: PLC0415  heavy, and not needed beside RapidOCR

    return TesseractEngine(languages)


ENGINES: Mapping[str, Callable[[Languages], OcrEngine]] = {
    "rapid": _rapid,
    "tesseract": _tesseract,
    "none": lambda _languages: FakeOcrEngine(),
}
CHOICES: Mapping[str, tuple[str, ...]] = {"auto": ("rapid", "tesseract")}
SECOND: Mapping[str, str] = {"rapid": "tesseract", "tesseract": "rapid"}
BY_LANGUAGE = frozenset({"tesseract"})  # the others read all that they can at once


def started(choice: str, languages: Languages = ()) -> OcrEngine:
    """Start the engine of a choice: "auto", "rapid", "tesseract" or "none" (reads no words).

    Of "auto" the first that knows the letters of the likeliest language, else the first that starts.
    Raises OcrUnavailableError when none starts.
    """
    return _first(choice, languages, _start)


def engine_for(choice: str, languages: Languages = ()) -> OcrEngine:
    """Give the engine of a choice as `started` does, each started once per process. Raises OcrUnavailableError."""
    return _first(choice, languages, _kept)


def second_to(first: OcrEngine, languages: Languages) -> OcrEngine | None:
    """Give the engine that reads what `first` has read; None where there is none."""
    return _if_it_starts(SECOND[first.name], languages) if first.name in SECOND else None


def unread(choice: str, languages: Languages) -> Languages:
    """Give the languages whose letters no engine of the choice knows."""
    missing = languages
    for name in CHOICES.get(choice, (choice,)):
        engine = _if_it_starts(name, languages) if missing else None
        if engine is not None:
            missing = tuple(language for language in missing if not engine.reads(language))
    return missing


def _if_it_starts(name: str, languages: Languages) -> OcrEngine | None:
    try:
        return _kept(name, languages)
    except OcrUnavailableError:
        return None


def _first(choice: str, languages: Languages, start: Callable[[str, Languages], OcrEngine]) -> OcrEngine:
    running: list[OcrEngine] = []
    reasons: list[str] = []
    for name in CHOICES.get(choice, (choice,)):
        try:
            engine = start(name, languages)
        except OcrUnavailableError as error:
            reasons.append(error.detail)
            continue
        if _reads_likeliest(engine, languages):
            return engine
        running.append(engine)
    if not running:
        raise OcrUnavailableError(" ".join(reasons))
    return running[0]


def _reads_likeliest(engine: OcrEngine, languages: Sequence[str]) -> bool:
    return not languages or engine.reads(languages[0])


def _kept(name: str, languages: Languages) -> OcrEngine:
    return _kept_by_language(name, languages if name in BY_LANGUAGE else ())


@cache
def _kept_by_language(name: str, languages: Languages) -> OcrEngine:
    return _start(name, languages)


def _start(name: str, languages: Languages) -> OcrEngine:
    if name not in ENGINES:
        raise OcrUnavailableError(f"There is no OCR engine {name!r}; there are: {', '.join(ENGINES)}.")
    return ENGINES[name](languages)
