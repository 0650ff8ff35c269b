"""The gate at the end of `make mutate`: how many of the mutants of each file a test kills.

    python -m tests.mutants.score

Reads the files and the results from where mutmut keeps them (`[tool.mutmut]` of pyproject.toml, `mutants/<file>.meta`).
Exit 1 below LEAST per cent over all the files, and where mutants were not run.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST = 80
_KILLED = {1, 3}  # exit codes of pytest: a test failed, or could not even begin
_HANGING = {24, -24, 36, 152, 255}  # mutmut's own, for a mutant that used up its time: that is noticed too


@dataclass(frozen=True, slots=True)
class Score:
    """The mutants of one file, or of all: how many there are, how many a test kills, how many were not run."""

    name: str
    mutants: int
    killed: int
    not_run: int = 0

    @property
    def per_cent(self) -> float:
        """Killed of all, 0 to 100; 0 where there are none."""
        return 100 * self.killed / self.mutants if self.mutants else 0.0

    @property
    def is_enough(self) -> bool:
        return self.per_cent >= LEAST and not self.not_run

    def __str__(self) -> str:
        rest = f", {self.not_run} not run" if self.not_run else ""
        return f"{self.per_cent:5.1f} %  {self.killed:4} of {self.mutants:4}  {self.name}{rest}"


def main(root: Path = ROOT) -> int:
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    scores = [score_of(root / "mutants", file) for file in settings["source_paths"]]
    total = together(scores)
    for score in (*scores, total):
        print(score)
    print(
        f"{LEAST} % are asked for, of all mutants."
        if total.is_enough
        else f"Not enough: {LEAST} % are asked for, of all mutants."
    )
    return 0 if total.is_enough else 1


def score_of(mutants: Path, file: str) -> Score:
    """Raises FileNotFoundError where mutmut has not made mutants of the file."""
    codes = json.loads((mutants / f"{file}.meta").read_text(encoding="utf-8"))["exit_code_by_key"].values()
    killed = sum(code in _KILLED or code in _HANGING for code in codes)
    return Score(file, len(codes), killed, not_run=sum(code is None for code in codes))


def together(scores: Sequence[Score]) -> Score:
    return Score(
        "all",
        sum(score.mutants for score in scores),
        sum(score.killed for score in scores),
        sum(score.not_run for score in scores),
    )


if __name__ == "__main__":
    sys.exit(main())
