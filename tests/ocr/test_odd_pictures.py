"""Pictures of a few pixels, of one colour, of noise: putting them right fails on none of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from services.ocr.base import RgbImage
from services.ocr.preprocessing.orientation import content_rotation
from services.ocr.preprocessing.skew import skew_of
from services.ocr.preprocessing.variants import variants

SIDES = (1, 2, 3, 4, 5, 8, 21, 64, 300)


def drawn(height: int, width: int) -> list[RgbImage]:
    dice = np.random.default_rng(height * 1000 + width)
    noise = dice.integers(0, 256, (height, width, 3), dtype=np.uint8)
    patch = np.zeros((height, width, 3), np.uint8)
    patch[height // 5 : height - height // 5, width // 5 : width - width // 5] = 255
    stripes = np.repeat(np.arange(width, dtype=np.uint8)[None, :, None] % 2 * 255, height, axis=0).repeat(3, axis=2)
    return [np.zeros_like(patch), np.full_like(patch, 255), noise, patch, 255 - patch, np.ascontiguousarray(stripes)]


@pytest.mark.parametrize(("height", "width"), list(product(SIDES, SIDES)))
def test_no_picture_is_too_odd(height: int, width: int) -> None:
    for image in drawn(height, width):
        for variant in variants(image):
            assert min(variant.image.shape[:2]) > 0
        assert content_rotation(image, ()) in (0, 90, 180, 270)
        assert abs(skew_of(image)) <= 45
