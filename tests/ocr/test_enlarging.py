"""The engine behind it gets a larger picture, and its boxes stay fractions of the page."""

from __future__ import annotations

import numpy as np
import pytest

from services.ocr.base import ReadLine, RgbImage
from services.ocr.enlarging import LONGEST_SIDE_PX, Enlarging
from services.types import Box, Word, WordSource

WORDS = (Word("TOTAL", Box(0.1, 0.2, 0.3, 0.4), 0, 0.9),)


class Watching:
    name, source = "watching", WordSource.RAPID

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        self.shapes.append(image.shape)
        return WORDS

    def read_line(self, image: RgbImage) -> ReadLine:
        self.shapes.append(image.shape)
        return ReadLine("TOTAL", 1.0)

    def reads(self, language: str) -> bool:
        return language == "en"


@pytest.mark.parametrize(
    ("height", "width", "seen"),
    [(100, 60, (150, 90, 3)), (LONGEST_SIDE_PX, 60, (LONGEST_SIDE_PX, 60, 3)), (5000, 50, (LONGEST_SIDE_PX, 60, 3))],
)
def test_a_picture_is_enlarged_up_to_a_longest_side(height: int, width: int, seen: tuple[int, ...]) -> None:
    engine = Watching()
    assert Enlarging(engine).read(np.zeros((height, width, 3), np.uint8)) == WORDS
    assert engine.shapes == [seen]


def test_everything_else_is_the_engine_behind_it() -> None:
    engine = Watching()
    enlarging = Enlarging(engine)
    assert (enlarging.name, enlarging.source) == ("watching", WordSource.RAPID)
    assert enlarging.read_line(np.zeros((10, 40, 3), np.uint8)) == ReadLine("TOTAL", 1.0)
    assert engine.shapes == [(10, 40, 3)]
    assert enlarging.reads("en")
    assert not enlarging.reads("ja")
