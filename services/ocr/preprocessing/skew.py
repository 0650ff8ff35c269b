"""How far a page is askew, by the profile of its ink: seen along its lines, ink and paper alternate sharply."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from services.ocr.base import RgbImage
from services.ocr.preprocessing.warp import Matrix, Warp, reduced, size_of

LOOK_PX = 800  # letters are still bars, and forty turns take a tenth of a second
REACH_DEGREES, COARSE_DEGREES, FINE_DEGREES = 12.0, 1.0, 0.1
STRAIGHT_DEGREES = 0.7  # engines read on as well within it, and turning blurs
SURER = 1.15  # a turned profile has to be so much sharper than the one as it stands
INK_BLOCK_PX, INK_DEPTH = 25, 12
LEAST_INK = 0.002  # share of dark pixels below which a page is empty


def levelled(image: RgbImage) -> Warp | None:
    """Give the warp that levels the lines of a page; None where they are level, or where there are none to tell."""
    angle = skew_of(image)
    return None if abs(angle) < STRAIGHT_DEGREES else _turned(size_of(image), angle)


def skew_of(image: RgbImage) -> float:
    """Give by how many degrees clockwise the lines fall, within ± 12; 0.0 where that is not clear."""
    small, _factor = reduced(image, LOOK_PX)
    ink = ink_of(small)
    if ink.mean() < LEAST_INK:
        return 0.0
    coarse = _sharpest(ink, np.arange(-REACH_DEGREES, REACH_DEGREES + COARSE_DEGREES, COARSE_DEGREES))
    fine = _sharpest(ink, np.arange(coarse - COARSE_DEGREES, coarse + COARSE_DEGREES, FINE_DEGREES))
    is_at_the_end = abs(coarse) >= REACH_DEGREES  # the sharpest may lie beyond
    is_surer = _sharpness(ink, fine) > SURER * _sharpness(ink, 0.0)
    return fine if is_surer and not is_at_the_end else 0.0


def ink_of(image: RgbImage) -> npt.NDArray[np.float32]:
    """1 where a pixel is darker than its surroundings: shadows and backgrounds fall away."""
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, INK_BLOCK_PX, INK_DEPTH)
    return np.asarray(dark, dtype=np.float32)


def _sharpest(ink: npt.NDArray[np.float32], angles: npt.NDArray[np.float64]) -> float:
    return float(max(angles, key=lambda angle: _sharpness(ink, float(angle))))


def _sharpness(ink: npt.NDArray[np.float32], degrees: float) -> float:
    """Sum of squared steps between neighbouring rows of the page turned back by the angle."""
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _turned(size: tuple[int, int], degrees: float) -> Warp:
    """Turn counter-clockwise about the middle, on a sheet that holds all corners."""
    width, height = size
    cosine, sine = abs(np.cos(np.radians(degrees))), abs(np.sin(np.radians(degrees)))
    after = (round(width * cosine + height * sine), round(width * sine + height * cosine))
    matrix: Matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[0, 2] += (after[0] - width) / 2
    matrix[1, 2] += (after[1] - height) / 2
    return Warp(matrix, size, after)
