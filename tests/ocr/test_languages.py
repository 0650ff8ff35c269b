from __future__ import annotations

import pytest

from services.ocr.languages import MOST_AT_ONCE, RAPID, TESSERACT, is_mostly_foreign, tesseract_names, tesseract_reads
from services.types import Box, Word
from utils.languages import LANGUAGES


def test_codes_are_those_of_iso_639() -> None:
    assert {*TESSERACT, *RAPID} <= LANGUAGES


@pytest.mark.parametrize(
    ("languages", "installed", "names"),
    [
        ((), {"deu", "eng"}, ("eng", "deu")),
        (("de",), {"deu", "eng", "fra"}, ("deu", "eng")),
        (("fr", "de"), {"deu", "eng", "fra"}, ("fra", "deu", "eng")),
        (("el",), {"deu", "eng"}, ("eng", "deu")),  # what is not installed is left out
        (("ab",), {"eng"}, ("eng",)),  # what Tesseract does not know
        ((), {"Fraktur"}, ("Fraktur",)),
        (("de",), {"deu"}, ("deu",)),
    ],
)
def test_tesseract_reads_with_what_is_wished_and_installed(
    languages: tuple[str, ...], installed: set[str], names: tuple[str, ...]
) -> None:
    assert tesseract_names(languages, installed) == names


def test_a_machine_with_all_languages_is_not_asked_to_use_all() -> None:
    assert tesseract_names((), set(TESSERACT.values())) == ("eng", "deu", "fra", "spa", "ita")
    assert len(tesseract_names(tuple(TESSERACT), set(TESSERACT.values()))) == MOST_AT_ONCE


@pytest.mark.parametrize(
    ("language", "installed", "reads"),
    [
        ("el", {"eng"}, False),
        ("el", {"ell"}, True),
        ("fr", {"deu"}, True),  # Latin letters, but for some marks
        ("fr", {"ell"}, False),
        ("ru", {"eng", "deu"}, False),
    ],
)
def test_letters_that_tesseract_knows(language: str, installed: set[str], reads: bool) -> None:
    assert tesseract_reads(language, installed) is reads


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [("ΑΠΟΔΕΙΞΗ", True), ("Итого 12", True), ("Übergröße", False), ("12.50", False), ("ΣΥΝ Total EUR", False)],
)
def test_foreign_letters(text: str, is_foreign: bool) -> None:
    words = [Word(piece, Box(0, 0, 1, 1), 0) for piece in text.split()]
    assert is_mostly_foreign(words) is is_foreign
