"""Policies of recognition, with the real engines. Each picture costs seconds, so there are few."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image

from services.errors import OcrError, OcrUnavailableError
from services.ocr import engines
from services.ocr.base import OcrEngine, RgbImage
from services.ocr.engines import engine_for
from services.ocr.fake import FakeOcrEngine
from services.reading.image import Picture, turned
from services.reading.in_process import read_in_process
from services.reading.recognising import (
    ELSEWHERE,
    LANGUAGE_UNSUPPORTED,
    SECOND_ENGINE_MISSING,
    OcrNeededError,
    recognise,
    recognition_warnings,
)
from services.reading.wish import OcrPolicy, ReadWish
from services.types import Box, Page, Word, WordSource
from tests.reading.samples import encoded, picture

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
LINES = ("CASH SALE RECEIPT", "TOTAL AMOUNT 12.50", "TAX INCLUDED 2.00", "THANK YOU ALL")
FAST, BEST, BOTH = OcrPolicy


class CountingEngine(FakeOcrEngine):
    """Gives one reading after the other, and counts them."""

    def __init__(self, *readings: tuple[Word, ...], fails: bool = False, name: str = "rapid") -> None:
        super().__init__()
        self.name = name
        self.source = WordSource.TESSERACT if name == "tesseract" else WordSource.RAPID
        self.calls = 0
        self._readings, self._fails = readings, fails

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        del image
        if self._fails:
            raise OcrError("Tesseract failed on this page.")
        self.calls += 1
        return self._readings[min(self.calls, len(self._readings)) - 1]


Engines = Callable[..., None]


@pytest.fixture
def engines_are(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    """Have these engines, and no others, on this machine."""

    def missing(_languages: tuple[str, ...]) -> OcrEngine:
        raise OcrUnavailableError("not installed")

    def put(**there: OcrEngine) -> None:
        engines._kept_by_language.cache_clear()
        started = {name: (lambda _languages, engine=engine: engine) for name, engine in there.items()}
        monkeypatch.setattr(engines, "ENGINES", {"rapid": missing, "tesseract": missing} | started)

    yield put
    engines._kept_by_language.cache_clear()


def words(sure: float, texts: tuple[str, ...] = LINES) -> tuple[Word, ...]:
    split = [(line, text) for line, texts_of in enumerate(texts) for text in texts_of.split()]
    return tuple(Word(text, Box(0.1, 0.2 * line, 0.3, 0.2 * line + 0.1), line, sure) for line, text in split)


def page_of(image: Image.Image) -> Picture:
    return Picture(image, image.width, image.height, 0)


def read(image: Image.Image, policy: OcrPolicy, *, ocr: str = "auto", languages: tuple[str, ...] = ()) -> Page:
    return recognise(page_of(image), 1, "px", ReadWish(ocr=ocr, policy=policy, languages=languages))


def lines_of(page: Page) -> tuple[str, ...]:
    count = len({word.line for word in page.words})
    return tuple(" ".join(word.text for word in page.words if word.line == number) for number in range(count))


def askew(degrees: float) -> Image.Image:
    """A sheet that lies askew on a dark table."""
    sheet = picture(LINES, (700, 400)).convert("RGBA").rotate(degrees, expand=True, resample=Image.Resampling.BICUBIC)
    table = Image.new("RGB", (sheet.width + 200, sheet.height + 200), (60, 55, 50))
    table.paste(sheet, (100, 100), sheet)
    return table


def test_the_child_without_ocr_gives_the_page_on() -> None:
    with pytest.raises(OcrNeededError):
        read(picture(LINES), BEST, ocr=ELSEWHERE)


@pytest.mark.parametrize("policy", [FAST, BEST])
def test_an_ordinary_page_is_read_once(policy: OcrPolicy, engines_are: Engines) -> None:
    engine = CountingEngine(words(0.99))
    engines_are(rapid=engine)
    assert read(picture(), policy).words == words(0.99)
    assert engine.calls == 1


def test_fast_tries_no_other_picture(engines_are: Engines) -> None:
    engine = CountingEngine(words(0.5))
    engines_are(rapid=engine)
    assert read(askew(9), FAST).words == words(0.5)
    assert engine.calls == 1


@pytest.mark.parametrize(("second", "is_kept"), [(0.9, True), (0.5, False), (0.4, False)])
def test_best_keeps_the_better_reading(second: float, is_kept: bool, engines_are: Engines) -> None:
    engine = CountingEngine(words(0.5), words(second))
    engines_are(rapid=engine)
    page = read(askew(9), BEST)
    assert engine.calls > 1
    assert {word.confidence for word in page.words} == {second if is_kept else 0.5}


class SlowEngine(CountingEngine):
    """Takes its time, by a clock of the test."""

    def __init__(self, seconds: float, *readings: tuple[Word, ...]) -> None:
        super().__init__(*readings)
        self.now, self._seconds = 0.0, seconds

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        self.now += self._seconds
        return super().read(image)


@pytest.mark.parametrize(("number", "seconds", "is_tried_again"), [(3, 9.0, True), (4, 9.0, False), (4, 1.0, True)])
def test_on_a_slow_machine_only_the_first_pages_are_tried_again(
    number: int, seconds: float, is_tried_again: bool, engines_are: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = SlowEngine(seconds, words(0.5))
    engines_are(rapid=engine)
    monkeypatch.setattr(time, "monotonic", lambda: engine.now)
    recognise(page_of(askew(9)), number, "px", ReadWish(policy=BEST))
    assert (engine.calls > 1) is is_tried_again


@needs_tesseract
def test_best_reads_what_lies_askew_and_its_boxes_lie_on_the_page() -> None:
    image = askew(9)
    assert lines_of(read(image, FAST, ocr="tesseract")) != LINES
    page = read(image, BEST, ocr="tesseract")
    assert {"CASH", "TOTAL", "12.50", "THANK"} <= {word.text for word in page.words}
    for word in page.words:
        if word.text in {"TOTAL", "12.50"}:
            box = word.box
            sides = (box.x0 * image.width, box.y0 * image.height, box.x1 * image.width, box.y1 * image.height)
            crop = np.asarray(image.convert("L").crop(sides))
            assert crop.min() < 100, word
            assert crop.max() > 200, word


def test_the_same_page_is_read_the_same_each_time() -> None:
    assert read(askew(9), BEST, ocr="rapid") == read(askew(9), BEST, ocr="rapid")


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_turned_by_what_stands_on_it(quarters: int) -> None:
    upright = picture(LINES)
    lying = upright.rotate(90 * quarters, expand=True)
    page = read(lying, FAST, ocr="rapid")
    assert (page.rotation, page.width, page.height) == (90 * quarters, upright.width, upright.height)
    assert lines_of(page) == LINES
    assert turned(page_of(lying), page.rotation).image.tobytes() == upright.tobytes()


@needs_tesseract
def test_both_keeps_the_first_ones_words_and_is_surer_of_them() -> None:
    one, two = read(picture(LINES), BEST), read(picture(LINES), BOTH)
    assert (one.source, two.source) == (WordSource.RAPID, WordSource.BOTH)
    assert [(word.text, word.box, word.line) for word in one.words] == [(word.text, word.box, word.line) for word in two.words]
    assert all(after.confidence > before.confidence for before, after in zip(one.words, two.words, strict=True))
    assert list(recognition_warnings(two, ReadWish(policy=BOTH))) == []


def test_engines_that_disagree_make_words_less_sure(engines_are: Engines) -> None:
    other = ("CASH SALE RECEIPT", "TOTAL AMOUNT 72.50", "TAX INCLUDED 2.00", "THANK YOU ALL")
    first = tuple(Word(text, Box(0.1 * i, 0.1, 0.1 * i + 0.09, 0.2), 0, 0.95) for i, text in enumerate(" ".join(LINES).split()))
    second = tuple(Word(text, Box(0.1 * i, 0.1, 0.1 * i + 0.09, 0.2), 0, 0.9) for i, text in enumerate(" ".join(other).split()))
    engines_are(rapid=CountingEngine(first), tesseract=CountingEngine(second, name="tesseract"))
    page = read(picture(), BOTH)
    assert [word.text for word in page.words if word.confidence < 0.95] == ["12.50"]


@pytest.mark.parametrize("there", ["missing", "failing"])
def test_both_with_one_engine_reads_and_warns(there: str, engines_are: Engines) -> None:
    beside = {"tesseract": CountingEngine(fails=True, name="tesseract")} if there == "failing" else {}
    engines_are(rapid=CountingEngine(words(0.99)), **beside)
    content = encoded(picture(LINES))
    result = read_in_process(content, "image/png", wish=ReadWish(policy=BOTH))
    assert result.document.warnings == (SECOND_ENGINE_MISSING,)
    assert result.document.pages[0].source is WordSource.RAPID
    assert result.document.pages[0].words == words(0.99)


def test_switched_off_recognition_warns_of_nothing() -> None:
    result = read_in_process(encoded(picture(LINES)), "image/png", wish=ReadWish(ocr="none", policy=BOTH))
    assert (result.document.pages[0].words, result.document.warnings) == ((), ())


class OneLanguage(CountingEngine):
    """Knows the letters of one language."""

    def __init__(self, language: str, *readings: tuple[Word, ...], name: str) -> None:
        super().__init__(*readings, name=name)
        self._language = language

    def reads(self, language: str) -> bool:
        return language == self._language


@pytest.mark.parametrize(
    ("languages", "first"), [((), "rapid"), (("de", "el"), "rapid"), (("el", "de"), "tesseract"), (("th",), "rapid")]
)
def test_the_likeliest_language_picks_the_engine(languages: tuple[str, ...], first: str, engines_are: Engines) -> None:
    rapid, tesseract = OneLanguage("de", name="rapid"), OneLanguage("el", name="tesseract")
    engines_are(rapid=rapid, tesseract=tesseract)
    assert engine_for("auto", languages).name == first


def test_a_page_full_of_letters_that_the_first_engine_does_not_know_is_read_by_the_other(engines_are: Engines) -> None:
    greek = words(0.8, ("ΑΠΟΔΕΙΞΗ ΛΙΑΝΙΚΗΣ", "ΣΥΝΟΛΟ 12.50", "ΕΥΧΑΡΙΣΤΟΥΜΕ ΠΟΛΥ"))
    rapid = OneLanguage("de", words(0.6), name="rapid")
    engines_are(rapid=rapid, tesseract=OneLanguage("el", greek, name="tesseract"))
    page = read(picture(), BEST, languages=("de", "el"))
    assert (page.words, page.source) == (greek, WordSource.TESSERACT)
    latin = OneLanguage("el", words(0.9), name="tesseract")
    engines_are(rapid=rapid, tesseract=latin)
    assert read(picture(), BEST, languages=("de", "el")).source is WordSource.RAPID


@pytest.mark.parametrize(
    ("languages", "warnings"),
    [
        pytest.param((), [], id="none wished for"),
        pytest.param(("de", "fr"), [], id="Latin"),
        pytest.param(("th",), [LANGUAGE_UNSUPPORTED], id="no engine knows it"),
        pytest.param(("de", "th"), [], id="not the likeliest, and the page is read well"),
    ],
)
def test_letters_that_no_engine_knows_are_warned_of(languages: tuple[str, ...], warnings: list[str]) -> None:
    page = Page(1, 700, 400, "px", words(0.99), WordSource.RAPID)
    assert list(recognition_warnings(page, ReadWish(ocr="rapid", languages=languages))) == warnings


def test_a_badly_read_page_that_may_be_in_another_language_is_warned_of() -> None:
    page = Page(1, 700, 400, "px", words(0.5), WordSource.RAPID)
    assert list(recognition_warnings(page, ReadWish(ocr="rapid", languages=("de", "th")))) == [LANGUAGE_UNSUPPORTED]


def test_pages_with_text_of_their_own_are_not_warned_of() -> None:
    page = Page(1, 595, 842, "pt", words(1.0), WordSource.TEXT)
    assert list(recognition_warnings(page, ReadWish(policy=BOTH, languages=("th",)))) == []
