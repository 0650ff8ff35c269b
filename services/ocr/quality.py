"""How well a page was read, by its words alone: cheap signs that it is worth another try, and a score to compare tries by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.types import Word, WordSource

FEW_CHARACTERS = 40  # the shortest slip says more
LOW = 0.75  # of a word's confidence
LOW_SHARE: Mapping[WordSource, float] = {WordSource.RAPID: 0.12, WordSource.BOTH: 0.25, WordSource.TESSERACT: 0.4}
MEAN: Mapping[WordSource, float] = {WordSource.RAPID: 0.92, WordSource.BOTH: 0.85, WordSource.TESSERACT: 0.75}
BETTER_BY = 1.02  # times the score of the picture as it is: a try that only differs is not kept


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one reading of a page. Confidence is weighed by characters: a long word that is read badly counts for more."""

    characters: int
    mean: float
    low_share: float

    def is_doubtful(self, source: WordSource) -> bool:
        """Tell whether another try may pay. `source` is who read: Tesseract is less sure of the same words."""
        return self.characters < FEW_CHARACTERS or self.mean < MEAN[source] or self.low_share > LOW_SHARE[source]

    @property
    def score(self) -> float:
        """Characters that are read, the sure ones for much more than the unsure ones."""
        return round(self.characters * self.mean**2 * (1 - self.low_share / 2), 3)


def quality_of(words: Sequence[Word]) -> Quality:
    """Give the quality of the words that one engine read of a page."""
    lengths = [sum(character.isalnum() for character in word.text) for word in words]
    characters = sum(lengths)
    if not characters:
        return Quality(0, 0.0, 1.0)
    sure = sum(length * word.confidence for length, word in zip(lengths, words, strict=True))
    low = sum(length for length, word in zip(lengths, words, strict=True) if word.confidence < LOW)
    return Quality(characters, sure / characters, low / characters)
