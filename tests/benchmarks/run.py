"""`make bench`: all figures of docs/benchmarks.md in one run, as ratios where a figure is promised.

    python -m tests.benchmarks.run [--only NAME …] [--receipts DIR] [--documents DIR] [--write]

Without `--receipts` it uses receipts that the generator makes, without `--documents` the samples.
`--write` replaces its section of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import documents, footprint, listing, ocr, reading, uploads
from tests.benchmarks.figures import Figure, Material
from tests.benchmarks.page import replace_section, section

TITLE = "Documents, uploads, footprint"
SECTIONS: dict[str, Callable[[Material], list[Figure]]] = {
    "uploads": uploads.measure,
    "listing": listing.measure,
    "ocr": ocr.measure,
    "documents": documents.measure,
    "footprint": footprint.measure,
    "reading": reading.measure,
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=list(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--receipts", type=Path, help="a folder of pictures of receipts")
    parser.add_argument("--documents", type=Path, help="a folder of documents of any type, with those below it")
    parser.add_argument("--write", action="store_true", help="replace its section of docs/benchmarks.md")
    options = parser.parse_args(arguments)
    material = Material.of(options.receipts, options.documents)
    figures = [figure for name in options.only for figure in _run(name, material)]
    told = section(TITLE, f"`make bench`, receipts: {material.told}; documents: {material.documents.name}", figures)
    print(told)
    if options.write:
        replace_section(TITLE, told)
    return 1 if any(figure.is_met is False for figure in figures) else 0


def _run(name: str, material: Material) -> list[Figure]:
    print(f"… {name}", file=sys.stderr, flush=True)
    return SECTIONS[name](material)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
