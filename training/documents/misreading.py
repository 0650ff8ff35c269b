"""How an OCR engine gets letters wrong: what it takes for what, and how often. Rates are per character or per gap."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from random import Random

LETTER_RATE, FIGURE_RATE, MARK_RATE = 0.0065, 0.0009, 0.008
ACCENT_RATE = 0.05  # of the letters with a mark that lose it
LOST_SHARE = 0.12  # of the wrong letters are not read at all
GLUE_RATE = 0.036  # of the gaps between words
SPLIT_RATE = 0.0025  # of the words
LOST_END_RATE = 0.003  # of the words: a letter at an end is cut off

LETTERS: Mapping[str, str] = {  # each letter of a value is as likely as the others
    "A": "ÁÁ4R", "B": "E8R", "C": "GO", "D": "OC0", "E": "FCB", "F": "PE", "G": "CS6", "H": "MN", "I": "lL1[",
    "J": "U", "K": "RX", "L": "I1", "M": "HN", "N": "M", "O": "0C", "P": "F", "Q": "O0", "R": "KP", "S": "5G",
    "T": "I7", "U": "V", "V": "Y", "W": "VM", "X": "K", "Y": "V", "Z": "2",
    "a": "e", "b": "h6", "c": "eo", "d": "a", "e": "co", "f": "t", "g": "9q", "h": "b", "i": "tl1", "j": "i",
    "k": "x", "l": "I1t", "m": "n", "n": "ru", "o": "0c", "p": "o", "q": "g", "r": "n", "s": "5", "t": "lf",
    "u": "v", "v": "y", "w": "v", "x": "×", "y": "v", "z": "2", "ß": "BB8", "£": "E", "€": "EC", "$": "SS",
}  # fmt: skip
FIGURES: Mapping[str, str] = {
    "0": "O8", "1": "l7I", "2": "Z7", "3": "8", "4": "A", "5": "S6", "6": "8", "7": "1", "8": "B63", "9": "8",
}  # fmt: skip
MARKS: Mapping[str, tuple[str, ...]] = {
    ".": (",", "", " ", ". "), ",": (".", ".", ".", "", ", "), ":": ("", ".", " :", ": "), "-": ("", "--", " - "),
    "(": ("（", "{", ""), ")": ("）", "}", ""), "/": ("1", "7", "l"), "'": ("",), "!": ("l", "1"), "%": ("8", "X"),
    "#": ("*", "H"), "*": ("+", ""), "@": ("Q", "0"), "&": ("8", "B"), "=": ("-",), "×": ("x", "X", "=", "-", ""),
}  # fmt: skip
STRAYS = ("R", "K", "V", "PA", "is", "C", "一", "t1o", "3", "A0313", "O", "1", "~", "4.", "lm", "e", "(", "WE", "z8", "J,")


def is_ruling(word: str) -> bool:
    """Whether it is drawn with type rather than written: -----, ....., ====="""
    return len(word) > 3 and len(set(word)) == 1 and not word[0].isalnum() and word[0] not in "*#"


def misread(word: str, random: Random, badness: float) -> str:
    """A word as it is read; blanks may come into it, or nothing may be left. `badness` multiplies all rates."""
    text = "".join(_character(character, word, random, badness) for character in word)
    if len(text) > 3 and random.random() < LOST_END_RATE * badness and not word[-1].isdigit():
        text = text[:-1] if random.random() < 0.6 else text[1:]
    if len(text) > 5 and text.isalpha() and random.random() < SPLIT_RATE * badness:
        cut = random.randrange(2, len(text) - 2)
        text = f"{text[:cut]} {text[cut:]}"
    return text


def _character(character: str, word: str, random: Random, badness: float) -> str:
    dice = random.random()
    if character.isdigit():
        return _other(character, FIGURES, random) if dice < FIGURE_RATE * badness else character
    if character in MARKS:
        return random.choice(MARKS[character]) if dice < MARK_RATE * _share_of_marks(word) * badness else character
    if not character.isascii() and dice < ACCENT_RATE * badness and (bare := without_accent(character)):
        return bare
    if dice >= LETTER_RATE * badness:
        return character
    return "" if random.random() < LOST_SHARE else _other(character, LETTERS, random)


def _share_of_marks(word: str) -> float:
    """The points of amounts and dates are larger and better read than those of abbreviations."""
    return 0.3 if sum(map(str.isdigit, word)) >= 3 else 1.0


def _other(character: str, table: Mapping[str, str], random: Random) -> str:
    return random.choice(table.get(character, character))


def without_accent(character: str) -> str:
    """The plain letter under an accent, "" where there is none: é → e, ł → l."""
    if character in "łŁ":
        return "l" if character == "ł" else "L"
    plain = unicodedata.normalize("NFKD", character)[0]
    return plain if plain != character and plain.isascii() and plain.isalpha() else ""
