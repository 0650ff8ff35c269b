"""Fitting finds what decides, and calibration says how often it is right."""

from __future__ import annotations

from random import Random
from statistics import mean

import pytest

from services.classifiers.linear import NONE
from services.parsers.candidates import lay_out
from services.parsers.ranked import Candidate, Choice, Ranking
from services.types import FieldName
from tests.parsers.sheets import TODAY, document
from training.learning.examples import Example, LaidOut
from training.learning.fitting import fit_calibration, fit_ranker
from training.learning.judging import Verdict, calibration_gap, figures, judge
from training.learning.learning import learn
from training.learning.material import Material

READ = document("TOTAL 5.00")
SHEET = lay_out(READ, today=TODAY)


def example(number: int, right: int | None, *features: dict[str, float], source: str = "made") -> Example:
    material = Material(READ, {}, source, f"vendor {number}", "made here", is_complete=True)
    candidates = [Candidate(str(place), (), told) for place, told in enumerate(features)]
    return Example(LaidOut(material, SHEET), candidates, [place == right for place in range(len(features))], right is None)


def material(count: int) -> list[Example]:
    """Labelled candidates are right nine times in ten; every tenth document has none that is right."""
    random = Random(1)
    made = []
    for number in range(count):
        labelled = {"labelled": 1.0, "odd": random.random()}
        bare = {"bare": 1.0, "odd": random.random()}
        if number % 10 == 0:
            made.append(example(number, None, bare))
        else:
            made.append(example(number, 1 if number % 10 == 1 else 0, labelled, bare))
    return made


def test_the_feature_that_decides_gets_the_weight() -> None:
    examples = material(200)
    ranker = fit_ranker(examples, [1.0] * len(examples))
    assert ranker.weights["labelled"] > ranker.weights["bare"] + 1
    assert abs(ranker.weights["odd"]) < (ranker.weights["labelled"] - ranker.weights["bare"]) / 2
    assert NONE in ranker.weights


def test_the_same_examples_give_the_same_weights() -> None:
    examples = material(60)
    assert fit_ranker(examples, [1.0] * 60) == fit_ranker(examples, [1.0] * 60)


def test_a_document_without_a_right_candidate_teaches_nothing() -> None:
    lost = Example(example(1, 0, {"x": 1.0}).of, [Candidate("1", (), {"x": 1.0})], [False], is_absent=False)
    assert not lost.is_decided
    examples = material(50)
    assert fit_ranker([*examples, lost], [1.0] * 51) == fit_ranker(examples, [1.0] * 50)


def test_confidence_is_the_share_that_is_right() -> None:
    signs = [{"proof": 1.0}] * 100 + [{}] * 100
    right = [number % 20 != 0 for number in range(100)] + [number % 2 == 0 for number in range(100)]
    calibration = fit_calibration(signs, right, [1.0] * 200, l2=0.0)
    assert calibration.confidence({"proof": 1.0}) == pytest.approx(0.95, abs=0.01)
    assert calibration.confidence({}) == pytest.approx(0.5, abs=0.01)


def test_the_share_of_a_ranker_never_raises_confidence() -> None:
    signs = [{"log_share": -1.0 * (number % 2)} for number in range(100)]
    calibration = fit_calibration(signs, [number % 2 == 1 for number in range(100)], [1.0] * 100)
    assert calibration.weights["log_share"] == 0.0


def test_what_speaks_against_a_value_never_raises_confidence() -> None:
    signs = [{"against sum": 1.0 * (number % 2), "proof": 1.0 * (number % 2)} for number in range(100)]
    calibration = fit_calibration(signs, [number % 2 == 1 for number in range(100)], [1.0] * 100)
    assert calibration.weights["against sum"] == 0.0
    assert calibration.weights["proof"] > 1


def signs_of(choices: list[Choice], _sheet: object) -> dict[str, float]:
    return {"log_share": choices[0].log_share, "labelled": choices[0].candidate.features.get("labelled", 0.0)}


RANKING = Ranking(FieldName.TOTAL, lambda *_: [], signs_of)  # type: ignore[arg-type]


def test_what_is_learnt_is_judged_on_vendors_that_were_not_seen() -> None:
    learnt = learn(RANKING, material(300), version=4)
    assert learnt.model.version == 4
    told = figures(learnt.verdicts)["made"]
    assert told["documents"] == 300
    assert told["right"] == pytest.approx(80, abs=1)  # 270 have the field, 30 of these are odd; of 30 none is right
    assert told["findable"] == pytest.approx(90, abs=1)
    sure = [verdict for verdict in learnt.verdicts if verdict.confidence > 0.5]
    assert mean(verdict.confidence for verdict in sure) == pytest.approx(mean(verdict.is_right for verdict in sure), abs=0.02)
    assert all(verdict.confidence < 0.05 for verdict in learnt.verdicts if verdict not in sure)


def verdict(confidence: float, *, is_right: bool) -> Verdict:
    return Verdict("made", True, is_right, True, False, confidence)


def test_the_gap_of_calibration_is_that_of_the_worst_full_bin() -> None:
    fine = [verdict(0.96, is_right=True)] * 24 + [verdict(0.96, is_right=False)]
    bad = [verdict(0.85, is_right=True)] * 10 + [verdict(0.85, is_right=False)] * 10
    few = [verdict(0.2, is_right=True)] * 19
    assert calibration_gap(few) == 0
    assert calibration_gap([*fine, *few]) == pytest.approx(0)
    assert calibration_gap([*fine, *bad, *few]) == pytest.approx(0.35)


def test_a_field_that_the_document_lacks_counts_only_where_something_was_given() -> None:
    model = learn(RANKING, material(100), version=1).model
    assert judge(RANKING, model, [example(1, None)]) == []
    (verdict,) = judge(RANKING, model, [example(1, None, {"labelled": 1.0})])
    assert verdict.is_given
    assert not verdict.is_right
