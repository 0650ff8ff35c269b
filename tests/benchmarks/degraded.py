"""Generated receipts as people photograph them, one fault at a time, and hard."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator

from services.ocr.preprocessing.warp import reduced
from services.reading.limits import DEFAULT
from services.types import FieldName
from training.documents.catalogue import german_receipt, thermal_receipt
from training.documents.effects import Affected, Effect, Pixels, apply_effects

TABLE = (96, 74, 58)
TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class Degraded:
    """A picture, what was done to it, and the true total, date and vendor that stand on it."""

    fault: str
    name: str
    pixels: Pixels
    truth: Mapping[str, str]


def degraded(seeds: range, faults: Collection[str]) -> Iterator[Degraded]:
    """Each of the faults on each kind of receipt, for each seed."""
    for fault in faults:
        for make in (thermal_receipt, german_receipt):
            for seed in seeds:
                document = make(seed, photographed=False)
                flat = cv2.imdecode(np.frombuffer(document.data, np.uint8), cv2.IMREAD_COLOR)[:, :, ::-1]
                pixels = apply_effects(np.ascontiguousarray(flat), FAULTS[fault], seed).pixels
                fields = document.truth.fields
                truth = {str(name): fields[name] for name in (FieldName.TOTAL, FieldName.DATE, FieldName.VENDOR)}
                yield Degraded(fault, f"{make.__name__} {seed}", pixels, truth)


def turned(degrees: int) -> Effect:
    return lambda pixels, _dice: _same(cv2.rotate(pixels, TURNS[degrees]))


def skewed(pixels: Pixels, dice: Generator) -> Affected:
    """Laid askew on the scanner, by 6 to 11 degrees."""
    angle = float(dice.uniform(6, 11) * dice.choice((-1, 1)))
    return _same(_turned_on(pixels, angle, (255, 255, 255)))


def aside(pixels: Pixels, dice: Generator) -> Affected:
    """On a table, from far aside: the corners lie where they like."""
    return _on_table(pixels, dice, room=0.3, reach=0.15)


def far_away(pixels: Pixels, dice: Generator) -> Affected:
    """A photograph of the table, with a receipt on it."""
    return _on_table(pixels, dice, room=2.6, reach=0.03)


def shadowed(loss: float) -> Effect:
    """A hard shadow over a part, which takes that share of the light."""

    def effect(pixels: Pixels, dice: Generator) -> Affected:
        height, width = pixels.shape[:2]
        across, down = np.meshgrid(np.linspace(-0.5, 0.5, width), np.linspace(-0.5, 0.5, height))
        angle = dice.uniform(0, 2 * np.pi)
        dark = 1 / (1 + np.exp(-(np.cos(angle) * across + np.sin(angle) * down) * 40))
        return _levels(pixels * (1 - loss * dark)[..., None] + dice.normal(0, 2, pixels.shape))

    return effect


def pale(depth: float) -> Effect:
    """Print that has faded to that share of its depth, on grey paper."""
    return lambda pixels, dice: _levels(215 - (255.0 - pixels) * depth + dice.normal(0, 1.5, pixels.shape))


def dim(pixels: Pixels, dice: Generator) -> Affected:
    """Too little light: all that is left lies between black and dark grey."""
    return _levels(pixels * 0.04 + 6 + dice.normal(0, 1, pixels.shape))


def blurred(pixels: Pixels, _dice: Generator) -> Affected:
    """Out of focus by more than the width of a stroke."""
    return _levels(cv2.GaussianBlur(pixels, (0, 0), 4.5))


FAULTS: Mapping[str, tuple[Effect, ...]] = {
    "none": (),
    "turned by 90": (turned(90),),
    "turned by 180": (turned(180),),
    "turned by 270": (turned(270),),
    "skewed": (skewed,),
    "from aside": (aside,),
    "far away": (far_away,),
    "shadow": (shadowed(0.92),),
    "pale": (pale(0.05),),
    "dim": (dim,),
    "blurred": (blurred,),
    "from aside, shadow": (aside, shadowed(0.92)),
    "skewed, pale": (pale(0.05), skewed),
    "from aside, shadow, pale": (pale(0.13), aside, shadowed(0.75)),
    "shadow, pale": (pale(0.08), shadowed(0.8)),
}


def _on_table(pixels: Pixels, dice: Generator, *, room: float, reach: float) -> Affected:
    height, width = pixels.shape[:2]
    frame = (round(width * (1 + room)), round(height * (1 + room)))
    origin = np.array((frame[0] - width, frame[1] - height)) / 2
    corners = np.array(((0, 0), (width, 0), (width, height), (0, height)), dtype=np.float32)
    moved = (corners + origin + dice.uniform(-reach, reach, (4, 2)) * width).astype(np.float32)
    homography = cv2.getPerspectiveTransform(corners, moved)
    table = np.array(TABLE) + dice.normal(0, 6, (frame[1], frame[0], 1))
    cover = cv2.warpPerspective(np.full((height, width), 1.0), homography, frame)[..., None]
    paper = cv2.warpPerspective(pixels, homography, frame, flags=cv2.INTER_AREA)
    photo = _levels(paper * cover + table * (1 - cover)).pixels
    return _same(reduced(photo, DEFAULT.image_side_px)[0])


def _turned_on(pixels: Pixels, degrees: float, colour: tuple[int, int, int]) -> Pixels:
    height, width = pixels.shape[:2]
    cosine, sine = abs(np.cos(np.radians(degrees))), abs(np.sin(np.radians(degrees)))
    size = (round(width * cosine + height * sine), round(width * sine + height * cosine))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    return cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderValue=colour)


def _levels(values: np.ndarray) -> Affected:
    return _same(np.clip(values, 0, 255).astype(np.uint8))


def _same(pixels: np.ndarray) -> Affected:
    """Where the boxes went is of no matter here."""
    return Affected(np.ascontiguousarray(pixels), np.eye(3))


__all__ = ["FAULTS", "Degraded", "degraded"]
