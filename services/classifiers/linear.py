"""Linear models over named features: a ranker of candidates (conditional softmax) and a calibrated confidence (logistic).

A feature that the model does not know counts nothing, so that candidates may tell more than an older model has learnt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

Features = Mapping[str, float]

NONE = "none"  # the weight of "none of the candidates"; absent where one of them is always right
BIAS = "bias"
_LARGEST_EXPONENT = 500.0


def named(shown: Mapping[str, bool]) -> dict[str, float]:
    """The features that are shown, each as 1."""
    return {name: 1.0 for name, is_shown in shown.items() if is_shown}


def linear(weights: Mapping[str, float], features: Features) -> float:
    """The weighted sum of the features."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of a listwise ranker: the candidates of one document compete with each other."""

    weights: Mapping[str, float]

    def scores(self, candidates: Sequence[Features]) -> list[float]:
        return [linear(self.weights, features) for features in candidates]

    def shares(self, candidates: Sequence[Features]) -> list[float]:
        """The probability of each candidate; with that of "none of them" they add up to 1."""
        scores = self.scores(candidates)
        rest = [self.weights[NONE]] if NONE in self.weights else []
        highest = max((*scores, *rest), default=0.0)
        powers = [exp(score - highest) for score in scores]
        whole = sum(powers) + sum(exp(score - highest) for score in rest)
        return [power / whole for power in powers]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The probability that a value is right, by the signs that speak for and against it."""

    weights: Mapping[str, float]

    def confidence(self, signs: Features) -> float:
        """0 to 1."""
        score = self.weights.get(BIAS, 0.0) + linear(self.weights, signs)
        return 1 / (1 + exp(-max(min(score, _LARGEST_EXPONENT), -_LARGEST_EXPONENT)))


@dataclass(frozen=True, slots=True)
class FieldModel:
    """What was learnt about one field. Below `doubt_below` a person is asked."""

    field: str
    version: int
    ranker: Ranker
    calibration: Calibration
    doubt_below: float
