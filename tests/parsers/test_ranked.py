"""Ranking of candidates: one choice per value, the likeliest place of it, shares counted together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import log

import pytest

from services.classifiers.linear import Calibration, Features, FieldModel, Ranker
from services.parsers.candidates import Sheet, lay_out
from services.parsers.ranked import NOTHING, Candidate, Choice, Ranking, rank
from services.providers.base import OwnIdentity
from services.types import FieldName
from tests.parsers.sheets import TODAY, document

SHEET = lay_out(document("TOTAL 5.00"), today=TODAY)
RANKER = Ranker({"good": 2.0, "bad": -2.0})


def candidate(value: str, *features: str) -> Candidate:
    return Candidate(value, (), dict.fromkeys(features, 1.0))


def test_the_likeliest_value_comes_first() -> None:
    choices = rank([candidate("1", "bad"), candidate("2", "good")], RANKER)
    assert [choice.candidate.value for choice in choices] == ["2", "1"]
    assert sum(choice.share for choice in choices) == pytest.approx(1)


def test_places_of_one_value_count_together_and_the_likeliest_stands_for_it() -> None:
    places = [candidate("5", "bad"), candidate("7"), candidate("5", "good")]
    choices = rank(places, RANKER)
    assert [choice.candidate for choice in choices] == [places[2], places[1]]
    shares = RANKER.shares([place.features for place in places])
    assert choices[0].share == pytest.approx(shares[0] + shares[2])


def test_a_share_is_a_sign_that_only_takes_away() -> None:
    assert Choice(candidate("1"), 0.5).log_share == pytest.approx(log(0.5))
    assert Choice(candidate("1"), 1.0).log_share == 0.0
    assert Choice(candidate("1"), 0.0).log_share == pytest.approx(log(1e-6))


def ranking_of(*candidates: Candidate) -> Ranking:
    def found(_sheet: Sheet, _own: OwnIdentity, _today: date) -> Sequence[Candidate]:
        return candidates

    def signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
        return {"log_share": choices[0].log_share}

    return Ranking(FieldName.TOTAL, found, signs)


def model(doubt_below: float) -> FieldModel:
    return FieldModel("total", 1, RANKER, Calibration({"log_share": 10.0, "bias": 2.0}), doubt_below)


def test_what_is_less_sure_than_the_model_asks_is_doubtful() -> None:
    ranking = ranking_of(candidate("1"), candidate("2"))
    found = ranking.read(SHEET, OwnIdentity(), TODAY, model(0.5))
    assert found.is_doubtful
    assert found.confidence == pytest.approx(Calibration({"log_share": 10.0, "bias": 2.0}).confidence({"log_share": log(0.5)}))
    assert not ranking.read(SHEET, OwnIdentity(), TODAY, model(0.001)).is_doubtful


def test_nothing_is_found_where_there_is_no_candidate() -> None:
    found = ranking_of().read(SHEET, OwnIdentity(), TODAY, model(0.0))
    assert found is NOTHING
    assert found.best is None
