"""The gate of `make mutate` opens from four in five on, and only when each mutant was run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mutants.score import main

KILLED, SURVIVED, UNREACHED, HANGING, NOT_RUN = 1, 0, 33, 36, None


def tree(folder: Path, **codes: list[int | None]) -> Path:
    """A project of modules with a result for each of their mutants."""
    names = ", ".join(f'"{name}.py"' for name in codes)
    (folder / "pyproject.toml").write_text(f"[tool.mutmut]\nsource_paths = [{names}]\n")
    (folder / "mutants").mkdir()
    for name, results in codes.items():
        results_by_key = {f"{name}.x__mutmut_{number}": code for number, code in enumerate(results)}
        (folder / "mutants" / f"{name}.py.meta").write_text(json.dumps({"exit_code_by_key": results_by_key}))
    return folder


@pytest.mark.parametrize(
    ("codes", "exit_code"),
    [
        ([KILLED] * 4 + [SURVIVED], 0),
        ([KILLED] * 4 + [UNREACHED], 0),
        ([KILLED] * 3 + [HANGING] + [SURVIVED], 0),
        ([KILLED] * 79 + [SURVIVED] * 21, 1),
        ([KILLED] * 79 + [UNREACHED] * 21, 1),
        ([KILLED] * 99 + [NOT_RUN], 1),
        ([], 1),
    ],
)
def test_the_gate_asks_for_four_in_five(tmp_path: Path, codes: list[int | None], exit_code: int) -> None:
    assert main(tree(tmp_path, money=codes)) == exit_code


def test_each_file_is_told_and_all_together_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tree(tmp_path, money=[KILLED] * 9, deciding=[KILLED] * 3 + [SURVIVED] * 2 + [NOT_RUN])) == 1
    assert capsys.readouterr().out.splitlines() == [
        "100.0 %     9 of    9  money.py",
        " 50.0 %     3 of    6  deciding.py, 1 not run",
        " 80.0 %    12 of   15  all, 1 not run",
        "Not enough: 80 % are asked for, of all mutants.",
    ]


def test_a_file_without_results_is_an_error(tmp_path: Path) -> None:
    folder = tree(tmp_path, money=[KILLED])
    (folder / "mutants" / "money.py.meta").unlink()
    with pytest.raises(FileNotFoundError):
        main(folder)
