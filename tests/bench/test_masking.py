"""A mask takes the words of one country out of a reading, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parsers.sheets import document
from training.bench import masking
from training.bench.masking import MaskError, mask_named, masked


def words_left(text: str) -> list[str]:
    return [word.text for word in masked(document(text), mask_named("malaysia")).pages[0].words]


def test_currency_legal_form_and_place_are_taken_out() -> None:
    text = "BRINDLE TRADING SDN BHD\nJALAN 7, SHAH ALAM\nTOTAL RM 12.50"
    assert words_left(text) == ["BRINDLE", "TRADING", "7,", "TOTAL", "12.50"]


def test_the_rest_of_a_glued_word_stays() -> None:
    assert words_left("TOTAL RM12.50") == ["TOTAL", "12.50"]


def test_words_that_only_begin_alike_stay() -> None:
    assert words_left("FARM JALANG TOTAL") == ["FARM", "JALANG", "TOTAL"]


def test_a_mask_that_is_no_pattern_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.txt").write_text("(", encoding="utf-8")
    monkeypatch.setattr(masking, "MASKS", tmp_path)
    with pytest.raises(MaskError, match="bad"):
        mask_named("bad")
