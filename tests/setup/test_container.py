"""The Dockerfile, as far as it can be run without a container engine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shlex import quote

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()


def last_stage() -> list[str]:
    return LINES[max(number for number, line in enumerate(LINES) if line.startswith("FROM ")) :]


def test_static_files_are_collected_by_the_very_command_of_the_image(tmp_path: Path) -> None:
    (step,) = (line for line in last_stage() if "collectstatic" in line)
    command = re.sub(r"\bpython\b", quote(sys.executable), step.removeprefix("RUN "), count=1)
    environment = {"PATH": os.environ["PATH"], "QUITTANCE_VAR": str(tmp_path)}

    subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, env=environment, check=True, timeout=120)

    assert (tmp_path / "static" / "staticfiles.json").is_file()
    assert not (tmp_path / "secrets.json").exists()


def test_what_the_image_makes_and_runs_belongs_to_an_ordinary_user() -> None:
    stage = last_stage()
    becomes = stage.index("USER quittance")
    assert [line for line in stage[:becomes] if "manage.py" in line] == []
    assert [line for line in stage[becomes + 1 :] if line.startswith("USER ")] == []


def test_the_image_starts_a_process_that_the_procfile_has() -> None:
    (command,) = (line for line in last_stage() if line.startswith("CMD "))
    processes = re.findall(r"^(\w+):", (ROOT / "Procfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r'"(\w+)"\]$', command)[0] in processes
