"""What a page paints, as PDFium lists it: texts, paths, pictures and shadings, also those inside other objects."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int, c_uint, c_ulong, c_ushort, c_void_p, cast
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from services.reading.pdf_engine import Look

DEEPEST = 15  # objects within objects
MOST_OBJECTS = 50_000  # of a page, and of the points of its paths
OPAQUE = 255
STROKED_ONLY = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
UNPAINTED = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
STRAIGHT_PT = 0.1
LAYER = "OC".encode("utf-16-le")  # optional content
NAME_LENGTH = 16
CLOSED_RECTANGLE = 5  # points

Point = tuple[float, float]
Sides = tuple[float, float, float, float]  # left, bottom, right, top of the page as it lies in the file


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def within(self, outer: Matrix) -> Matrix:
        """This one first, then the outer one."""
        a, b, c, d, e, f = outer
        return Matrix(
            self.a * a + self.b * c,
            self.a * b + self.b * d,
            self.c * a + self.d * c,
            self.c * b + self.d * d,
            self.e * a + self.f * c + e,
            self.e * b + self.f * d + f,
        )

    def of(self, point: Point) -> Point:
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


@dataclass(frozen=True, slots=True)
class Painted:
    """One object, when it is painted, and how its own places become those of the page."""

    handle: Any
    kind: int
    order: int
    matrix: Matrix

    @property
    def address(self) -> int | None:
        return cast(self.handle, c_void_p).value


def painted_objects(page: Any) -> list[Painted]:
    """Give the objects of a page in the order of painting, those inside others in the place of these."""
    found: list[Painted] = []
    waiting = [(pdfium.FPDFPage_GetObject(page, index), Matrix(), 0) for index in range(pdfium.FPDFPage_CountObjects(page))]
    waiting.reverse()
    while waiting and len(found) < MOST_OBJECTS:
        handle, matrix, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            found.append(Painted(handle, kind, len(found), matrix))
        elif depth < DEEPEST:
            inner = _own_matrix(handle).within(matrix)
            count = min(pdfium.FPDFFormObj_CountObjects(handle), MOST_OBJECTS)
            waiting += [(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1) for index in reversed(range(count))]
    return found


def look_of(text: Painted) -> Look:
    """How a text is painted."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text.handle)
    read = pdfium.FPDFPageObj_GetStrokeColor if mode in STROKED_ONLY else pdfium.FPDFPageObj_GetFillColor
    colour, opacity = _colour(text.handle, read)
    size = c_float()
    pdfium.FPDFTextObj_GetFontSize(text.handle, byref(size))
    scale = _own_matrix(text.handle).within(text.matrix).scale
    return Look(colour, opacity, abs(size.value) * scale, mode not in UNPAINTED, _is_optional(text.handle))


def colours_of(path: Painted) -> tuple[int, float, bool]:
    """Give colour, opacity, and whether the path is filled (and not only drawn along)."""
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(path.handle, byref(fill), byref(stroke))
    is_filled = fill.value != pdfium.FPDF_FILLMODE_NONE
    return *_colour(path.handle, pdfium.FPDFPageObj_GetFillColor if is_filled else pdfium.FPDFPageObj_GetStrokeColor), is_filled


def strokes_of(path: Painted) -> Iterator[tuple[Sides, bool]]:
    """Give the sides of each stretch of a path, and whether it is a line or an upright rectangle."""
    matrix = _own_matrix(path.handle).within(path.matrix)
    count = min(pdfium.FPDFPath_CountSegments(path.handle), MOST_OBJECTS)
    stretch: list[Point] = []
    is_curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path.handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(stretch) > 1:
                yield sides_of(stretch), not is_curved and _is_straight(stretch)
            stretch, is_curved = [], False
        is_curved = is_curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        stretch.append(matrix.of(_point(segment)))
    if len(stretch) > 1:
        yield sides_of(stretch), not is_curved and _is_straight(stretch)


def bounds_of(painted: Painted) -> Sides | None:
    """Give the sides of an object; None where PDFium knows none."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(painted.handle, byref(left), byref(bottom), byref(right), byref(top)):
        return None
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    return sides_of([painted.matrix.of(corner) for corner in corners])


def clip_of(painted: Painted) -> Sides | None:
    """Give the sides of what is let through of an object; None where all of it is."""
    clip = pdfium.FPDFPageObj_GetClipPath(painted.handle)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    inside: Sides | None = None
    for index in range(min(count, DEEPEST)):
        segments = min(pdfium.FPDFClipPath_CountPathSegments(clip, index), MOST_OBJECTS)
        points = [_point(pdfium.FPDFClipPath_GetPathSegment(clip, index, number)) for number in range(segments)]
        if points:
            sides = sides_of([painted.matrix.of(point) for point in points])
            inside = sides if inside is None else common(inside, sides)
    return inside


def sides_of(points: Sequence[Point]) -> Sides:
    """The smallest upright rectangle around all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Sides, other: Sides) -> Sides:
    """What two rectangles have in common; upside down where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _is_straight(points: Sequence[Point]) -> bool:
    """Whether each step goes along the page or across it, and there are no more steps than a rectangle has."""
    steps = pairwise(points)
    return len(points) <= CLOSED_RECTANGLE and all(min(abs(x1 - x0), abs(y1 - y0)) < STRAIGHT_PT for (x0, y0), (x1, y1) in steps)


def _is_optional(handle: Any) -> bool:
    """Whether an object is marked as content of a layer."""
    marks = (pdfium.FPDFPageObj_GetMark(handle, index) for index in range(pdfium.FPDFPageObj_CountMarks(handle)))
    return any(_name_of(mark) == LAYER for mark in marks)


def _name_of(mark: Any) -> bytes:
    buffer, length = (c_ushort * NAME_LENGTH)(), c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, NAME_LENGTH * 2, byref(length))
    return bytes(buffer)[: max(length.value - 2, 0)]


def _own_matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, byref(found)):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _point(segment: Any) -> Point:
    x, y = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    return x.value, y.value


def _colour(handle: Any, read: Any) -> tuple[int, float]:
    """A pattern has no colour; it counts as black."""
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(OPAQUE)
    read(handle, byref(red), byref(green), byref(blue), byref(opacity))
    return red.value << 16 | green.value << 8 | blue.value, opacity.value / OPAQUE
