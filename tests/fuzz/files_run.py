"""`make fuzz-files ARGS="--count 5000 --format pdf_pymupdf --seed 1"`: mutants of files through the real reading child.

Without arguments it is what the suite does: a fixed seed, so many mutants of each format. Prints what came of them, and ends
with 1 where something is a defect: an exception of ours, or nothing but one outcome. A child that a library brought down is
told with its seed; `--save SEED` writes that one mutant to a file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.fuzz.files import SEED, fuzz_files
from tests.fuzz.formats import FORMATS
from tests.fuzz.mutations import mutant

COUNT = 60


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="make fuzz-files", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--format", dest="names", action="append", choices=list(FORMATS), help="repeatable; else all of them")
    parser.add_argument("--count", type=int, default=COUNT, help="mutants of each format")
    parser.add_argument("--seed", type=int, default=SEED, help="the number of the first mutant")
    parser.add_argument(
        "--save", type=int, metavar="SEED", help="write the mutant of this seed of the one --format, and read nothing"
    )
    chosen = parser.parse_args(arguments)
    if chosen.save is not None:
        return _save(chosen.names[0], chosen.save)
    faults = []
    for name in chosen.names or FORMATS:
        found = fuzz_files(name, range(chosen.seed, chosen.seed + chosen.count))
        print(found.line(), *found.crashes, *found.defects, sep="\n  ", flush=True)
        faults += found.faults
    print(f"{len(faults)} faults", *faults, sep="\n  ")
    return 1 if faults else 0


def _save(name: str, seed: int) -> int:
    wholes = FORMATS[name].wholes()
    target = Path(f"{name}-{seed}")
    target.write_bytes(mutant(seed, wholes[seed % len(wholes)]))
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
