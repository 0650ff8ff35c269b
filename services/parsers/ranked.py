"""Candidates of a field, ranked by a model: one form for all fields, used by reading and by training."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import log

from services.classifiers.linear import Features, FieldModel, Ranker
from services.parsers.candidates import Sheet
from services.parsers.layout import Span
from services.providers.base import OwnIdentity

_SMALLEST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may be that of the field: normalised as `FieldValue.value`, where it stands, and what is told of it."""

    value: str
    spans: tuple[Span, ...]
    features: Features = dataclasses.field(default_factory=dict)
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate and its share of the probability, 0 to 1, with all places of the same value counted together."""

    candidate: Candidate
    share: float

    @property
    def log_share(self) -> float:
        """At most 0: as a sign of confidence it can only take away."""
        return log(max(self.share, _SMALLEST_SHARE))


def rank(candidates: Sequence[Candidate], ranker: Ranker) -> tuple[Choice, ...]:
    """One choice per value, the likeliest first; of several places of a value the likeliest stands for it."""
    shares = ranker.shares([candidate.features for candidate in candidates])
    best: dict[str, tuple[float, Candidate]] = {}
    whole: dict[str, float] = {}
    for candidate, share in zip(candidates, shares, strict=True):
        whole[candidate.value] = whole.get(candidate.value, 0.0) + share
        if candidate.value not in best or share > best[candidate.value][0]:
            best[candidate.value] = (share, candidate)
    choices = [Choice(candidate, whole[value]) for value, (_share, candidate) in best.items()]
    return tuple(sorted(choices, key=lambda choice: -choice.share))


@dataclass(frozen=True, slots=True)
class Found:
    """The choices of a field, the likeliest first, and how sure the first one is. `is_doubtful`: a person is to look."""

    choices: tuple[Choice, ...]
    confidence: float
    is_doubtful: bool

    @property
    def best(self) -> Candidate | None:
        return self.choices[0].candidate if self.choices else None


NOTHING = Found((), 0.0, is_doubtful=True)


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a field, the kind or the direction is read by a model: its candidates, and the signs that the first one is right.

    `candidates` are bounded in number (at most some 200). `signs` are asked only where there is a choice; they hold
    `log_share`, and of proofs and doubts each by its name. `prior` is what the weights of features are before anything was
    learnt: what is known of features that are rare. `silent_allowed` is the share of wrong values among those that nobody is
    asked about; it decides how sure a value has to be.
    """

    field: StrEnum
    candidates: Callable[[Sheet, OwnIdentity, date], Sequence[Candidate]]
    signs: Callable[[Sequence[Choice], Sheet], Features]
    prior: Features = dataclasses.field(default_factory=dict)
    silent_allowed: float = 0.01

    def read(self, sheet: Sheet, own: OwnIdentity, today: date, model: FieldModel) -> Found:
        return self.found(rank(self.candidates(sheet, own, today), model.ranker), sheet, model)

    def found(self, choices: tuple[Choice, ...], sheet: Sheet, model: FieldModel) -> Found:
        """The choices with the confidence of the first."""
        if not choices:
            return NOTHING
        confidence = model.calibration.confidence(self.signs(choices, sheet))
        return Found(choices, confidence, is_doubtful=confidence < model.doubt_below)
