"""A picture that came from another by a homography, and the way back for the boxes on it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from services.ocr.base import RgbImage
from services.ocr.words import clamp
from services.types import Box

Matrix = npt.NDArray[np.float64]  # 3 × 3: points of the given picture, in px, to those of the new one
Size = tuple[int, int]  # width, height in px


@dataclass(frozen=True, slots=True)
class Warp:
    """Where the points of a picture went. `before` and `after` are the sizes of the two pictures."""

    matrix: Matrix
    before: Size
    after: Size

    def then(self, later: Warp) -> Warp:
        """Give the warp of both, one after the other."""
        return Warp(later.matrix @ self.matrix, self.before, later.after)

    def to_page(self, box: Box) -> Box:
        """Give the upright box, in fractions of the picture before, around a box in fractions of the one after."""
        corners = np.array([[(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]], dtype=np.float64) * self.after
        points = np.asarray(cv2.perspectiveTransform(corners, np.linalg.inv(self.matrix)))[0]
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        return clamp(Box(float(x0), float(y0), float(x1), float(y1)), *self.before)

    def applied(self, image: RgbImage) -> RgbImage:
        """Give the new picture; what lies outside the old one takes the colour of its nearest edge."""
        warped = cv2.warpPerspective(image, self.matrix, self.after, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(warped, dtype=np.uint8)


def unmoved(image: RgbImage) -> Warp:
    """Give the warp that leaves a picture as it is."""
    return Warp(np.eye(3), size_of(image), size_of(image))


def size_of(image: RgbImage) -> Size:
    """Give width and height in px."""
    return image.shape[1], image.shape[0]


def reduced(image: RgbImage, max_side_px: int) -> tuple[RgbImage, float]:
    """Give the picture no larger than that, and by how much it was multiplied."""
    factor = min(max_side_px / max(image.shape[:2]), 1.0)
    if factor == 1.0:
        return image, factor
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8), factor


__all__ = ["Matrix", "Size", "Warp", "reduced", "size_of", "unmoved"]
