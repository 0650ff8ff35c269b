"""Names of months and weekdays in the languages of documents, as look-ups from folded name or abbreviation."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from rapidfuzz.distance.Levenshtein import distance

from services.parsers.folding import plain

_LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "sk",
    "ms",
    "id",
    "hu",
    "ro",
    "tr",
    "et",
    "lv",
    "lt",
    "sl",
    "ca",
]
_PRINTED_TOO = {
    "sept": 9, "setp": 9, "mrz": 3, "maerz": 3, "okt": 10, "dez": 12, "mac": 3, "ogos": 8, "ogo": 8, "dis": 12, "jly": 7,
    "febr": 2, "juin": 6, "juil": 7, "aout": 8, "fevr": 2, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5,
    "giu": 6, "lug": 7, "set": 9, "ott": 10, "fev": 2, "out": 10, "mrt": 3, "peb": 2, "nop": 11, "agt": 8,
    "janner": 1, "feber": 2,
}  # fmt: skip
_FEWEST, _MOST = 5, 12  # letters of a name that is known with one of them wrong
_CONFUSED = str.maketrans("01358|", "olesbl")
_NOT_MONTHS = frozenset({"lis", "listopad", "srp", "tra", "svi"})  # mean other months in a neighbouring language


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    clashes = set(_NOT_MONTHS)
    for language in _LANGUAGES:
        for style in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in style.get(width, {}).items():
                    key = plain(name).strip(". ")
                    if len(key) >= 3 and key.isalpha() and table.setdefault(key, number) != number:
                        clashes.add(key)
    table.update(_PRINTED_TOO)
    return {key: number for key, number in table.items() if key not in clashes or key in _PRINTED_TOO}


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    table: dict[str, int] = {}
    clashes = set()
    for language in _LANGUAGES:
        for style in Locale.parse(language).days.values():
            for width in ("wide", "abbreviated"):
                for number, name in style.get(width, {}).items():
                    key = plain(name).strip(". ")
                    if len(key) >= 3 and table.setdefault(key, number) != number:
                        clashes.add(key)
    return {key: number for key, number in table.items() if key not in clashes}


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for a printed weekday of three letters and more that means the same day in all languages."""
    return _weekdays().get(plain(word))


def month_number(word: str) -> int | None:
    """1 to 12 for a printed month, forgiving digits that OCR read for letters ("Ju1", "0CT"); None otherwise.

    Of a name of five letters and more one letter may be wrong or missing ("Deccmber").
    """
    key = plain(word).strip(".")
    table = _table()
    for attempt in (key, key.translate(_CONFUSED), key.translate(_CONFUSED).replace("i", "l")):
        if attempt in table:
            return table[attempt]
    return _misread(key)


@lru_cache(maxsize=1_000)
def _misread(key: str) -> int | None:
    """The month of the only names that differ in one letter."""
    if not _FEWEST <= len(key) <= _MOST or not key.isalpha():
        return None
    near = {number for name, number in _table().items() if len(name) >= _FEWEST and distance(key, name, score_cutoff=1) <= 1}
    return near.pop() if len(near) == 1 else None
