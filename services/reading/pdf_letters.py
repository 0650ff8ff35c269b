"""Whether the letters of a text layer can be those that are seen: fonts without a key to their letters give nonsense. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

UNKNOWN_SHARE = 0.1  # of letters without a meaning: a font that cannot be read
UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff\u0001-\u0008\u000e-\u001f\u007f-\u009f\U000f0000-\U0010fffd]")
PROSE = re.compile("[A-Za-z\u00c0-\u024f]{4,}")
ENOUGH_LETTERS = 80  # in words of four letters and more: fewer say nothing about a language
COMMON = frozenset("eanirstolu")
COMMON_SHARE = 0.47  # of the letters of any language in Latin letters they are over a half, of letters mixed up two in five
SIGN = re.compile(r"[!-/:-@\[-`{-~]")
SIGN_SHARE = 0.6  # of all characters, where there is hardly a digit
ENOUGH_CHARACTERS = 40


def is_garbled(texts: Sequence[str]) -> bool:
    """Tell whether the words are no words: letters without a meaning, mixed-up letters, signs only."""
    text = "".join(texts)
    letters = sum(map(str.isalnum, text))
    unknown = len(UNKNOWN.findall(text))
    return unknown > UNKNOWN_SHARE * max(letters + unknown, 1) or _is_no_language(texts) or _is_signs(text)


def _is_no_language(texts: Sequence[str]) -> bool:
    prose = "".join(found for text in texts for found in PROSE.findall(text)).lower()
    if len(prose) < ENOUGH_LETTERS:
        return False
    plain = [letter for letter in normalize("NFKD", prose) if letter.isalpha()]
    return sum(letter in COMMON for letter in plain) < COMMON_SHARE * len(plain)


def _is_signs(text: str) -> bool:
    signs = len(SIGN.findall(text)) - sum(map(text.count, ".-_*="))  # which lead the eye, or draw lines
    return len(text) >= ENOUGH_CHARACTERS and signs > SIGN_SHARE * len(text)
