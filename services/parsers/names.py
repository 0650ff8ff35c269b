"""How alike names are: what a bank prints of a payee against the names by which a vendor is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from services.parsers.folding import plain

_BETWEEN_WORDS = re.compile(r"[\W_]+")
LEAST_LETTERS = 3  # fewer make no name: "DE" is in many


@lru_cache(maxsize=4096)
def name_words(text: str) -> str:
    """The words of a name in lower case, without accents and punctuation, with one space between them."""
    return _BETWEEN_WORDS.sub(" ", plain(text)).strip()


def name_likeness(text: str, names: Iterable[str]) -> int | None:
    """0 (nothing in common) to 100 (a name stands whole in the text); None where one side has no name to compare."""
    found = name_words(text)
    known = [words for words in map(name_words, names) if len(words) >= LEAST_LETTERS]
    if len(found) < LEAST_LETTERS or not known:
        return None
    return round(max(fuzz.token_set_ratio(found, words) for words in known))
