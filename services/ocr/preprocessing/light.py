"""Evens the light: what is paper becomes white wherever a shadow lies on it, and pale ink becomes dark."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from services.ocr.base import RgbImage
from services.ocr.preprocessing.warp import reduced

LOOK_PX = 400
LETTER_PX = 13  # wider than the strokes of letters at that size: what is left is the paper behind them
SMOOTH_PX = 31
DIM = 120  # grey levels of the lightest paper: below that the picture is too dark
SHADOWED = 0.80  # darkest paper by lightest: below that the light is uneven
PALE = 0.45  # of the paper's brightness: how much darker ink is at most on a pale print
INK_PERCENTILE, PAPER_PERCENTILES = 1.0, (5.0, 95.0)
DARKEST_LIGHT = 16  # paper darker than this is no paper: it is not lit up

Grey = npt.NDArray[np.uint8]


def evened(image: RgbImage) -> RgbImage | None:
    """Give the picture in grey on white paper; None where light is good and even, and print is dark."""
    small, _factor = reduced(image, LOOK_PX)
    small_grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    paper = _paper(small_grey)
    darkest, lightest = (float(level) for level in np.percentile(paper, PAPER_PERCENTILES))
    ink = float(np.percentile(small_grey / np.maximum(paper, 1.0), INK_PERCENTILE))
    is_lit = lightest >= DIM and darkest >= SHADOWED * lightest
    if is_lit and ink <= 1.0 - PALE:
        return None
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    return np.repeat(_stretched(_flat(grey, paper))[:, :, None], 3, axis=2)


def flat_grey(image: RgbImage) -> Grey:
    """Give the picture in grey, with its paper white wherever it lies."""
    small, _factor = reduced(image, LOOK_PX)
    paper = _paper(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8))
    return _flat(np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8), paper)


def _paper(grey: Grey) -> Grey:
    """The brightness of the paper at each place, without what is printed on it."""
    without_ink = cv2.dilate(grey, np.ones((LETTER_PX, LETTER_PX), np.uint8))
    return np.asarray(cv2.medianBlur(without_ink, SMOOTH_PX), dtype=np.uint8)


def _flat(grey: Grey, paper: Grey) -> Grey:
    """Divide by the brightness of the paper."""
    behind = cv2.resize(np.maximum(paper, DARKEST_LIGHT), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, behind, scale=255), dtype=np.uint8)


def _stretched(flat: Grey) -> Grey:
    """Spread what is there from the darkest ink to the paper."""
    darkest = float(np.percentile(flat[:: max(flat.shape[0] // LOOK_PX, 1)], INK_PERCENTILE))
    levels = np.clip((np.arange(256) - darkest) * 255.0 / max(255.0 - darkest, 1.0), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(flat, levels), dtype=np.uint8)
