"""A picture of a page becomes a page with words, in a child that may."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from services.errors import OcrError
from services.ocr.base import OcrEngine, RgbImage
from services.ocr.engines import CHOICES, SECOND, engine_for, second_to, unread
from services.ocr.enlarging import Enlarging
from services.ocr.languages import is_mostly_foreign
from services.ocr.merging import merged
from services.ocr.preprocessing.coverage import is_partly_unread
from services.ocr.preprocessing.orientation import content_rotation
from services.ocr.preprocessing.variants import variants
from services.ocr.quality import BETTER_BY, quality_of
from services.reading.image import Picture, turned
from services.reading.language import language_of_words
from services.reading.wish import OcrPolicy, ReadWish
from services.types import Page, Word, WordSource

ELSEWHERE = "elsewhere"  # the choice of engine in a child that has none
SWITCHED_OFF = "none"
BY_OCR = frozenset({WordSource.RAPID, WordSource.TESSERACT, WordSource.BOTH})
SECOND_ENGINE_MISSING, LANGUAGE_UNSUPPORTED = "second_engine_missing", "language_unsupported"
NOT_WORSE = 0.9  # times the score of the page as it was: engines read lines that are turned, but not in their order

# A file has 30 s and 10 s more for each page, and a page that is read badly is read three times. On a slow machine, those
# behind the first pages are read once rather than not at all.
PAGES_WITH_TIME = 3
QUICK_S = 3.0

Words = tuple[Word, ...]


class OcrNeededError(Exception):
    """A page has to be recognised, and this child may not. Never leaves this package: the other kind begins the file anew."""


def recognise(picture: Picture, number: int, unit: str, wish: ReadWish) -> Page:
    """Give the words that are read, by the policy of the wish. Raises OcrError, OcrUnavailableError, OcrNeededError.

    The page is as its words turn out to stand: `services.reading.image.turned` gives its picture by its rotation.
    What a person should know of it, `recognition_warnings` tells of the page.
    """
    if wish.ocr == ELSEWHERE:
        raise OcrNeededError
    usual = engine_for(wish.ocr, wish.languages)
    engine: OcrEngine = Enlarging(usual) if wish.enlarged else usual
    begun = time.monotonic()
    upright, words = _upright(picture, engine)
    image, source = np.asarray(upright.image), engine.source
    has_time = number <= PAGES_WITH_TIME or time.monotonic() - begun < QUICK_S
    if wish.policy is not OcrPolicy.FAST and wish.ocr != SWITCHED_OFF:
        words = _best_of(words, image, engine) if has_time else words
        words, source = _other_letters(words, source, image, wish)
    if wish.policy is OcrPolicy.BOTH:
        words, source = _with_second(words, source, image, wish)
    return Page(number, upright.width, upright.height, unit, words, source, upright.rotation)


def recognition_warnings(page: Page, wish: ReadWish) -> Iterator[str]:
    """Give what is worth a finding about how a page was recognised: codes of `services/parsers/reading_findings.py`."""
    if page.source not in BY_OCR:
        return
    if wish.policy is OcrPolicy.BOTH and page.source is not WordSource.BOTH and wish.ocr in {*CHOICES, *SECOND}:
        yield SECOND_ENGINE_MISSING
    missing = unread(wish.ocr, wish.languages)
    if missing and (wish.languages[0] in missing or quality_of(page.words).is_doubtful(page.source)):
        yield LANGUAGE_UNSUPPORTED


def _upright(picture: Picture, engine: OcrEngine) -> tuple[Picture, Words]:
    """The picture as its words stand upright, unless they are read worse then; and the words."""
    image = np.asarray(picture.image)
    words = engine.read(image)
    more = content_rotation(image, words)
    if not more:
        return picture, words
    upright = turned(picture, (picture.rotation + more) % 360)
    words_upright = engine.read(np.asarray(upright.image))
    if quality_of(words_upright).score < NOT_WORSE * quality_of(words).score:
        return picture, words
    return upright, words_upright


def _best_of(words: Words, image: RgbImage, engine: OcrEngine) -> Words:
    """The reading with the highest score of a page that was read badly: of the picture as it is, or of one made better."""
    quality = quality_of(words)
    if not quality.is_doubtful(engine.source) and not is_partly_unread(image, words):
        return words
    best, to_beat = words, quality.score * BETTER_BY
    for variant in variants(image):
        tried = tuple(word._replace(box=variant.to_page(word.box)) for word in engine.read(variant.image))
        if (score := quality_of(tried).score) > to_beat:
            best, to_beat = tried, score
    return best


def _other_letters(words: Words, source: WordSource, image: RgbImage, wish: ReadWish) -> tuple[Words, WordSource]:
    """What the other engine reads, where the page is full of letters that the first one does not know."""
    first = engine_for(wish.ocr, wish.languages)
    foreign = tuple(language for language in wish.languages if not first.reads(language))
    if not foreign or wish.ocr not in CHOICES or not quality_of(words).is_doubtful(source):
        return words, source
    other = second_to(first, foreign)
    if other is None or not any(map(other.reads, foreign)):
        return words, source
    read = other.read(image)
    return (read, other.source) if is_mostly_foreign(read) else (words, source)


def _with_second(words: Words, source: WordSource, image: RgbImage, wish: ReadWish) -> tuple[Words, WordSource]:
    """The words with the confidence that two engines give; with that of one where the second is missing or fails."""
    first = engine_for(wish.ocr, wish.languages)
    if source is not first.source:
        return words, source
    second = second_to(first, wish.languages or _own_language(words))
    if second is None:
        return words, source
    try:
        return merged(words, second.read(image)), WordSource.BOTH
    except OcrError:
        return words, source


def _own_language(words: Words) -> tuple[str, ...]:
    language = language_of_words(word.text for word in words)
    return (language,) if language else ()
