"""The manual names every deed that the audit trail tells of."""

from __future__ import annotations

import re
from pathlib import Path

from users.audit.actions import ACTIONS

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "audit.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \|$", re.MULTILINE)


def test_the_manual_lists_the_deeds_of_the_source() -> None:
    assert dict(ROW.findall(MANUAL.read_text(encoding="utf-8"))) == ACTIONS
