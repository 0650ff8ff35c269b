"""More of what happens to paper and pictures of it: `Effect`s beside those of `training.documents.effects`, in three strengths.

`draw_effects` picks what goes together: a worn slip of a till, laid on a scanner or photographed by a better or worse camera.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from random import Random

import cv2
import numpy as np
from numpy.random import Generator

from training.documents.effects import (
    Affected,
    Effect,
    Matrix,
    Pixels,
    blur,
    fade,
    fold,
    in_place,
    noise,
    perspective,
    shadow,
    smooth_field,
)

PAPER = (252.0, 251.0, 247.0)


class Strength(Enum):
    """How bad the picture is: what a scanner, a careful and a careless photographer make of the paper."""

    LIGHT = 1
    MEDIUM = 2
    STRONG = 3


def print_dots(pixels: Pixels, dice: Generator) -> Affected:
    """A needle or thermal head: the ink stands in rows of dots, and single dots are missing."""
    height, width = pixels.shape[:2]
    pitch = dice.uniform(2.6, 4.2)
    rows = 0.8 + 0.2 * np.cos(np.arange(height) * 2 * np.pi / pitch)
    specks = np.where(dice.random((height, width)) < 0.04, 0.45, 1.0)
    return _inked(pixels, rows[:, None] * specks)


def banding(pixels: Pixels, dice: Generator) -> Affected:
    """A head that presses unevenly: paler bands across the slip, and dead needles down it."""
    height, width = pixels.shape[:2]
    bands = 0.72 + 0.28 * smooth_field((height, 1), dice, max(height // 150, 4))
    ink = np.broadcast_to(bands, (height, width)).copy()
    for column in dice.integers(0, width, dice.integers(1, 4)):
        ink[:, column : column + int(dice.integers(1, 3))] *= 0.3
    return _inked(pixels, ink)


def strong_fade(pixels: Pixels, dice: Generator) -> Affected:
    """A slip that lay in the sun: a third of the ink is left in places."""
    return _inked(pixels, 0.32 + 0.38 * smooth_field(pixels.shape[:2], dice, 4))


def folds(pixels: Pixels, dice: Generator) -> Affected:
    """Creases across the paper at the distances of a slip that was folded up, and one down its middle."""
    height, width = pixels.shape[:2]
    light = np.ones((height, width))
    count = int(dice.integers(2, 5))
    for index in range(1, count):
        place = (index / count + dice.uniform(-0.04, 0.04)) * height
        light *= _crease(np.arange(height) - place, dice)[:, None]
    if dice.random() < 0.5:
        light *= _crease(np.arange(width) - dice.uniform(0.4, 0.6) * width, dice)[None, :]
    return in_place(pixels * light[..., None])


def _crease(distance: Matrix, dice: Generator) -> Matrix:
    """A light and a dark edge, and one side a little darker than the other."""
    depth = dice.uniform(0.06, 0.18)
    edge = 0.4 * depth * np.exp(-((distance + 2) ** 2) / 8) - depth * np.exp(-(distance**2) / 8)
    return np.asarray(1 + edge - dice.uniform(0.0, 0.06) * (distance > 0))


def crumple(pixels: Pixels, dice: Generator) -> Affected:
    """Paper that was a ball: facets that catch the light differently, parted by sharp edges."""
    height, width = pixels.shape[:2]
    light = np.ones((height, width))
    down, across = np.mgrid[0:height, 0:width]
    for _ in range(int(dice.integers(6, 14))):
        angle, offset = dice.uniform(0, np.pi), dice.uniform(-0.5, 0.5) * max(height, width)
        distance = np.cos(angle) * (across - width / 2) + np.sin(angle) * (down - height / 2) - offset
        light *= 1 + dice.uniform(-0.04, 0.04) * np.sign(distance) - dice.uniform(0, 0.1) * np.exp(-(distance**2) / 6)
    return in_place(pixels * light[..., None])


def turn(pixels: Pixels, dice: Generator) -> Affected:
    """Laid askew on a white ground: up to three degrees."""
    height, width = pixels.shape[:2]
    radians = np.deg2rad(dice.uniform(-3.0, 3.0))
    cos, sin = abs(np.cos(radians)), abs(np.sin(radians))
    frame = (int(width * cos + height * sin) + 2, int(height * cos + width * sin) + 2)
    rotation = cv2.getRotationMatrix2D((width / 2, height / 2), float(np.rad2deg(radians)), 1.0)
    rotation[:, 2] += ((frame[0] - width) / 2, (frame[1] - height) / 2)
    homography = np.vstack((rotation, (0.0, 0.0, 1.0)))
    turned = cv2.warpPerspective(pixels, homography, frame, flags=cv2.INTER_AREA, borderValue=PAPER)
    return Affected(np.asarray(turned, dtype=np.uint8), homography)


def glass(pixels: Pixels, dice: Generator) -> Affected:
    """On the glass of a scanner that is larger than the paper: white all around, grey at the paper's edge."""
    height, width = pixels.shape[:2]
    left, right, top, bottom = (int(dice.uniform(0.02, share) * width) for share in (0.6, 0.6, 0.2, 0.5))
    sheet = np.full((height + top + bottom, width + left + right, 3), PAPER)
    sheet[top : top + height, left : left + width] = pixels
    cv2.rectangle(sheet, (left, top), (left + width, top + height), (215.0, 215.0, 212.0), 2)
    moved = np.array(((1.0, 0.0, left), (0.0, 1.0, top), (0.0, 0.0, 1.0)))
    return Affected(sheet.astype(np.uint8), moved)


def tilt(pixels: Pixels, dice: Generator) -> Affected:
    """Photographed from low down: the far end of the paper is narrower."""
    height, width = pixels.shape[:2]
    narrow, short = dice.uniform(0.03, 0.09) * width, dice.uniform(0.02, 0.08) * height
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    lean = dice.uniform(-0.02, 0.02) * width
    moved = np.array(((narrow + lean, short), (width - narrow + lean, short), (width, height), (0, height)), dtype=np.float32)
    moved[:, 0] += abs(lean)
    homography = np.asarray(cv2.getPerspectiveTransform(corners, moved), dtype=np.float64)
    frame = (int(width + 2 * abs(lean)) + 1, height)
    ground = tuple(float(value) for value in np.array((150.0, 146.0, 140.0)) * dice.uniform(0.4, 1.1))
    tilted = cv2.warpPerspective(pixels, homography, frame, flags=cv2.INTER_AREA, borderValue=ground)
    return Affected(np.asarray(tilted, dtype=np.uint8), homography)


def motion(pixels: Pixels, dice: Generator) -> Affected:
    """A hand that was not still."""
    length, angle = int(dice.integers(3, 6)), dice.uniform(0, np.pi)
    kernel = np.zeros((2 * length + 1, 2 * length + 1))
    end = (round(length + 0.5 * length * np.cos(angle)), round(length + 0.5 * length * np.sin(angle)))
    cv2.line(kernel, (length, length), end, 1.0)
    return in_place(np.asarray(cv2.filter2D(pixels, -1, kernel / kernel.sum()), dtype=np.float64))


def defocus(pixels: Pixels, dice: Generator) -> Affected:
    """A lens that is focused on something else."""
    return in_place(np.asarray(cv2.GaussianBlur(pixels, (0, 0), dice.uniform(0.9, 1.5)), dtype=np.float64))


def uneven_light(pixels: Pixels, dice: Generator) -> Affected:
    """A lamp at one side: bright here, dim there, with a cast of colour."""
    light = 0.62 + 0.45 * smooth_field(pixels.shape[:2], dice, 2)
    cast = np.array((1.0, dice.uniform(0.94, 1.0), dice.uniform(0.82, 1.0)))
    return in_place(pixels * light[..., None] * cast)


def grain(pixels: Pixels, dice: Generator) -> Affected:
    """The noise of a small sensor in a dark room."""
    return in_place(pixels + dice.normal(0, 9.0, (*pixels.shape[:2], 1)) + dice.normal(0, 4.0, pixels.shape))


def jpeg(pixels: Pixels, dice: Generator) -> Affected:
    """Compressed hard, as messengers do."""
    quality = int(dice.integers(25, 60))
    packed = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return Affected(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), dtype=np.uint8), np.eye(3))


def grey_scan(pixels: Pixels, dice: Generator) -> Affected:
    """An office scanner: no colours, hard contrast."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float64)
    black, white = dice.uniform(10, 60), dice.uniform(215, 245)
    return in_place(np.repeat(((grey - black) / (white - black) * 255)[..., None], 3, axis=2))


def _inked(pixels: Pixels, strength: Matrix) -> Affected:
    """The print with only a share of its ink: `strength` is height × width."""
    return in_place(np.array(PAPER) - (255.0 - pixels) * strength[..., None])


_Choices = tuple[tuple[Effect | None, ...], ...]  # one of each stage is taken; None is nothing

STAGES: dict[Strength, _Choices] = {
    Strength.LIGHT: (
        (None, None, print_dots, banding),
        (None, None, None, fold, fade),
        (None, turn, glass, glass),
        (None, grey_scan, grey_scan, shadow),
        (noise, None),
    ),
    Strength.MEDIUM: (
        (None, print_dots, banding),
        (None, fade, folds, fold),
        (turn, perspective, perspective, tilt),
        (shadow, uneven_light),
        (None, blur, blur),
        (noise,),
    ),
    Strength.STRONG: (
        (print_dots, banding, None),
        (strong_fade, fade, folds, crumple),
        (perspective, tilt),
        (shadow, uneven_light),
        (motion, defocus, defocus),
        (grain, noise),
        (jpeg, None),
    ),
}
_LIKELY = (Strength.LIGHT,) * 5 + (Strength.MEDIUM,) * 3 + (Strength.STRONG,) * 2


def draw_effects(random: Random, strength: Strength | None = None) -> Sequence[Effect]:
    """What one picture went through, in order. Without a strength, half of the pictures are light ones and a fifth strong."""
    stages = STAGES[strength or random.choice(_LIKELY)]
    return tuple(effect for effect in map(random.choice, stages) if effect is not None)


EFFECTS: Sequence[Callable[[Pixels, Generator], Affected]] = tuple(
    dict.fromkeys(effect for stages in STAGES.values() for stage in stages for effect in stage if effect is not None)
)
