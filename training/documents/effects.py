"""What happens to paper and to photographs of it. Each effect: pixels and dice in, pixels and homography out.

Pixels are RGB, height × width × 3. The homography maps the points of the old image to those of the new one.
Effects are applied in order: print, fade and folds belong to the paper, perspective or a scanner's glass lays it somewhere,
the rest is the camera. `training.documents.wear` has more of them and picks what goes together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from services.types import Box

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Affected:
    pixels: Pixels
    homography: Matrix


Effect = Callable[[Pixels, Generator], Affected]


def in_place(pixels: NDArray[np.float64]) -> Affected:
    """Of an effect that moves nothing."""
    return Affected(np.clip(pixels, 0, 255).astype(np.uint8), np.eye(3))


def smooth_field(shape: tuple[int, ...], dice: Generator, cells: int) -> Matrix:
    """A random field from 0 to 1 that changes slowly: `cells` hills across."""
    coarse = dice.random((cells, cells))
    field = cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.clip(np.asarray(field, dtype=np.float64), 0, 1)


def fade(pixels: Pixels, dice: Generator) -> Affected:
    """Thermal paper: grey-blue print, paler in patches and in a stripe where the print head wears out."""
    ink = 255.0 - pixels
    strength = 0.54 + 0.34 * smooth_field(pixels.shape, dice, 5)
    column = dice.integers(0, pixels.shape[1])
    strength[:, column : column + 3] *= 0.85
    return in_place(np.array((250, 249, 245)) - ink * strength[..., None] * np.array((0.97, 0.95, 0.86)))


def fold(pixels: Pixels, dice: Generator) -> Affected:
    """One crease across the paper: a light and a dark edge, and the lower half a little darker."""
    height = pixels.shape[0]
    crease = dice.uniform(0.35, 0.65) * height
    distance = np.arange(height) - crease
    light = 1 - 0.05 * (distance > 0) + 0.05 * np.exp(-((distance + 2) ** 2) / 8) - 0.13 * np.exp(-(distance**2) / 10)
    return in_place(pixels * light[:, None, None])


def perspective(pixels: Pixels, dice: Generator) -> Affected:
    """The paper on a wooden table, seen from a little aside."""
    height, width = pixels.shape[:2]
    frame = (round(width * 1.22), round(height * 1.10))
    origin = np.array((frame[0] - width, frame[1] - height)) / 2
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    moved = (corners + origin + dice.uniform(-0.03, 0.03, (4, 2)) * width).astype(np.float32)
    homography = np.asarray(cv2.getPerspectiveTransform(corners, moved), dtype=np.float64)
    table = _table(frame, dice)
    paper = cv2.warpPerspective(pixels, homography, frame, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), homography, frame)
    cast = cv2.GaussianBlur(np.roll(mask, (9, 7), (0, 1)), (0, 0), 9)[..., None] / 255.0
    cover = mask[..., None] / 255.0
    return Affected((paper * cover + table * (1 - 0.55 * cast) * (1 - cover)).astype(np.uint8), homography)


def _table(frame: tuple[int, int], dice: Generator) -> Matrix:
    """Wood: long grain in one direction, in a warm brown."""
    coarse = cv2.GaussianBlur(dice.normal(0, 1, (frame[1] // 60, frame[0])), (0, 0), sigmaX=1.5, sigmaY=0.6)
    grain = np.asarray(cv2.resize(coarse, frame, interpolation=cv2.INTER_CUBIC), dtype=np.float64)
    wood: Matrix = np.array((118.0, 84.0, 58.0)) * (1 + 0.22 * (grain / np.abs(grain).max())[..., None])
    return wood


def shadow(pixels: Pixels, dice: Generator) -> Affected:
    """The soft shadow of the hand that holds the camera, and light that falls off to one side."""
    height, width = pixels.shape[:2]
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    angle = dice.uniform(0, 2 * np.pi)
    edge = np.cos(angle) * (across - 0.5) + np.sin(angle) * (down - 0.5) - dice.uniform(0.05, 0.2)
    light = 1.02 - 0.12 * down - 0.22 / (1 + np.exp(-edge * 30))
    return in_place(pixels * light[..., None])


def blur(pixels: Pixels, dice: Generator) -> Affected:
    """A lens that is not quite in focus."""
    return in_place(np.asarray(cv2.GaussianBlur(pixels, (0, 0), dice.uniform(0.55, 0.8)), dtype=np.float64))


def noise(pixels: Pixels, dice: Generator) -> Affected:
    """The grain of a small sensor."""
    return in_place(pixels + dice.normal(0, 3.5, (*pixels.shape[:2], 1)) + dice.normal(0, 1.5, pixels.shape))


def apply_effects(pixels: Pixels, effects: Sequence[Effect], seed: int) -> Affected:
    """All effects in turn; the homography is that of the whole way."""
    dice = np.random.default_rng(seed)
    homography: Matrix = np.eye(3)
    for effect in effects:
        affected = effect(pixels, dice)
        pixels, homography = affected.pixels, affected.homography @ homography
    return Affected(pixels, homography)


def moved_box(box: Box, homography: Matrix, before: tuple[int, int], after: tuple[int, int]) -> Box:
    """The upright box around a box that went through a homography; sizes are (width, height) in pixels."""
    corners = np.array([[(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]]) * before
    points = np.asarray(cv2.perspectiveTransform(corners, homography))[0] / after
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return Box(float(x0), float(y0), float(x1), float(y1))
