"""Ready sets of categories, in the languages that we speak, and what the ledger's own account and categories are called there."""

from finance.services.category_sets.english import ENGLISH
from finance.services.category_sets.german import GERMAN
from finance.services.category_sets.shapes import CategorySet, Shape, Words

LANGUAGES: dict[str, Words] = {"en": ENGLISH, "de": GERMAN}

__all__ = ["LANGUAGES", "CategorySet", "Shape", "Words", "words_of"]


def words_of(locale: str) -> Words:
    """Those of the locale's language ("de-AT": German), else English."""
    return LANGUAGES.get(locale.partition("-")[0], ENGLISH)
