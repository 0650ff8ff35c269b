"""One contract for all engines. Each picture costs seconds, so there are few."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from PIL import Image, ImageDraw

from services.errors import OcrUnavailableError
from services.ocr import engines
from services.ocr.base import OcrEngine
from services.ocr.crops import line_in
from services.ocr.engines import engine_for
from services.ocr.fake import FakeOcrEngine
from services.ocr.rapid import RapidOcrEngine
from services.types import Box, Word, WordSource
from tests.reading.samples import picture

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
LINES = ("CASH SALE", "TOTAL 12.50", "TAX 2.00")
TRUE_WORDS = tuple(Word(text, Box(0.0, 0.0, 1.0, 1.0), number) for number, line in enumerate(LINES) for text in line.split())
ENGINES = ["rapid", pytest.param("tesseract", marks=needs_tesseract), "told"]


def engine(name: str) -> OcrEngine:
    return FakeOcrEngine(TRUE_WORDS) if name == "told" else engine_for(name)


@pytest.mark.parametrize("name", ENGINES)
def test_engines_read_words_line_by_line(name: str) -> None:
    words = engine(name).read(np.asarray(picture(LINES)))
    assert [" ".join(word.text for word in words if word.line == number) for number in range(3)] == list(LINES)
    assert all(0 <= side <= 1 for word in words for side in word.box)
    assert all(0 <= word.confidence <= 1 for word in words)


@pytest.mark.parametrize("name", ENGINES[:2])
def test_boxes_lie_on_the_ink(name: str) -> None:
    page = picture(LINES)
    for word in engine(name).read(np.asarray(page)):
        left, top, right, bottom = (
            word.box.x0 * page.width,
            word.box.y0 * page.height,
            word.box.x1 * page.width,
            word.box.y1 * page.height,
        )
        ink = np.asarray(page.convert("L").crop((int(left), int(top), int(right) + 1, int(bottom) + 1))) < 128
        assert ink.mean() > 0.08, word


@pytest.mark.parametrize("name", ENGINES[:2])
def test_blank_page_has_no_words(name: str) -> None:
    assert engine(name).read(np.asarray(Image.new("RGB", (300, 300), "white"))) == ()


def test_reading_a_line_alone_leaves_the_engine_able_to_read_pages() -> None:
    engine = RapidOcrEngine()
    assert engine.read_line(np.asarray(picture(("TOTAL 12.50",), (350, 90)))).text == "TOTAL 12.50"
    assert len(engine.read(np.asarray(picture(LINES)))) == len(TRUE_WORDS)


def test_long_strip_costs_no_memory_without_end_and_keeps_its_boxes() -> None:
    strip = Image.new("RGB", (6000, 120), "white")
    strip.paste(picture(("TOTAL 12.50",), (700, 100)), (0, 10))
    words = engine_for("rapid").read(np.asarray(strip))
    assert all(word.box.x1 <= 0.12 for word in words)


def test_tesseract_takes_over_where_rapid_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_rapid(_languages: tuple[str, ...]) -> OcrEngine:
        raise OcrUnavailableError("no models")

    spare = FakeOcrEngine()
    monkeypatch.setattr(engines, "ENGINES", {"rapid": no_rapid, "tesseract": lambda _languages: spare})
    assert engines.started("auto") is spare


def test_without_any_engine_ocr_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_languages: tuple[str, ...]) -> OcrEngine:
        raise OcrUnavailableError("not installed")

    monkeypatch.setattr(engines, "ENGINES", {"rapid": none, "tesseract": none})
    with pytest.raises(OcrUnavailableError, match="not installed"):
        engines.started("auto")


def test_sources_name_the_engine() -> None:
    assert engine_for("rapid").source is WordSource.RAPID


@needs_tesseract
def test_tesseract_reads_a_line_that_fills_its_picture_above_a_rule() -> None:
    line = picture(("TOTAL 12.50",), (350, 90)).crop((25, 30, 300, 80))
    ImageDraw.Draw(line).line((0, 47, 275, 47), "black", 6)
    read = engine_for("tesseract").read_line(np.asarray(line))
    assert read.text == "TOTAL 12.50"
    assert read.confidence > 0.5


@pytest.mark.parametrize("name", ENGINES[:2])
def test_a_line_of_paper_alone_has_no_text(name: str) -> None:
    assert line_in(Image.new("RGB", (200, 48), (250, 250, 240)), Box(0.1, 0.1, 0.9, 0.9), engine(name)) == ""
