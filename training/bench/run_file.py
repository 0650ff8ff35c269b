"""A run as a file: what each document got, so that a later run can be compared with it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.bench.scoring import Scored, Verdict

RUN_NAME, PREDICTIONS_NAME = "run.json", "predictions.jsonl"


class RunFileError(ValueError):
    """A file of a run that cannot be used."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is right in one of two runs only. `before` and `now` are what was said ("" for nothing)."""

    file: str
    field: str
    is_better: bool
    before: str
    now: str


Told = Mapping[str, Mapping[str, tuple[str, str]]]  # file → field → verdict, value


def told_of(some: Sequence[Scored]) -> dict[str, dict[str, tuple[str, str]]]:
    return {
        one.outcome.entry.file: {name.value: (v.value, _said(one, name.value)) for name, v in one.verdicts.items()}
        for one in some
    }


def write_run(folder: Path, some: Sequence[Scored], settings: Mapping[str, str]) -> None:
    """Write `run.json` for comparing and `predictions.jsonl` for the scorer."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(dict(one.outcome.prediction)) + "\n" for one in some)
    (folder / PREDICTIONS_NAME).write_text("".join(lines), encoding="utf-8")
    run = {"settings": dict(settings), "documents": told_of(some)}
    (folder / RUN_NAME).write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_run(path: Path) -> Told:
    """The run of a folder or of its file. Raises RunFileError, OSError."""
    file = path / RUN_NAME if path.is_dir() else path
    try:
        documents = json.loads(file.read_text(encoding="utf-8"))["documents"]
        return {name: {field: (str(v), str(said)) for field, (v, said) in fields.items()} for name, fields in documents.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunFileError(f"{file} is no run of bench_extraction: {error!r}. Name the folder of an earlier run.") from error


def changes(before: Told, some: Sequence[Scored]) -> list[Change]:
    """What became better and what became worse, of documents that both runs have; the worse first."""
    found = [
        Change(file, field, now[0] == Verdict.RIGHT, before[file][field][1], now[1])
        for file, fields in told_of(some).items()
        for field, now in fields.items()
        if field in before.get(file, {}) and (now[0] == Verdict.RIGHT) != (before[file][field][0] == Verdict.RIGHT)
    ]
    return sorted(found, key=lambda change: change.is_better)


def _said(one: Scored, field: str) -> str:
    value = one.outcome.prediction.get(field)
    return "" if value is None else str(value)
