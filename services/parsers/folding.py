"""Typographic variants of characters as plain ones, always of the same length, so that places in a text stay places."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms, which RapidOCR likes
_FOLD |= dict.fromkeys(map(ord, "‐‑‒–—−"), ord("-"))
_FOLD |= dict.fromkeys(map(ord, "’‘`´"), ord("'"))
_FOLD |= {ord("。"): ord("."), ord("、"): ord(","), ord("٫"): ord("."), ord("٬"): ord(",")}
_FOLD |= dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), ord(" "))
for _zero in (0x0660, 0x06F0, 0x0966, 0x09E6):  # Arabic-Indic, Persian, Devanagari, Bengali
    _FOLD |= {_zero + digit: ord("0") + digit for digit in range(10)}


def fold(text: str) -> str:
    """The text with full-width and typographic signs and foreign digits as ASCII; same length as the input."""
    return text.translate(_FOLD)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case without accents, for comparing words; may change the length."""
    decomposed = unicodedata.normalize("NFKD", fold(text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def letters_and_digits(text: str) -> str:
    """Only letters and digits, folded: the key by which two printings of a name or number are the same."""
    return "".join(c for c in plain(text) if c.isalnum())
