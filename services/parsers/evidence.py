"""Where a value stands, and the test that what stands there is the value and nothing else numeric.

Engines box whole words, but glue them ("TOTALRM60.30"), so evidence is often a part of a word: its sub-box is found by
giving each character the same width.
"""

from __future__ import annotations

from collections.abc import Sequence

from services.types import Box, Page, Word

_SLACK = 1e-6  # boxes are fractions of a page; a serialised box may lose digits


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around all of them."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def box_of(word: Word, start: int, end: int) -> Box:
    """The part of a word's box that holds its characters `start` to `end`."""
    width = (word.box.x1 - word.box.x0) / max(len(word.text), 1)
    return Box(word.box.x0 + start * width, word.box.y0, word.box.x0 + end * width, word.box.y1)


def text_in_box(page: Page, box: Box) -> str:
    """The characters whose centre lies inside the box, in reading order, words separated by blanks."""
    pieces = []
    for word in page.words:
        middle = (word.box.y0 + word.box.y1) / 2
        if box.y0 - _SLACK <= middle <= box.y1 + _SLACK:
            piece = _characters_inside(word, box)
            if piece:
                pieces.append((word.line, word.box.x0, piece))
    return " ".join(piece for _, _, piece in pieces)


def _characters_inside(word: Word, box: Box) -> str:
    width = (word.box.x1 - word.box.x0) / max(len(word.text), 1)
    return "".join(
        character
        for i, character in enumerate(word.text)
        if box.x0 - _SLACK <= word.box.x0 + (i + 0.5) * width <= box.x1 + _SLACK
    )
