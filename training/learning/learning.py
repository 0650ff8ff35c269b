"""From examples to a model with figures that can be believed: everything judged was out of the fold that was fitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.classifiers.linear import BIAS, Calibration, Features, FieldModel, Ranker
from services.parsers.ranked import Choice, Ranking, rank
from training.learning.examples import Example
from training.learning.fitting import fit_calibration, fit_ranker
from training.learning.judging import Verdict, judge
from training.learning.material import FOLDS

REAL_COUNTS = 3.0  # times as much as a source of generated documents
_STEPS = tuple(step / 100 for step in range(50, 99))


@dataclass(frozen=True, slots=True)
class Learnt:
    """A model of all examples, and the verdicts of cross-validation by vendor."""

    model: FieldModel
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class _Told:
    """The first choice for a document by a ranker that had not seen its vendor."""

    example: Example
    signs: Features
    is_right: bool


def learn(ranking: Ranking, examples: Sequence[Example], *, version: int) -> Learnt:
    """Fit a ranker and its calibration. A source has its weight however many documents it has."""
    told = [one for fold in range(FOLDS) for one in _out_of_fold(ranking, examples, fold)]
    calibration = _calibration(told)
    threshold = _threshold(told, calibration, ranking.silent_allowed)
    model = FieldModel(
        ranking.field.value, version, fit_ranker(examples, _weights(examples), prior=ranking.prior), calibration, threshold
    )
    return Learnt(model, _verdicts(ranking, examples, told, threshold, version))


def _out_of_fold(ranking: Ranking, examples: Sequence[Example], fold: int) -> list[_Told]:
    ranker = _ranker_without(ranking, examples, fold)
    rest = (example for example in examples if example.of.material.fold == fold)
    told = ((example, rank(example.candidates, ranker)) for example in rest)
    return [
        _Told(example, ranking.signs(choices, example.of.sheet), _hits(example, choices[0]))
        for example, choices in told
        if choices
    ]


def _ranker_without(ranking: Ranking, examples: Sequence[Example], fold: int) -> Ranker:
    others = [example for example in examples if example.of.material.fold != fold]
    return fit_ranker(others, _weights(others), prior=ranking.prior)


def _hits(example: Example, choice: Choice) -> bool:
    pairs = zip(example.candidates, example.right, strict=True)
    return any(is_right and candidate.value == choice.candidate.value for candidate, is_right in pairs)


def _calibration(told: Sequence[_Told]) -> Calibration:
    if not told:
        return Calibration({BIAS: 0.0})
    return fit_calibration([t.signs for t in told], [t.is_right for t in told], _weights([t.example for t in told]))


def _weights(examples: Sequence[Example]) -> list[float]:
    counts: Mapping[str, int] = Counter(example.of.material.source for example in examples)
    return [_share_of(example.of.material.source) / counts[example.of.material.source] for example in examples]


def _share_of(source: str) -> float:
    """Real documents tell more than those that were invented."""
    return REAL_COUNTS if source.startswith("real ") else 1.0


def _threshold(told: Sequence[_Told], calibration: Calibration, silent_allowed: float) -> float:
    """The lowest confidence from which on hardly any value is wrong; of no use, the highest step."""
    weights = _weights([t.example for t in told])
    sure = [(calibration.confidence(t.signs), t.is_right, weight) for t, weight in zip(told, weights, strict=True)]
    return next((step for step in _STEPS if _share_wrong(sure, step) <= silent_allowed), _STEPS[-1])


def _share_wrong(sure: Sequence[tuple[float, bool, float]], step: float) -> float:
    kept = [(is_right, weight) for confidence, is_right, weight in sure if confidence >= step]
    whole = sum(weight for _is_right, weight in kept)
    return sum(weight for is_right, weight in kept if not is_right) / whole if whole else 0.0


def _verdicts(
    ranking: Ranking, examples: Sequence[Example], told: Sequence[_Told], threshold: float, version: int
) -> list[Verdict]:
    """Each fold judged by a model that was fitted, and calibrated, on the other ones."""
    verdicts = []
    for fold in range(FOLDS):
        calibration = _calibration([one for one in told if one.example.of.material.fold != fold])
        model = FieldModel(ranking.field.value, version, _ranker_without(ranking, examples, fold), calibration, threshold)
        verdicts += judge(ranking, model, [example for example in examples if example.of.material.fold == fold])
    return verdicts
