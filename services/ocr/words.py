"""Splits a recognised line into words at white space and gives each its box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.types import Box

STEPS = 100_000  # of a fraction, to which it is rounded: a hundredth of a pixel on a preview; more only swells the stored data


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a line as the engine cut it: text without white space, box in pixels."""

    text: str
    box: Box


def unite(boxes: Iterable[Box]) -> Box:
    """Give the smallest box around all; at least one is needed."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def clamp(box: Box, width: float, height: float) -> Box:
    """Turn a box in the unit of `width` and `height` into fractions of the page, inside it."""
    x0, y0, x1, y1 = box.x0 / width, box.y0 / height, box.x1 / width, box.y1 / height
    if not (0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1):
        x0, y0, x1, y1 = _inside(x0), _inside(y0), _inside(x1), _inside(y1)
    return Box(
        int(x0 * STEPS + 0.5) / STEPS, int(y0 * STEPS + 0.5) / STEPS, int(x1 * STEPS + 0.5) / STEPS, int(y1 * STEPS + 0.5) / STEPS
    )


def _inside(fraction: float) -> float:
    return min(fraction, 1.0) if fraction > 0 else 0.0  # NaN, too


def squeeze(text: str) -> str:
    """Give the text without its white space."""
    return "".join(text.split())


def words_from_tokens(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Join the engine's tokens to words of `text`; a word that ends inside a token takes its share of the token's box.

    The tokens' texts, joined, must be `text` without white space.
    """
    characters = [box for token in tokens for box in _character_boxes(token)]
    words, start = [], 0
    for word in text.split():
        end = start + len(word)
        words.append(Token(word, unite(characters[start:end])))
        start = end
    return words


def words_by_share(text: str, box: Box) -> list[Token]:
    """Cut a line's box by the number of characters: for lines of which the engine gives no tokens."""
    step = (box.x1 - box.x0) / max(len(text), 1)
    words, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        words.append(Token(word, Box(box.x0 + start * step, box.y0, box.x0 + (start + len(word)) * step, box.y1)))
        start += len(word)
    return words


def _character_boxes(token: Token) -> list[Box]:
    box = token.box
    step = (box.x1 - box.x0) / max(len(token.text), 1)
    return [Box(box.x0 + i * step, box.y0, box.x0 + (i + 1) * step, box.y1) for i in range(len(token.text))]
