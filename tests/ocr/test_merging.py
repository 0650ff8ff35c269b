from __future__ import annotations

import pytest

from services.ocr.merging import merged
from services.types import Box, Word


def word(text: str, x0: float = 0.1, x1: float = 0.3, *, y: float = 0.5, sure: float = 0.9) -> Word:
    return Word(text, Box(x0, y, x1, y + 0.02), 0, sure)


def confidence(first: Word, *second: Word) -> float:
    (found,) = merged([first], second)
    assert (found.text, found.box, found.line) == (first.text, first.box, first.line)
    return found.confidence


@pytest.mark.parametrize(
    "second",
    [
        pytest.param([word("12.50")], id="the same"),
        pytest.param([word("12,50")], id="another point"),
        pytest.param([word("12", 0.1, 0.18), word(".50", 0.19, 0.3)], id="cut"),
        pytest.param([word("RM12.50", 0.02, 0.3)], id="glued"),
    ],
)
def test_agreement_makes_a_word_surer(second: list[Word]) -> None:
    assert confidence(word("12.50"), *second) > 0.9


@pytest.mark.parametrize(
    "second",
    [
        pytest.param([word("12.60")], id="another digit"),
        pytest.param([word("112.50", 0.07, 0.3)], id="a digit more"),
        pytest.param([word("2.50", 0.15, 0.3)], id="a digit less"),
    ],
)
def test_disagreement_makes_a_word_less_sure(second: list[Word]) -> None:
    assert confidence(word("12.50"), *second) < 0.85


def test_the_surer_the_second_the_more_its_disagreement_counts() -> None:
    assert confidence(word("12.50"), word("12.60", sure=0.9)) < confidence(word("12.50"), word("12.60", sure=0.2)) < 0.9


def test_what_the_second_misses_loses_little() -> None:
    elsewhere = [word("12.50", y=0.6), word("12.50", 0.5, 0.7)]
    assert 0.85 < confidence(word("12.50"), *elsewhere) < 0.9
    assert confidence(word("12.50")) == confidence(word("12.50"), *elsewhere)


def test_signs_are_compared_as_they_are() -> None:
    assert confidence(word("€"), word("€")) > 0.9 > confidence(word("€"), word("£"))


def test_words_of_the_second_alone_are_not_taken() -> None:
    assert [found.text for found in merged([word("A")], [word("A"), word("B", 0.5, 0.6)])] == ["A"]
