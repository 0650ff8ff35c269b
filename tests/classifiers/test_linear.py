"""Linear models: shares, unknown features, confidence."""

from __future__ import annotations

from math import exp

import pytest

from services.classifiers.linear import BIAS, NONE, Calibration, Ranker, linear, named


def test_named_features_are_those_that_are_shown() -> None:
    assert named({"tall": True, "small": False}) == {"tall": 1.0}


def test_a_feature_that_was_not_learnt_counts_nothing() -> None:
    assert linear({"tall": 2.0}, {"tall": 1.5, "new": 100.0}) == 3.0


def test_shares_are_a_softmax_over_the_candidates() -> None:
    shares = Ranker({"a": 1.0}).shares([{"a": 1.0}, {"a": 0.0}])
    assert shares == pytest.approx([exp(1) / (exp(1) + 1), 1 / (exp(1) + 1)])
    assert sum(shares) == pytest.approx(1)


def test_none_of_the_candidates_takes_its_share() -> None:
    assert Ranker({"a": 1.0, NONE: 1.0}).shares([{"a": 1.0}]) == pytest.approx([0.5])


def test_there_are_no_shares_of_no_candidates() -> None:
    assert Ranker({"a": 1.0}).shares([]) == []
    assert Ranker({NONE: 1.0}).shares([]) == []


def test_large_scores_do_not_overflow() -> None:
    assert Ranker({"a": 1.0}).shares([{"a": 5000.0}, {"a": -5000.0}]) == pytest.approx([1.0, 0.0])


def test_confidence_is_a_logistic_function_of_the_signs() -> None:
    calibration = Calibration({BIAS: -1.0, "proof": 3.0})
    assert calibration.confidence({}) == pytest.approx(1 / (1 + exp(1)))
    assert calibration.confidence({"proof": 1.0}) == pytest.approx(1 / (1 + exp(-2)))
    assert calibration.confidence({"proof": 1e9}) == 1.0
    assert calibration.confidence({"proof": -1e9}) == pytest.approx(0.0)
