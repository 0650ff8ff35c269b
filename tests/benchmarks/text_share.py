"""How many of the true totals, dates and vendors occur in the text that is read, before and after preprocessing.

    python -m tests.benchmarks.text_share --manifest MANIFEST [--every N] [--seeds N] [--faults FAULT …] [--cache DIR]

Two tables in Markdown: the receipts of a manifest by source, and generated receipts by what was done to their pictures.
"bare" is one reading of the picture as it is; "turned" is policy *fast*; then one step of preprocessing each; "best" has all.
The readings of the engine are kept in the cache by the pixels that were read, so that a second run takes no time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image
from rapidfuzz import fuzz

from services.ocr import engines
from services.ocr.base import OcrEngine, RgbImage
from services.ocr.preprocessing import variants as preprocessing
from services.parsers.amounts import find_amounts, readings
from services.parsers.dates import find_dates
from services.reading import recognising
from services.reading.image import Picture, pictures
from services.reading.limits import DEFAULT
from services.reading.sniff import HEAD_BYTES, sniff
from services.reading.wish import OcrPolicy, ReadWish
from services.types import Box, Word
from tests.benchmarks.degraded import FAULTS, degraded

FIELDS = ("total", "date", "vendor")
LIKE_ENOUGH = 85  # per cent of likeness, of a vendor's name and a stretch of a line
LATEST = dt.date(2030, 1, 1)
REMEMBERED = "remembered"  # the choice of engine that this benchmark adds
FAST, BEST = ReadWish(ocr=REMEMBERED, policy=OcrPolicy.FAST), ReadWish(ocr=REMEMBERED, policy=OcrPolicy.BEST)


@dataclass(frozen=True, slots=True)
class Case:
    """A picture, the row of the table that it counts for, and what is true of it."""

    row: str
    name: str
    picture: Picture
    truth: Mapping[str, str]


class RememberingEngine:
    """The first engine, with its readings kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine: OcrEngine = engines.engine_for("rapid")
        self.name, self.source = self._engine.name, self._engine.source

    def read(self, image: RgbImage) -> tuple[Word, ...]:
        path = self._folder / f"{hashlib.sha256(image.tobytes() + str(image.shape).encode()).hexdigest()}.json"
        if not path.exists():
            words = self._engine.read(image)
            path.write_text(json.dumps([[word.text, word.box, word.line, word.confidence] for word in words]))
        stored = json.loads(path.read_text())
        return tuple(Word(text, Box(*box), line, confidence) for text, box, line, confidence in stored)

    def read_line(self, image: RgbImage) -> str:
        return self._engine.read_line(image)

    def reads(self, language: str) -> bool:
        return self._engine.reads(language)


def bare(case: Case) -> tuple[Word, ...]:
    return engines.engine_for(REMEMBERED).read(np.asarray(case.picture.image))


def with_steps(case: Case, steps: tuple[str, ...] | None) -> tuple[Word, ...]:
    """What `recognise` gives where only these steps are allowed; with None, by the policy *fast*."""
    recognising.variants = partial(preprocessing.variants, steps=steps or ())
    return recognising.recognise(case.picture, 1, "px", FAST if steps is None else BEST).words


WAYS: Mapping[str, Callable[[Case], tuple[Word, ...]]] = {
    "bare": bare,
    "turned": partial(with_steps, steps=None),
    **{step: partial(with_steps, steps=(step,)) for step in preprocessing.STEPS},
    "best": partial(with_steps, steps=preprocessing.STEPS),
}


def found(words: tuple[Word, ...], truth: Mapping[str, str]) -> dict[str, bool]:
    """Tell for each true value whether it occurs in the text."""
    lines: dict[int, list[str]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word.text)
    texts = [" ".join(line) for line in lines.values()]
    return {name: IN_TEXT[name](texts, truth[name]) for name in FIELDS if truth.get(name)}


def _has_total(texts: list[str], total: str) -> bool:
    """Spaces inside an amount are the engine's."""
    amounts = (match.text for text in texts for written in (text, text.replace(" ", "")) for match in find_amounts(written))
    return any(Decimal(total).copy_abs() in {value.copy_abs() for value in readings(amount)} for amount in amounts)


def _has_date(texts: list[str], date: str) -> bool:
    day = dt.date.fromisoformat(date)
    return any(day in match.values for text in texts for match in find_dates(text, latest=LATEST))


def _has_vendor(texts: list[str], vendor: str) -> bool:
    """A name may run over two lines, or stand among other words."""
    name = _folded(vendor)
    pairs = [f"{text} {after}" for text, after in pairwise(texts)]
    return any(
        len(stretch) >= len(name) - 2 and fuzz.partial_ratio(name, stretch) >= LIKE_ENOUGH
        for stretch in map(_folded, [*texts, *pairs])
    )


def _folded(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


IN_TEXT: Mapping[str, Callable[[list[str], str], bool]] = {"total": _has_total, "date": _has_date, "vendor": _has_vendor}


def receipts(manifest: Path, every: int) -> Iterator[Case]:
    """Every n-th receipt of a source that has many, and all of the others."""
    entries = [entry for entry in map(json.loads, manifest.read_text().splitlines()) if entry["kind"] == "receipt"]
    of_source: dict[str, list[dict[str, object]]] = defaultdict(list)
    for entry in entries:
        of_source[source_of(entry)].append(entry)
    for source, some in of_source.items():
        for entry in some[:: every if len(some) > every * 10 else 1]:
            content = (manifest.parent / str(entry["file"])).read_bytes()
            picture = next(pictures(content, sniff(content[:HEAD_BYTES], str(entry["file"])), DEFAULT))
            yield Case(source, str(entry["file"]), picture, entry["truth"])


def source_of(entry: Mapping[str, object]) -> str:
    """The repository that a document is from."""
    return str(entry["source"]).split()[0]


def generated(seeds: int, faults: Collection[str]) -> Iterator[Case]:
    for sample in degraded(range(1, seeds + 1), faults):
        image = Image.fromarray(sample.pixels)
        yield Case(sample.fault, sample.name, Picture(image, image.width, image.height, 0), sample.truth)


class Tally:
    """Counts per row, way and field."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str], int] = defaultdict(int)
        self._all: dict[tuple[str, str], int] = defaultdict(int)
        self._rows: dict[str, None] = {}

    def add(self, case: Case) -> None:
        self._rows[case.row] = None
        hits = {way: found(read(case), case.truth) for way, read in WAYS.items()}
        for name in hits["bare"]:
            self._all[case.row, name] += 1
            for way in WAYS:
                self._found[case.row, way, name] += hits[way][name]
                if hits[way][name] != hits["bare"][name]:
                    print(f"{case.row} {case.name}: {name} {'+' if hits[way][name] else '−'} {way}", file=sys.stderr)

    def table(self, what: str) -> str:
        """A row per source, and in each cell how many totals, dates and vendors were found."""
        head = f"| {what} | of | {' | '.join(WAYS)} |\n|---|---|{'---|' * len(WAYS)}"
        return "\n".join([head, *(self._row(row) for row in self._rows)])

    def _row(self, row: str) -> str:
        cells = (" / ".join(str(self._found[row, way, name]) for name in FIELDS) for way in WAYS)
        return f"| {row} | {' / '.join(str(self._all[row, name]) for name in FIELDS)} | {' | '.join(cells)} |"

    def is_lower_anywhere(self) -> bool:
        return any(
            self._found[row, "best", name] < self._found[row, way, name]
            for row in self._rows
            for name in FIELDS
            for way in ("bare", "turned")
        )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--manifest", type=Path)
    parser.add_argument("--every", type=int, default=1, help="of a source with many receipts, every n-th")
    parser.add_argument("--seeds", type=int, default=1, help="generated receipts of each kind")
    parser.add_argument("--faults", nargs="*", choices=FAULTS, default=list(FAULTS))
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "quittance-text-share")
    options = parser.parse_args(arguments)
    options.cache.mkdir(parents=True, exist_ok=True)
    remembering = RememberingEngine(options.cache)
    engines.ENGINES = {**engines.ENGINES, REMEMBERED: lambda _languages: remembering}
    real, made = Tally(), Tally()
    for case in receipts(options.manifest, options.every) if options.manifest else ():
        real.add(case)
    for case in generated(options.seeds, options.faults):
        made.add(case)
    print(real.table("receipts of (totals / dates / vendors found)"), "\n")
    print(made.table("generated receipts"))
    return 1 if real.is_lower_anywhere() or made.is_lower_anywhere() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
