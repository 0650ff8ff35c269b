"""Pages for the steps of preprocessing: rows of black bars, or of words, on white paper."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from services.types import Box, Word

Pixels = NDArray[np.uint8]
TABLE = (70, 60, 50)
ROWS = ("CORNER SHOP", "14 MAIN STREET", "COFFEE 2.50", "APPLE CAKE 3.20", "TOTAL 5.70", "THANK YOU", "SEE YOU SOON", "CARD 1234")


def page(size: tuple[int, int] = (600, 800)) -> Pixels:
    """A white page with eight rows of words."""
    image = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(36)
    for number, row in enumerate(ROWS):
        pen.text((60, 60 + 85 * number), row, "black", font)
    return np.array(image)


def words_of(image: Pixels) -> tuple[Word, ...]:
    """Where the words of `page` stand, by their ink: as an engine would tell."""
    height, width = image.shape[:2]
    ink = cv2.dilate((image.min(axis=2) < 128).astype(np.uint8), np.ones((13, 13), np.uint8))
    _count, _labels, boxes, _middles = cv2.connectedComponentsWithStats(ink)
    return tuple(
        Word("WORD", Box(x / width, y / height, (x + w) / width, (y + h) / height), number)
        for number, (x, y, w, h, _area) in enumerate(boxes[1:].tolist())
    )


def turned(image: Pixels, degrees: float) -> Pixels:
    """Clockwise about the middle, on white paper of the same size."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height), borderValue=(255, 255, 255)), dtype=np.uint8)


def on_table(image: Pixels, corners: list[tuple[int, int]], frame: tuple[int, int]) -> tuple[Pixels, NDArray[np.float64]]:
    """A photograph of the page on a dark table, its corners at those points; and the homography from page to photograph."""
    height, width = image.shape[:2]
    before = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(before, np.array(corners, dtype=np.float32)), dtype=np.float64)
    cover = cv2.warpPerspective(np.ones(image.shape[:2]), matrix, frame)[..., None]
    photo = cv2.warpPerspective(image, matrix, frame) * cover + np.array(TABLE) * (1 - cover)
    return photo.astype(np.uint8), matrix
