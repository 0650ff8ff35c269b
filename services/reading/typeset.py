"""Sets blocks on pages of A4: what has words but no pages (a letter, a sheet, a mail, a text, an XML) gets pages.

Every word has its exact box; a picture is drawn only when it is asked for. Text that runs from right to left keeps its
logical order. Needs no PDF library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from PIL import Image

from services.ocr.words import STEPS, unite
from services.reading.blocks import Block
from services.reading.limits import Limits
from services.reading.typeset_drawing import draw_page
from services.reading.typeset_lines import SetLine, lines_of
from services.reading.typeset_metrics import ASCENT_AND_DESCENT, LEADING
from services.types import Box, Page, Word, WordSource

WIDTH, HEIGHT = 595.0, 842.0  # pt
MARGIN = 48.0
TEXT_WIDTH, BOTTOM = WIDTH - 2 * MARGIN, HEIGHT - MARGIN
ACROSS, DOWN = STEPS / WIDTH, STEPS / HEIGHT  # per point; rounded as `clamp` does


@dataclass(frozen=True, slots=True)
class TypesetPage:
    """A page, a function that draws it, and where on it the words of each marked text stand.

    `is_cut` is true of the last page that is allowed, where more would have followed.
    """

    page: Page
    picture: Callable[[], Image.Image]
    places: Mapping[str, Box]
    is_cut: bool = False


@dataclass(slots=True)
class _Sheet:
    """A page that is being filled: its lines with their upper edges in points."""

    lines: list[tuple[float, SetLine]] = field(default_factory=list)
    reached: float = MARGIN
    words: int = 0

    def takes(self, line: SetLine, limits: Limits) -> bool:
        """Tell whether the line still goes on this page; the first always does."""
        fits = self.reached + line.gap + _height(line) <= BOTTOM and self.words + len(line.words) <= limits.words_per_page
        return not self.lines or (fits and not line.begins_page)

    def add(self, line: SetLine) -> None:
        """Put a line below the others; at the top of a page no space is left free."""
        if line.begins_page:
            return
        top = self.reached + (line.gap if self.lines else 0.0)
        self.lines.append((top, line))
        self.reached = top + _height(line)
        self.words += len(line.words)


def typeset(
    blocks: Iterable[Block], *, limits: Limits, first_number: int = 1, source: WordSource = WordSource.TYPESET
) -> Iterator[TypesetPage]:
    """Give the pages, `limits.pages` of them at most; none where the blocks hold no word. Blocks are taken as they are needed."""
    number = first_number
    last: TypesetPage | None = None
    for sheet in _sheets(blocks, limits):
        if last is not None and number == first_number + limits.pages:
            yield replace(last, is_cut=True)
            return
        if last is not None:
            yield last
        last = _page(sheet, number, source, limits)
        number += 1
    if last is not None:
        yield last


def _sheets(blocks: Iterable[Block], limits: Limits) -> Iterator[_Sheet]:
    """Pages with at least one word."""
    sheet = _Sheet()
    for block in blocks:
        for line in lines_of(block, TEXT_WIDTH, limits.word_characters):
            if not sheet.takes(line, limits):
                if sheet.words:
                    yield sheet
                sheet = _Sheet()
            sheet.add(line)
    if sheet.words:
        yield sheet


def _page(sheet: _Sheet, number: int, source: WordSource, limits: Limits) -> TypesetPage:
    words: list[Word] = []
    boxes: dict[str, list[Box]] = {}
    for count, (top, line) in enumerate(place for place in sheet.lines if place[1].words):
        y0, y1 = int(top * DOWN + 0.5) / STEPS, int((top + line.size * ASCENT_AND_DESCENT) * DOWN + 0.5) / STEPS
        for text, x0, x1, mark in line.words:
            box = Box(int((MARGIN + x0) * ACROSS + 0.5) / STEPS, y0, int((MARGIN + x1) * ACROSS + 0.5) / STEPS, y1)
            words.append(Word(text, box, count))
            if mark:
                boxes.setdefault(mark, []).append(box)
    page = Page(number, WIDTH, HEIGHT, "pt", tuple(words), source)
    places = {mark: unite(found) if len(found) > 1 else found[0] for mark, found in boxes.items()}
    return TypesetPage(page, partial(draw_page, tuple(sheet.lines), (WIDTH, HEIGHT), MARGIN, limits), places)


def _height(line: SetLine) -> float:
    return line.size * (ASCENT_AND_DESCENT + LEADING)
