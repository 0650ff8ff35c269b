"""`make bench`: all figures of docs/benchmarks.md in one run, as ratios where a figure is promised.

    python -m tests.benchmarks.run [--only NAME …] [--receipts DIR] [--write]

Without `--receipts` it uses receipts that the generator makes. `--write` replaces docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.benchmarks import documents, footprint, listing, ocr, uploads
from tests.benchmarks.figures import Figure, Material

ROOT = Path(__file__).resolve().parent.parent.parent
SECTIONS: dict[str, Callable[[Material], list[Figure]]] = {
    "uploads": uploads.measure,
    "listing": listing.measure,
    "ocr": ocr.measure,
    "documents": documents.measure,
    "footprint": footprint.measure,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=list(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--receipts", type=Path, help="a folder of pictures of receipts")
    parser.add_argument("--write", action="store_true", help="replace docs/benchmarks.md")
    options = parser.parse_args(arguments)
    material = Material.of(options.receipts)
    figures = [figure for name in options.only for figure in _run(name, material)]
    page = _page(figures, material)
    print(page)
    if options.write:
        (ROOT / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    return 1 if any(figure.is_met is False for figure in figures) else 0


def _run(name: str, material: Material) -> list[Figure]:
    print(f"… {name}", file=sys.stderr, flush=True)
    return SECTIONS[name](material)


def _page(figures: list[Figure], material: Material) -> str:
    memory_gib = psutil.virtual_memory().total / 2**30
    cpu = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "unknown"
    )
    load = os.getloadavg()
    head = [
        "# Benchmarks",
        "",
        "Written by `make bench`. Compare ratios within one run; absolute times belong to the machine.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- Machine: {cpu}, {os.cpu_count()} cores, {memory_gib:.0f} GiB",
        f"- System: {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- Load at the end (1, 5, 15 min): {load[0]:.1f}, {load[1]:.1f}, {load[2]:.1f}",
        f"- Receipts: {material.told}",
        "",
        "| what | figure | asked | met |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *(figure.row() for figure in figures), ""])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
