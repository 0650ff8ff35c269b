from __future__ import annotations

import math

import pytest

from services.ocr.rows import Piece, rows
from services.ocr.words import Token, clamp, words_by_share, words_from_tokens
from services.types import Box


def receipt(slope: float) -> list[Piece]:
    """Ten rows of a wide label and a narrow amount, 40 high, on a page that is askew by `slope`."""
    pieces = []
    for number in range(10):
        for left, right in ((50.0, 450.0), (800.0, 900.0)):
            middle = 100 + number * 45 + slope * (left + right) / 2
            pieces.append(Piece(left, right, middle, 40.0, slope))
    return pieces


@pytest.mark.parametrize("degrees", [-4, -1.5, 0, 1.5, 4])
def test_label_and_amount_stay_on_one_row_of_a_page_askew(degrees: float) -> None:
    found = rows(receipt(math.tan(math.radians(degrees))))
    assert found == [[2 * number, 2 * number + 1] for number in range(10)]


def test_pieces_above_each_other_are_two_rows() -> None:
    assert rows([Piece(0, 100, 10, 20, 0), Piece(0, 100, 18, 20, 0)]) == [[0], [1]]


def test_tall_headline_does_not_swallow_the_small_rows_beside_it() -> None:
    pieces = [Piece(0, 100, 50, 90, 0), Piece(200, 300, 20, 20, 0), Piece(200, 300, 80, 20, 0)]
    assert sorted(map(len, rows(pieces))) == [1, 1, 1]


def test_no_pieces_make_no_rows() -> None:
    assert rows([]) == []


def test_words_join_the_tokens_that_the_engine_cut() -> None:
    tokens = [Token("Date:", Box(0, 0, 50, 10)), Token("20", Box(60, 0, 80, 10)), Token("26", Box(80, 0, 100, 10))]
    assert words_from_tokens("Date: 2026", tokens) == [
        Token("Date:", Box(0, 0, 50, 10)),
        Token("2026", Box(60, 0, 100, 10)),
    ]


def test_word_that_ends_inside_a_token_takes_its_share() -> None:
    assert [word.box.x1 for word in words_from_tokens("ab cd", [Token("abcd", Box(0, 0, 40, 10))])] == [20, 40]


def test_words_without_tokens_are_cut_by_length() -> None:
    words = words_by_share("ab ab", Box(0, 0, 50, 10))
    assert [(word.box.x0, word.box.x1) for word in words] == [(0, 20), (30, 50)]


def test_boxes_stay_inside_the_page() -> None:
    assert clamp(Box(-5, 0, 50, 300), 100, 200) == Box(0.0, 0.0, 0.5, 1.0)
    assert clamp(Box(math.nan, 10, math.inf, math.nan), 100, 200) == Box(0.0, 0.05, 1.0, 0.0)


def test_fractions_are_rounded_to_five_digits() -> None:
    fractions = [number / 7_919 for number in range(7_920)]
    assert [clamp(Box(0, 0, fraction, 1), 1, 1).x1 for fraction in fractions] == [round(fraction, 5) for fraction in fractions]
