"""Which one-byte encoding gives text that people write: letters of its languages, at places where letters stand."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

_WEST = frozenset("äöüßÄÖÜéèêëàâáãåçîïíìôóòõûùúñøæÅØÆÇÉÈÊÀÂÁÑÓÍÚœŒŠšŽž")
_CENTRAL = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýáíéúČĎĚŇŘŠŤŮŽÝÁÍÉÚőűŐŰöüÖÜäÄßôâîăşţĂÂÎŞŢđĐ")
_CYRILLIC = frozenset(map(chr, range(0x400, 0x460)))
_GREEK = frozenset(map(chr, range(0x386, 0x3CF)))
_TURKISH = frozenset("çğıöşüÇĞİÖŞÜâîû")
_SIGNS = frozenset("€£§°´’‘“”„–—…«»²³ºª·\u00a0®©™№±")
LETTERS: Mapping[str, frozenset[str]] = {  # the likelier first: of two that do equally well it is taken
    "cp1252": _WEST,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1253": _GREEK,
    "cp1254": _TURKISH,
    "cp850": _WEST,
    "mac_roman": _WEST,
    "cp852": _CENTRAL,
    "cp866": _CYRILLIC,
}
GOOD = 0.75


def likely_encodings(sample: bytes) -> list[str]:
    """Give the encodings under which a text reads best, all that do equally well; none where no one does well."""
    scores = {name: _score(sample, name, letters) for name, letters in LETTERS.items()}
    best = max(scores.values())
    return [name for name, score in scores.items() if score == best] if best >= GOOD else []


def _score(sample: bytes, name: str, letters: frozenset[str]) -> float:
    """1 where every character beyond ASCII is at home: letters in words, signs beside them."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return 0.0
    points, counted = 0.0, 0
    for before, character in pairwise(" " + text):
        if character.isascii():
            continue
        counted += 1
        if character in letters:
            points += _at_home(before, character, is_latin="ö" in letters)
        elif character in _SIGNS:
            points += 0.2 if before.isalpha() else 1.0
    return points / counted if counted else 1.0


def _at_home(before: str, letter: str, *, is_latin: bool) -> float:
    """A capital inside a word, or two alphabets in one word, nobody writes."""
    if not is_latin and before.isascii() and before.isalpha():
        return 0.0
    return 0.3 if letter.isupper() and before.islower() else 1.0
