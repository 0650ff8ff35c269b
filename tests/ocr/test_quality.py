from __future__ import annotations

import pytest

from services.ocr.quality import quality_of
from services.types import Box, Word, WordSource

RECEIPT = ("SUPERMARKET", "LEIPZIG", "RECEIPT", "2026-11-21", "TOTAL", "12.50", "THANKS")


def words(sure: float, texts: tuple[str, ...] = RECEIPT) -> list[Word]:
    return [Word(text, Box(0, 0, 1, 1), 0, sure) for text in texts]


@pytest.mark.parametrize(
    ("sure", "texts", "source", "is_doubtful"),
    [
        pytest.param(0.99, RECEIPT, WordSource.RAPID, False, id="as usual"),
        pytest.param(0.8, RECEIPT, WordSource.RAPID, True, id="unsure"),
        pytest.param(0.8, RECEIPT, WordSource.TESSERACT, False, id="Tesseract is never surer"),
        pytest.param(0.6, RECEIPT, WordSource.TESSERACT, True, id="unsure for Tesseract"),
        pytest.param(0.99, ("TOTAL", "1.00"), WordSource.RAPID, True, id="few words"),
        pytest.param(0.99, (), WordSource.RAPID, True, id="no words"),
    ],
)
def test_signs_of_a_bad_reading(sure: float, texts: tuple[str, ...], source: WordSource, is_doubtful: bool) -> None:
    assert quality_of(words(sure, texts)).is_doubtful(source) is is_doubtful


def test_a_page_read_in_part_is_doubtful() -> None:
    assert quality_of([*words(0.99), *words(0.6, ("GIBBERISH",))]).is_doubtful(WordSource.RAPID)


def test_more_sure_characters_score_higher() -> None:
    scores = [quality_of(found).score for found in (words(0.7, RECEIPT[:3]), words(0.7), words(0.8), words(0.99))]
    assert scores == sorted(scores)
    assert quality_of(()).score == 0
