"""How good a model is: share right by source, and whether its confidence keeps its word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from services.classifiers.linear import FieldModel
from services.parsers.ranked import Ranking, rank
from training.learning.examples import Example

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
FEWEST_IN_BIN = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model said of one document. `is_given`: it gave a value; `is_findable`: the right value was a candidate."""

    source: str
    is_given: bool
    is_right: bool
    is_findable: bool
    is_doubted: bool
    confidence: float


def judge(ranking: Ranking, model: FieldModel, examples: Iterable[Example]) -> list[Verdict]:
    """One verdict per document that has the field, or was given one that it has not."""
    return [verdict for example in examples if (verdict := _verdict(ranking, model, example)) is not None]


def _verdict(ranking: Ranking, model: FieldModel, example: Example) -> Verdict | None:
    choices = rank(example.candidates, model.ranker)
    found = ranking.found(choices, example.of.sheet, model)
    source, findable = example.of.material.source, any(example.right)
    if not choices:
        return None if example.is_absent else Verdict(source, False, False, findable, True, 0.0)
    right = {candidate.value for candidate, is_right in zip(example.candidates, example.right, strict=True) if is_right}
    is_right = choices[0].candidate.value in right
    return Verdict(source, True, is_right, findable, found.is_doubtful, found.confidence)


def figures(verdicts: Sequence[Verdict]) -> Mapping[str, Mapping[str, float]]:
    """By source: documents, and in per cent: right, silently wrong, findable, kept from a person."""
    by_source: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_source[verdict.source].append(verdict)
    return {source: _figures(some) for source, some in sorted(by_source.items())}


def _figures(verdicts: Sequence[Verdict]) -> Mapping[str, float]:
    def share(told: Iterable[bool]) -> float:
        return round(100 * mean(told), 1)

    return {
        "documents": len(verdicts),
        "right": share(v.is_right for v in verdicts),
        "silent": share(v.is_given and not v.is_right and not v.is_doubted for v in verdicts),
        "findable": share(v.is_findable for v in verdicts),
        "automatic": share(not v.is_doubted for v in verdicts),
        "calibration_gap": round(calibration_gap(verdicts), 3),
    }


def calibration_gap(verdicts: Sequence[Verdict]) -> float:
    """The widest gap between mean confidence and share right in a bin of at least 20; 0 where no bin is that full."""
    bins: dict[float, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.is_given:
            bins[max(edge for edge in BINS if edge <= verdict.confidence)].append(verdict)
    gaps = [
        abs(mean(v.confidence for v in some) - mean(v.is_right for v in some))
        for some in bins.values()
        if len(some) >= FEWEST_IN_BIN
    ]
    return max(gaps, default=0.0)
