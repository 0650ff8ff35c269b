"""A version comes into use only where it is better; the one before can be put back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from services.classifiers.artefact import ArtefactError, current_version, load_model, manifest_of
from tests.learning.test_fitting import RANKING, example, material
from training.learning.examples import Example
from training.learning.learning import learn
from training.learning.publishing import Standing, model_in_use, next_version, publish, roll_back

TODAY = date(2026, 11, 22)
GOOD = material(120)


def backwards(count: int) -> list[Example]:
    """Material that teaches the opposite."""
    return [example(number, 1, {"labelled": 1.0}, {"bare": 1.0}) for number in range(count)]


def published(folder: Path, examples: list[Example]) -> bool:
    learnt = learn(RANKING, examples, version=next_version(folder, "total"))
    return publish(folder, RANKING, learnt, examples, GOOD[:50], today=TODAY).is_promoted


def test_the_first_version_is_in_use_at_once(tmp_path: Path) -> None:
    assert model_in_use(tmp_path, "total") is None
    assert published(tmp_path, GOOD)
    assert current_version(tmp_path, "total") == 1
    manifest = manifest_of(tmp_path, "total", 1)
    assert manifest["trained_on"] == "2026-11-22"
    assert manifest["documents"] == {"made": 120}
    assert manifest["attribution"] == ["made here"]
    assert manifest["frozen_set"]["all"]["documents"] == 50


def test_a_version_that_is_not_better_is_kept_and_not_used(tmp_path: Path) -> None:
    published(tmp_path, GOOD)
    assert not published(tmp_path, GOOD)
    assert not published(tmp_path, backwards(60))
    assert current_version(tmp_path, "total") == 1
    assert load_model(tmp_path, "total", 3).version == 3


def test_a_better_version_is_promoted_and_can_be_rolled_back(tmp_path: Path) -> None:
    published(tmp_path, backwards(60))
    assert published(tmp_path, GOOD)
    assert current_version(tmp_path, "total") == 2
    assert roll_back(tmp_path, "total") == 1
    assert current_version(tmp_path, "total") == 1
    with pytest.raises(ArtefactError, match="nothing to go back to"):
        roll_back(tmp_path, "total")


def test_a_field_whose_version_in_use_was_lost_is_put_into_use_again(tmp_path: Path) -> None:
    published(tmp_path, GOOD)
    (tmp_path / "total" / "current").unlink()
    assert published(tmp_path, GOOD)
    assert current_version(tmp_path, "total") == 2


def test_right_values_count_first_and_then_silent_errors() -> None:
    assert Standing(0.9, 0.05).is_better_than(Standing(0.8, 0.0))
    assert Standing(0.9, 0.01).is_better_than(Standing(0.9, 0.02))
    assert not Standing(0.9, 0.02).is_better_than(Standing(0.9, 0.02))
