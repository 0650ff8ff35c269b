"""From material to examples: the candidates of a field with what is told of each, and which of them are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.parsers.candidates import Sheet, lay_out
from services.parsers.ranked import Candidate, Ranking
from training.learning.material import TODAY, Material
from training.matching import is_right


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Material with its sheet: laid out once for all fields."""

    material: Material
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Example:
    """One document as one field sees it. `right` is as long as `candidates`; none right and `is_absent`: it has no such field."""

    of: LaidOut
    candidates: Sequence[Candidate]
    right: Sequence[bool]
    is_absent: bool

    @property
    def is_decided(self) -> bool:
        """Whether a ranker can learn from it: it has the right candidate, or is known to have none."""
        return self.is_absent or any(self.right)


def laid_out(material: Iterable[Material]) -> Iterator[LaidOut]:
    for one in material:
        yield LaidOut(one, lay_out(one.document, today=TODAY))


def examples(ranking: Ranking, sheets: Iterable[LaidOut]) -> Iterator[Example]:
    """Of each document that tells something of the field."""
    for of in sheets:
        truth = of.material.truth
        has_truth = truth.get(ranking.field.value) not in (None, "")
        if has_truth or of.material.is_complete:
            candidates = ranking.candidates(of.sheet, of.material.own, TODAY)
            right = [is_right(ranking.field, candidate.value, truth) for candidate in candidates]
            yield Example(of, candidates, right, is_absent=not has_truth)
