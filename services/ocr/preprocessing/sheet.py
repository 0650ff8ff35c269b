"""Finds the sheet of paper on a photograph, and gives it as if it had been scanned: cropped, with right angles."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from services.ocr.base import RgbImage
from services.ocr.preprocessing.light import flat_grey
from services.ocr.preprocessing.warp import Warp, reduced, size_of

LOOK_PX = 640
SMALLEST, LARGEST = 0.05, 0.93  # share of the picture that a sheet takes: beyond the latter there is nothing to crop
FULL = 0.90  # share of its four-cornered outline that is paper: less is no sheet, or one that is covered
BRIGHTER = 25  # grey levels by which paper stands out from the table
OUTLINE_SLACK = (0.02, 0.04, 0.06)  # of the circumference: how far the outline may be simplified to four corners
LEAST_ANGLE = 55.0  # degrees of a corner: a sheet seen from further aside cannot be read
SMOOTH_PX, CLOSE_PX = 7, 15
EDGE_PX = 35  # around which the edge of a sheet looks like ink, on both sides together
PRINTED_OUTSIDE = 0.4  # of the ink on a sheet: with as much around it, what was found is a patch of light on a larger one
INK = 230  # of 255, on paper made white and smooth: below it something is printed, in a shadow too
MARGIN = 0.01  # of the sheet, left around it: what stands at its edge is not cut

Corners = npt.NDArray[np.float32]  # 4 × 2, clockwise from the top left, in px
Outline = npt.NDArray[np.integer[Any] | np.floating[Any]]  # as OpenCV gives it: points × 1 × 2, in px


def cropped(image: RgbImage) -> Warp | None:
    """Give the warp that makes a photographed sheet the whole picture; None where no sheet stands out from what it lies on."""
    small, factor = reduced(image, LOOK_PX)
    corners = _corners_of_sheet(small)
    if corners is None:
        return None
    return _flattened(_with_margin(corners / factor), size_of(image))


def _corners_of_sheet(image: RgbImage) -> Corners | None:
    grey = cv2.GaussianBlur(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), (SMOOTH_PX, SMOOTH_PX), 0)
    _level, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    whole = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((CLOSE_PX, CLOSE_PX), np.uint8))
    outlines, _tree = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None:
        return None
    corners = _four_corners(outline)
    if corners is None or not _is_sheet(corners, outline, np.asarray(grey, dtype=np.uint8)):
        return None
    return None if _is_printed_around(corners, image) else corners


def _four_corners(outline: Outline) -> Corners | None:
    hull = cv2.convexHull(outline)
    for slack in OUTLINE_SLACK:
        simple = cv2.approxPolyDP(hull, slack * cv2.arcLength(hull, True), True)
        if len(simple) == 4:
            return _clockwise(np.asarray(simple, dtype=np.float32).reshape(4, 2))
    return None


def _clockwise(points: Corners) -> Corners:
    """Begin at the top left: there x + y is least."""
    middle = points.mean(axis=0)
    around = np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0])
    ordered = points[np.argsort(around)]
    return np.asarray(np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0), dtype=np.float32)


def _is_sheet(corners: Corners, outline: Outline, grey: npt.NDArray[np.uint8]) -> bool:
    area = float(cv2.contourArea(corners))
    share = area / (grey.shape[0] * grey.shape[1])
    if not SMALLEST <= share <= LARGEST or float(cv2.contourArea(outline)) < FULL * area:
        return False
    return _least_angle(corners) >= LEAST_ANGLE and _stands_out(corners, grey)


def _least_angle(corners: Corners) -> float:
    to_next, to_last = np.roll(corners, -1, axis=0) - corners, np.roll(corners, 1, axis=0) - corners
    cosines = (to_next * to_last).sum(axis=1) / (np.linalg.norm(to_next, axis=1) * np.linalg.norm(to_last, axis=1))
    return float(np.degrees(np.arccos(np.clip(cosines, -1.0, 1.0))).min())


def _stands_out(corners: Corners, grey: npt.NDArray[np.uint8]) -> bool:
    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), 1)
    paper, table = grey[inside == 1], grey[inside == 0]
    if not paper.size or not table.size:  # of a picture of a few pixels nothing may be left
        return False
    return float(np.median(paper)) - float(np.percentile(table, 80)) >= BRIGHTER


def _is_printed_around(corners: Corners, image: RgbImage) -> bool:
    """Smoothed, because the grain of a table is no ink. Edges of the sheet itself look like ink: they are left out."""
    smooth = np.asarray(cv2.GaussianBlur(image, (SMOOTH_PX, SMOOTH_PX), 0), dtype=np.uint8)
    ink, inside = flat_grey(smooth) < INK, np.zeros(image.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, corners.astype(np.int32), 1)
    edge = np.ones((EDGE_PX, EDGE_PX), np.uint8)
    outside = cv2.dilate(inside, edge) == 0
    on_sheet = cv2.erode(inside, edge) == 1
    return bool(outside.any() and on_sheet.any() and ink[outside].mean() > PRINTED_OUTSIDE * ink[on_sheet].mean())


def _with_margin(corners: Corners) -> Corners:
    middle = corners.mean(axis=0)
    return np.asarray(middle + (corners - middle) * (1 + 2 * MARGIN), dtype=np.float32)


def _flattened(corners: Corners, size: tuple[int, int]) -> Warp:
    """Each side of the new picture is as long as the longer of the two that it comes from."""
    top, right, bottom, left = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = max(round(float(max(top, bottom))), 1), max(round(float(max(left, right))), 1)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners, target), dtype=np.float64)
    return Warp(matrix, size, (width, height))
