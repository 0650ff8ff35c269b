"""The stories of docs/tutorial/, worked through against a running house: their numbers hold, and hledger has the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes.house import ROOT, House


@pytest.mark.parametrize("story", ["household", "freelancer"])
def test_a_bookkeeper_works_through_it_and_hledger_agrees(office: House, tmp_path: Path, story: str) -> None:
    office.worker()
    person = office.create_user(f"{story}@example.org", workspace=story)
    script = ROOT / "docs" / "tutorial" / f"{story}.py"
    journal = tmp_path / f"{story}.journal"
    asked = ["--url", f"http://127.0.0.1:{office.port}", "--key", person["api_key"], "--journal", str(journal)]
    told = subprocess.run(
        [sys.executable, str(script), *asked], cwd=ROOT, env=office.env, capture_output=True, text=True, timeout=240, check=False
    )
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-3000:]
    assert "agree with hledger" in told.stdout
    office.manage("verify_ledger", "--workspace", person["workspace_id"])
