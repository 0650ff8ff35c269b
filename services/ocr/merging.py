"""Two engines have read one page: the words stay the first one's; how sure each is depends on what the second saw there."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from services.types import Box, Word

AGREED = 0.5  # what is left of the doubt of a word that both read alike
DISPUTED = 0.15  # what goes of the sureness of a word that the second reads otherwise, as far as that one is sure
UNSEEN = 0.02  # what goes where the second sees nothing: one engine misses small print that the other reads
SHARED = 0.3  # of the narrower word's width: less is the neighbour
CONFIDENCE_DIGITS = 4


def merged(first: Sequence[Word], second: Sequence[Word]) -> tuple[Word, ...]:
    """Give the words of the first reading, each with a confidence that counts the second reading."""
    others = _Shelf(second)
    return tuple(word._replace(confidence=_confidence(word, others)) for word in first)


def _confidence(word: Word, others: _Shelf) -> float:
    seen = list(others.at(word.box))
    if not seen:
        sure = word.confidence * (1 - UNSEEN)
    elif _is_same(word, seen):
        sure = 1 - (1 - word.confidence) * AGREED
    else:
        sure = word.confidence * (1 - DISPUTED * fmean(other.confidence for other in seen))
    return round(sure, CONFIDENCE_DIGITS)


@dataclass(frozen=True, slots=True)
class _Placed:
    middle: float
    word: Word


class _Shelf:
    """Words by the height at which they stand."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._placed = sorted((_Placed(_middle_y(word.box), word) for word in words), key=lambda placed: placed.middle)
        self._middles = [placed.middle for placed in self._placed]

    def at(self, box: Box) -> Iterator[Word]:
        """The words that stand on the height of a box and share some of its width, from left to right."""
        start = bisect_left(self._middles, box.y0)
        end = bisect_left(self._middles, box.y1)
        near = (placed.word for placed in self._placed[start:end] if _share_width(placed.word.box, box))
        yield from sorted(near, key=lambda word: word.box.x0)


def _is_same(word: Word, seen: Sequence[Word]) -> bool:
    """Whether the second read the same; engines cut and glue words, so the text of one may lie in that of the other."""
    text = _plain(word.text)
    said = _plain("".join(other.text for other in seen))
    covered = _plain("".join(other.text for other in seen if word.box.x0 <= _middle_x(other.box) <= word.box.x1))
    if not text:
        return word.text in "".join(other.text for other in seen)
    return covered == text or (len(said) > len(text) and _stands_alone(text, said, seen))


def _stands_alone(text: str, said: str, seen: Sequence[Word]) -> bool:
    """Whether it is a whole piece of what the second glued together: not a number inside a longer number."""
    start = said.find(text)
    if start < 0 or len(seen) > 1:
        return False
    around = said[:start][-1:] + said[start + len(text) :][:1]
    return not (text.isdigit() and any(character.isdigit() for character in around))


def _plain(text: str) -> str:
    """Letters and digits alone, without case: engines differ in points and commas more than they err in them."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def _share_width(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > SHARED * min(one.x1 - one.x0, other.x1 - other.x0)


def _middle_x(box: Box) -> float:
    return (box.x0 + box.x1) / 2


def _middle_y(box: Box) -> float:
    return (box.y0 + box.y1) / 2
