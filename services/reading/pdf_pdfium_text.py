"""The words of a page, of the characters that PDFium gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from ctypes import byref, c_double, c_void_p, cast
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from services.ocr.words import unite
from services.reading.pdf_engine import LaidWord, Look
from services.reading.pdf_pdfium_objects import Sides
from services.types import Box

UNKNOWN_LETTER = "\ufffd"
HYPHENS = frozenset({"\x02", "\ufffe"})  # what PDFium puts for the hyphen at the end of a line
LINE_ENDS = frozenset({"\r", "\n"})
GAP = 0.6  # of a letter's height or width: wider is between words

Upright = Callable[[Sides], Box]


@dataclass(frozen=True, slots=True)
class Text:
    """A text object: its look, when it is painted, and what of it is let through (None: all)."""

    look: Look
    order: int
    clip: Box | None


@dataclass(slots=True)
class _Word:
    letters: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    text: Text | None = None

    def takes(self, box: Box, text: Text | None) -> bool:
        """Whether a letter goes on where the last one stands; a hyphen at the end of a line does not join two lines."""
        if not self.letters or self.text is None or text is None:
            return True
        last = self.boxes[-1]
        reach = GAP * max(last.y1 - last.y0, last.x1 - last.x0)
        is_near = box.x0 - last.x1 < reach and box.y0 - last.y1 < reach and last.y0 - box.y1 < reach and last.x0 - box.x1 < reach
        is_wrapped = self.letters[-1] == "-" and min(last.y1, box.y1) - max(last.y0, box.y0) < 0 < last.x0 - box.x0
        return is_near and not is_wrapped and text.look == self.text.look

    def add(self, letter: str, box: Box, text: Text | None) -> None:
        self.letters.append(letter)
        self.boxes.append(box)
        self.text = text


def laid_words(text_page: Any, texts: Mapping[int | None, Text], upright: Upright) -> Iterator[LaidWord]:
    """Give the words of a text page. Those that are clipped away are left out."""
    line, word = 0, _Word()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        letter = _letter(text_page, index)
        if not letter or letter.isspace():
            yield from _finished(word, line)
            word = _Word()
            line += letter in LINE_ENDS
            continue
        text = texts.get(cast(pdfium.FPDFText_GetTextObject(text_page, index), c_void_p).value, word.text)
        box = _place(text_page, index, upright)
        if not word.takes(box, text):
            yield from _finished(word, line)
            word = _Word()
        word.add(letter, box, text)
    yield from _finished(word, line)


def _finished(word: _Word, line: int) -> Iterator[LaidWord]:
    if not word.letters or word.text is None:
        return
    box = unite(word.boxes)
    if word.text.clip is None or _holds_middle(word.text.clip, box):
        text = "".join(word.letters).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        yield LaidWord(text, box, line, word.text.order, word.text.look)


def _holds_middle(outer: Box, box: Box) -> bool:
    return outer.x0 <= (box.x0 + box.x1) / 2 <= outer.x1 and outer.y0 <= (box.y0 + box.y1) / 2 <= outer.y1


def _letter(text_page: Any, index: int) -> str:
    """Give a character, "" where there is none."""
    if pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
        return UNKNOWN_LETTER
    letter = chr(min(pdfium.FPDFText_GetUnicode(text_page, index), 0x10FFFF))
    if letter in HYPHENS:
        return "-"
    return "" if letter == "\x00" else letter


def _place(text_page: Any, index: int, upright: Upright) -> Box:
    sides = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, byref(sides)):
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        pdfium.FPDFText_GetCharBox(text_page, index, byref(left), byref(right), byref(bottom), byref(top))
        return upright((left.value, bottom.value, right.value, top.value))
    return upright((sides.left, sides.bottom, sides.right, sides.top))
