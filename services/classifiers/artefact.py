"""Models as files: `artefacts/<field>/<version>.json`, with their manifest inside, and `current` naming the version in use.

JSON only: an artefact can be read by a person, compared by a diff, and holds nothing that runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from services.classifiers.linear import Calibration, FieldModel, Ranker

FOLDER = Path(__file__).parent / "artefacts"
CURRENT = "current"
FORMAT = 1
_LARGEST = 1e6  # of a weight: far more than is ever learnt, and sums of them stay finite


class ArtefactError(Exception):
    """An artefact that is missing or broken; the message says which and what to do."""


@cache
def shipped_model(field: str) -> FieldModel:
    """The model in use for a field. Raises ArtefactError."""
    return load_model(FOLDER, field, current_version(FOLDER, field))


def current_version(folder: Path, field: str) -> int:
    """Raises ArtefactError where no version is in use."""
    path = folder / field / CURRENT
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        message = f"{path} names no version. Write the number of one into it; without the file, manage.py train_fields makes it."
        raise ArtefactError(message) from error


def versions(folder: Path, field: str) -> tuple[int, ...]:
    """All versions that are kept, the oldest first."""
    stems = (path.stem for path in (folder / field).glob("*.json"))
    return tuple(sorted(int(stem) for stem in stems if stem.isascii() and stem.isdigit()))


def load_model(folder: Path, field: str, version: int) -> FieldModel:
    """Raises ArtefactError at a file that is missing, of another format, or holds anything but finite numbers."""
    path = folder / field / f"{version}.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT or data["field"] != field:
            raise ArtefactError(f"{path} is of another format or field. Train it anew by manage.py train_fields.")
        return FieldModel(
            field,
            version,
            Ranker(_weights(data["ranker"])),
            Calibration(_weights(data["calibration"])),
            _finite(data["doubt_below"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArtefactError(f"{path} cannot be used: {error!r}. Restore it, or roll back by manage.py train_fields.") from error


def manifest_of(folder: Path, field: str, version: int) -> Mapping[str, Any]:
    """What a version was made from and how good it is. Raises OSError, ValueError, KeyError."""
    told: Mapping[str, Any] = json.loads((folder / field / f"{version}.json").read_text(encoding="utf-8"))["manifest"]
    return told


def save_model(folder: Path, model: FieldModel, manifest: Mapping[str, Any]) -> Path:
    """Write a version; it is not in use before `use_version`."""
    path = folder / model.field / f"{model.version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {
        "format": FORMAT,
        "field": model.field,
        "version": model.version,
        "doubt_below": model.doubt_below,
        "ranker": _rounded(model.ranker.weights),
        "calibration": _rounded(model.calibration.weights),
        "manifest": manifest,
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def use_version(folder: Path, field: str, version: int) -> None:
    """Put a version into use, after a look at it. Raises ArtefactError."""
    load_model(folder, field, version)
    (folder / field / CURRENT).write_text(f"{version}\n", encoding="ascii")


def _weights(value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise TypeError("weights are an object")
    return {str(name): _finite(weight) for name, weight in value.items()}


def _finite(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        raise TypeError(f"{value!r} is no number that can be reckoned with")
    return float(value)


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 4) for name, weight in sorted(weights.items())}
