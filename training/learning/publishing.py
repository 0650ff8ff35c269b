"""The way of a model into use: a new version, compared with the one in use on a frozen set, with its manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from services.classifiers.artefact import CURRENT, ArtefactError, current_version, load_model, save_model, use_version, versions
from services.classifiers.linear import FieldModel
from services.parsers.ranked import Ranking
from training.learning.examples import Example
from training.learning.judging import Verdict, figures, judge
from training.learning.learning import Learnt


@dataclass(frozen=True, slots=True)
class Published:
    """A version that was written, whether it is in use now, and why."""

    path: Path
    is_promoted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts when versions are compared: right values first, then silently wrong ones."""

    right: float
    silent: float

    def is_better_than(self, other: Standing) -> bool:
        return (self.right, -self.silent) > (other.right, -other.silent)


def _told(of: Standing) -> str:
    return f"{of.right:.1%} right and {of.silent:.1%} silently wrong"


def standing(verdicts: Sequence[Verdict]) -> Standing:
    """Shares, of all documents that have the field."""
    count = max(len(verdicts), 1)
    silent = sum(v.is_given and not v.is_right and not v.is_doubted for v in verdicts)
    return Standing(sum(v.is_right for v in verdicts) / count, silent / count)


def next_version(folder: Path, field: str) -> int:
    return max(versions(folder, field), default=0) + 1


def publish(
    folder: Path, ranking: Ranking, learnt: Learnt, examples: Sequence[Example], frozen: Sequence[Example], *, today: date
) -> Published:
    """Write the version; it is put into use only where it is better on the frozen set than the one in use, or is the first."""
    before = model_in_use(folder, ranking.field.value)
    of_frozen = judge(ranking, learnt.model, frozen)
    path = save_model(folder, learnt.model, _manifest(learnt, examples, of_frozen, today))
    if before is None:
        use_version(folder, ranking.field.value, learnt.model.version)
        return Published(path, is_promoted=True, why="it is the first")
    new, old = standing(of_frozen), standing(judge(ranking, before, frozen))
    why = f"on the frozen set {_told(new)}, before {_told(old)}"
    if new.is_better_than(old):
        use_version(folder, ranking.field.value, learnt.model.version)
    return Published(path, new.is_better_than(old), why)


def roll_back(folder: Path, field: str) -> int:
    """Put the version before the one in use into use again. Raises ArtefactError where there is none."""
    now = current_version(folder, field)
    earlier = [version for version in versions(folder, field) if version < now]
    if not earlier:
        raise ArtefactError(f"Version {now} of {field} is the oldest one: there is nothing to go back to.")
    use_version(folder, field, earlier[-1])
    return earlier[-1]


def model_in_use(folder: Path, field: str) -> FieldModel | None:
    """None where no version was ever put into use. Raises ArtefactError at a broken artefact."""
    if not (folder / field / CURRENT).exists():
        return None
    return load_model(folder, field, current_version(folder, field))


def _manifest(learnt: Learnt, examples: Sequence[Example], of_frozen: Sequence[Verdict], today: date) -> Mapping[str, Any]:
    sources = Counter(example.of.material.source for example in examples)
    return {
        "trained_on": today.isoformat(),
        "documents": dict(sorted(sources.items())),
        "attribution": sorted({example.of.material.attribution for example in examples}),
        "features": len(learnt.model.ranker.weights),
        "cross_validation_by_vendor": figures(learnt.verdicts),
        "frozen_set": figures([replace(verdict, source="all") for verdict in of_frozen]),
    }
