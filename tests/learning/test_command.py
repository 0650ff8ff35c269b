"""`manage.py train_fields`: wishes that cannot be met are refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--generated", "-5"], "from 0"),
        (["--frozen", "0"], "from 1"),
        (["--frozen", "-3"], "from 1"),
        (["--generated", "0"], "nothing to learn from"),
        (["--generated", "1", "--frozen", "1"], "several vendors"),
        (["--manifest", "nowhere.jsonl"], "nowhere"),
        (["--roll-back"], "names no version"),
    ],
)
def test_what_cannot_be_trained_is_told(tmp_path: Path, arguments: list[str], said: str) -> None:
    fixed = ["--fields", "total", "--out", str(tmp_path / "out"), "--shelf", str(tmp_path / "shelf"), "--ocr", "none"]
    with pytest.raises(CommandError, match=said):
        call_command("train_fields", *fixed, *arguments)
    assert not (tmp_path / "out").exists()
