"""Artefacts: what is written is read again, and what is broken is told with its remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from services.classifiers.artefact import (
    FOLDER,
    ArtefactError,
    current_version,
    load_model,
    manifest_of,
    save_model,
    shipped_model,
    use_version,
    versions,
)
from services.classifiers.linear import Calibration, FieldModel, Ranker
from services.parsers.rankings import RANKINGS

MODEL = FieldModel("total", 3, Ranker({"label": 1.25}), Calibration({"bias": -0.5}), 0.9)
LARGEST_BYTES = 1_000_000


def test_a_model_that_was_saved_is_the_same_again(tmp_path: Path) -> None:
    save_model(tmp_path, MODEL, {"documents": 7})
    assert load_model(tmp_path, "total", 3) == MODEL
    assert manifest_of(tmp_path, "total", 3) == {"documents": 7}
    assert versions(tmp_path, "total") == (3,)


def test_a_version_is_in_use_only_when_it_is_put_there(tmp_path: Path) -> None:
    save_model(tmp_path, MODEL, {})
    with pytest.raises(ArtefactError, match="train_fields"):
        current_version(tmp_path, "total")
    use_version(tmp_path, "total", 3)
    assert current_version(tmp_path, "total") == 3


def test_a_version_that_is_not_there_cannot_be_put_into_use(tmp_path: Path) -> None:
    save_model(tmp_path, MODEL, {})
    with pytest.raises(ArtefactError, match="cannot be used"):
        use_version(tmp_path, "total", 4)
    assert not (tmp_path / "total" / "current").exists()


@pytest.mark.parametrize(
    "damage",
    [
        {"format": 2},
        {"field": "date"},
        {"ranker": [1, 2]},
        {"ranker": {"label": "high"}},
        {"ranker": {"label": float("nan")}},
        {"ranker": {"label": True}},
        {"ranker": {"label": 10**400}},
        {"ranker": {"label": 1e308}},
        {"calibration": None},
        {"doubt_below": float("inf")},
    ],
)
def test_a_broken_artefact_is_refused(tmp_path: Path, damage: dict[str, object]) -> None:
    path = save_model(tmp_path, MODEL, {})
    path.write_text(json.dumps(json.loads(path.read_text()) | damage))
    with pytest.raises(ArtefactError, match=r"3\.json"):
        load_model(tmp_path, "total", 3)


def test_only_numbered_files_are_versions(tmp_path: Path) -> None:
    path = save_model(tmp_path, MODEL, {})
    path.with_name("3.backup.json").write_text("{}")
    path.with_name("notes.json").write_text("{}")
    assert versions(tmp_path, "total") == (3,)


def test_what_is_no_json_is_refused(tmp_path: Path) -> None:
    path = save_model(tmp_path, MODEL, {})
    path.write_text("{")
    with pytest.raises(ArtefactError, match="roll back"):
        load_model(tmp_path, "total", 3)


@pytest.mark.parametrize("field", list(RANKINGS))
def test_each_ranked_field_has_a_model_in_use(field: str) -> None:
    model = shipped_model(str(field))
    assert model.ranker.weights
    assert 0 < model.doubt_below < 1
    manifest = manifest_of(FOLDER, str(field), model.version)
    assert manifest["documents"]
    assert manifest["attribution"]
    assert manifest["cross_validation_by_vendor"]


def test_all_artefacts_together_are_small() -> None:
    in_use = [FOLDER / str(field) / f"{current_version(FOLDER, str(field))}.json" for field in RANKINGS]
    assert sum(path.stat().st_size for path in in_use) < LARGEST_BYTES
