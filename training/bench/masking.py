"""Words of one country taken out of a reading: what is learnt has to hold without them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from services.types import Page, ReadDocument, Word

MASKS = Path(__file__).parent / "masks"


class MaskError(ValueError):
    """A mask that cannot be used; the message names the line."""


@dataclass(frozen=True, slots=True)
class Mask:
    """`words` matches what is taken out; of a word that is only partly matched, the rest stays."""

    words: re.Pattern[str]


def mask_named(name: str) -> Mask:
    """A mask of `masks/<name>.txt`: one regular expression per line, # begins a comment. Raises MaskError, OSError."""
    lines = (MASKS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    patterns = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    try:
        return Mask(re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE))
    except re.error as error:
        raise MaskError(f"The mask {name} holds a pattern that is none: {error}.") from error


def masked(document: ReadDocument, mask: Mask) -> ReadDocument:
    """The reading without the words of the mask."""
    return replace(document, pages=tuple(_masked(page, mask) for page in document.pages), tables=())


def _masked(page: Page, mask: Mask) -> Page:
    left = (_without(word, mask) for word in page.words)
    return replace(page, words=tuple(word for word in left if word.text))


def _without(word: Word, mask: Mask) -> Word:
    return word._replace(text=mask.words.sub("", word.text))
