"""Draws a set page: FiraGO for most scripts of the world; for Chinese, Japanese and Korean the font that MuPDF brings.

Where MuPDF is not installed such letters are drawn as boxes; so is every letter that no font has.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby

import pymupdf_fonts
from PIL import Image, ImageDraw, ImageFont

from services.reading.limits import Limits
from services.reading.typeset_lines import SetLine, SetWord
from services.reading.typeset_metrics import ASCENT_AND_DESCENT, EM, FIRST_WIDE, MONO_ADVANCE, cells_of, width_of

POINTS_PER_INCH = 72
INK, RULE = (20, 20, 20), (150, 150, 150)
FROM_THE_RIGHT = frozenset({"R", "AL"})
PROPORTIONAL, MONO, WIDE = "figo", "fimo", "cjk"


def draw_page(lines: Sequence[tuple[float, SetLine]], size: tuple[float, float], margin: float, limits: Limits) -> Image.Image:
    """Give the page in RGB. `lines` have their upper edges, all lengths are in points."""
    zoom = min(limits.render_dpi / POINTS_PER_INCH, limits.preview_side_px / max(size))
    image = Image.new("RGB", (round(size[0] * zoom), round(size[1] * zoom)), "white")
    canvas = ImageDraw.Draw(image)
    for top, line in lines:
        for word in line.words:
            _draw_word(canvas, word, line, (margin * zoom, top * zoom), zoom)
        if line.is_underlined:
            below = (top + line.size * ASCENT_AND_DESCENT) * zoom
            canvas.line((margin * zoom, below, image.width - margin * zoom, below), fill=RULE)
    return image


def _draw_word(canvas: ImageDraw.ImageDraw, word: SetWord, line: SetLine, origin: tuple[float, float], zoom: float) -> None:
    text, begin, _, _ = word
    at = origin[0] + begin * zoom
    for name, run in _runs(text, line.is_mono):
        canvas.text((at, origin[1]), run, font=_font(name, line.size * zoom), fill=INK)
        at += _extent(run, line) * zoom


def _runs(word: str, is_mono: bool) -> Iterator[tuple[str, str]]:
    """The word in stretches of one font each, in the order in which they stand from left to right."""
    shown = word[::-1] if any(unicodedata.bidirectional(letter) in FROM_THE_RIGHT for letter in word) else word
    for is_wide, letters in groupby(shown, lambda letter: ord(letter) >= FIRST_WIDE):
        if is_wide:
            yield from ((WIDE, letter) for letter in letters)
        else:
            yield MONO if is_mono else PROPORTIONAL, "".join(letters)


def _extent(run: str, line: SetLine) -> float:
    if line.is_mono:
        return sum(map(cells_of, run)) * line.size * MONO_ADVANCE / EM
    return width_of(run, line.size)


@lru_cache(maxsize=16)
def _font(name: str, size_px: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(_font_bytes(name)), size_px, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=3)
def _font_bytes(name: str) -> bytes:
    if name != WIDE:
        return bytes(pymupdf_fonts.fontbuffers[name]())
    if find_spec("pymupdf") is None:
        return _font_bytes(PROPORTIONAL)
    import pymupdf  # noqa: PLC0415  (slow to load, and not everyone has it)

    return bytes(pymupdf.Font(WIDE).buffer)
