"""Text becomes words with their widths. Short texts are kept: labels, codes and amounts come again, and a table is measured
before it is set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from services.reading.typeset_metrics import BODY, EM, advance_of, width_of

SHORT = 400  # characters; of longer cells and labels no more is measured
WORD = re.compile(r"\S+")
LINE = re.compile(r"[^\n\r\f\v\u0085\u2028\u2029]+")

Paragraph = Iterable[tuple[str, int]]  # words, each with its width in thousandths of the font's size


def paragraphs(text: str) -> Iterable[Paragraph]:
    """Give the words of a text, line by line; of a long one only as they are needed."""
    return _short(text) if len(text) <= SHORT else _lazily(text)


@lru_cache(maxsize=4_096)
def _short(text: str) -> tuple[Paragraph, ...]:
    return tuple([tuple([(word, advance_of(word)) for word in line.split()]) for line in LINE.findall(text)])


def _lazily(text: str) -> Iterator[Paragraph]:
    for line in LINE.finditer(text):
        yield ((word[0], advance_of(word[0])) for word in WORD.finditer(text, *line.span()))


@lru_cache(maxsize=4_096)
def widths_of(text: str) -> tuple[float, float]:
    """Give how wide the longest word and the longest line of a short text are at `BODY`, in points."""
    space = width_of(" ", BODY)
    longest = [[advance * BODY / EM for _, advance in words] for words in _short(text)]
    word = max((extent for extents in longest for extent in extents), default=0.0)
    return word, max((sum(extents) + space * (len(extents) - 1) for extents in longest if extents), default=0.0)
