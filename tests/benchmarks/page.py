"""The page docs/benchmarks.md: a section per command, each with its machine and date."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.benchmarks.figures import Figure

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


def section(title: str, told: str, figures: Sequence[Figure]) -> str:
    """The text of a section: where and when it was measured, and its table."""
    load = os.getloadavg()
    memory_gib = psutil.virtual_memory().total / 2**30
    head = [
        f"## {title}",
        "",
        f"{told}.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {_processor()}, {os.cpu_count()} cores, {memory_gib:.0f} GiB",
        f"- System: {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- Load at the end (1, 5, 15 min): {load[0]:.1f}, {load[1]:.1f}, {load[2]:.1f}",
        "",
        "| what | figure | asked | met |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *(figure.row() for figure in figures), ""])


def replace_section(title: str, text: str) -> None:
    """Put the text in the place of the section of this title, or at the end."""
    page = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    whole = page[: found.start()] + text + page[found.end() :] if found else f"{page.rstrip()}\n\n{text}"
    PAGE.write_text(whole, encoding="utf-8")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":")[1].strip() for line in lines if "model name" in line), "unknown")
