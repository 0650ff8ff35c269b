"""Print that was not read is noticed; what is no print is not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from services.ocr.preprocessing.coverage import is_partly_unread, unread_share
from services.types import Word
from tests.ocr.preprocessing.pages import Pixels, page, words_of

UPPER_HALF = 0.5


def upper_half(image: Pixels) -> tuple[Word, ...]:
    return tuple(word for word in words_of(image) if word.box.y1 < UPPER_HALF)


def test_a_page_that_was_read_is_covered() -> None:
    assert unread_share(page(), words_of(page())) == 0


def test_half_a_page_that_was_read_is_not() -> None:
    assert 0.3 < unread_share(page(), upper_half(page())) < 0.7
    assert is_partly_unread(page(), upper_half(page()))


def test_print_that_is_barely_seen_in_a_shadow_counts() -> None:
    darkness = np.where(np.arange(800) < 400, 1.0, 0.2)[:, None, None]
    faint = ((215 - (255 - page()) * 0.2) * darkness).astype(np.uint8)
    assert is_partly_unread(faint, upper_half(page()))


@pytest.mark.parametrize("shape", ["bar", "frame", "specks", "stamp"])
def test_what_is_no_print_is_not_missed(shape: str) -> None:
    image = page((600, 1600))
    words = words_of(image)
    if shape == "bar":
        cv2.rectangle(image, (50, 900), (550, 930), (0, 0, 0), -1)
    elif shape == "frame":
        cv2.rectangle(image, (50, 900), (550, 1500), (0, 0, 0), 3)
    elif shape == "stamp":
        cv2.circle(image, (300, 1200), 150, (0, 0, 0), 4)
    else:
        for number in range(40):
            cv2.circle(image, (60 + 12 * number, 900 + 13 * number), 2, (0, 0, 0), -1)
    assert not is_partly_unread(image, words)


def test_too_few_words_tell_nothing() -> None:
    assert unread_share(page(), words_of(page())[:3]) == 0
    assert unread_share(np.zeros((1, 1, 3), np.uint8), ()) == 0
