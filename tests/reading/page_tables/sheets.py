"""Makes pages of words out of texts: each character gets the same width, each line the same height; and lines drawn on them."""

from __future__ import annotations

import math

from services.reading.page_tables import page_tables
from services.types import Box, Page, Table, Word, WordSource

WIDTH, HEIGHT = 600.0, 840.0
CHARACTER, LINE, LETTERS = 6.0, 14.0, 10.0  # advance, pitch of lines, height of letters
MARGIN = 30.0


def words_of(text: str) -> tuple[Word, ...]:
    words = []
    for number, line in enumerate(text.strip("\n").split("\n")):
        start = 0
        for piece in line.split():
            start = line.index(piece, start)
            x, y = MARGIN + start * CHARACTER, MARGIN + number * LINE
            box = Box(x / WIDTH, y / HEIGHT, (x + len(piece) * CHARACTER) / WIDTH, (y + LETTERS) / HEIGHT)
            words.append(Word(piece, box, number))
            start += len(piece)
    return tuple(words)


def page_of(text: str, *, degrees: float = 0.0) -> Page:
    """A page of a text layer; turned by some degrees it is one that was recognised."""
    words = words_of(text)
    if not degrees:
        return Page(1, WIDTH, HEIGHT, "pt", words, WordSource.TEXT)
    return Page(1, WIDTH, HEIGHT, "px", tuple(_turned(word, math.radians(degrees)) for word in words), WordSource.RAPID)


def _turned(word: Word, angle: float) -> Word:
    x0, y0, x1, y1 = word.box
    x, y = (x0 + x1) / 2 * WIDTH, (y0 + y1) / 2 * HEIGHT
    turned_x, turned_y = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    left, top = (turned_x - x) / WIDTH, (turned_y - y) / HEIGHT
    return Word(word.text, Box(x0 + left, y0 + top, x1 + left, y1 + top), word.line)


def level(line: float, start: float, end: float) -> Box:
    """A line above the given line of text (halves stand between), from one character to another."""
    y = (MARGIN + line * LINE - 2) / HEIGHT
    return Box((MARGIN + start * CHARACTER) / WIDTH, y, (MARGIN + end * CHARACTER) / WIDTH, y)


def upright(character: float, first: float, last: float) -> Box:
    """A line left of the given character, from above one line of text to above another."""
    x = (MARGIN + character * CHARACTER - 3) / WIDTH
    return Box(x, (MARGIN + first * LINE - 2) / HEIGHT, x, (MARGIN + last * LINE - 2) / HEIGHT)


def tables(text: str, *rulings: Box, degrees: float = 0.0) -> list[list[list[str]]]:
    """The texts of the cells of each table that is found."""
    return [texts(table) for table in page_tables(page_of(text, degrees=degrees), rulings)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]
