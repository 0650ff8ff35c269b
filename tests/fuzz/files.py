"""Mutants of one format through the real child: what came of each, and what must not."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from services.errors import OcrError, ReaderCrashedError, ReadingError
from services.reading.limits import Limits
from services.reading.reader import Reader
from services.reading.result import ReadResult
from services.reading.sniff import HEAD_BYTES, sniff
from services.reading.wish import ReadWish
from tests.fuzz.formats import FORMATS
from tests.fuzz.mutations import mutant

SEED = 20261121
LIMITS = Limits(wall_s=20.0, wall_per_page_s=2.0, pages=10, rendered_pages=10, jobs_per_child=1000)
OF_OUR_CODE = re.compile(r"\(1\)")  # the child ended by an exception of Python; by a signal it was a library's
READ = "read"
PICTURES_EVERY = 3  # drawing a page takes most of the time of a text


@dataclass
class Findings:
    """Of one format: how often each outcome came, and which seeds show a defect or a crash."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    defects: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def faults(self) -> list[str]:
        """What makes a run fail."""
        alone = [f"{self.name}: nothing but {next(iter(self.outcomes))}"] if len(self.outcomes) == 1 else []
        return [*self.defects, *alone]

    def line(self) -> str:
        told = ", ".join(f"{name} {count}" for name, count in self.outcomes.most_common())
        return f"{self.name}: {told} ({self.seconds:.0f} s)"


def fuzz_files(name: str, seeds: Iterable[int]) -> Findings:
    """Read the mutants of these seeds."""
    chosen, found, started = FORMATS[name], Findings(name), time.monotonic()
    wholes = chosen.wholes()
    wish = ReadWish(ocr="none", pdf_engine=chosen.engine)
    with Reader(limits=LIMITS) as reader:
        for whole in wholes:
            reader.read(
                whole, media_type=chosen.media_type, workspace=name, wish=wish
            )  # what is whole is read: else mutants show nothing
        for seed in seeds:
            content = mutant(seed, wholes[seed % len(wholes)])
            if content:
                found.outcomes[_at_the_door(content, chosen.filename)] += 1
                drawn = replace(wish, pictures=seed % PICTURES_EVERY == 0)
                found.outcomes[_in_the_child(reader, content, seed, found, drawn)] += 1
    del found.outcomes["door:taken"]
    found.seconds = time.monotonic() - started
    return found


def _at_the_door(content: bytes, filename: str) -> str:
    try:
        sniff(content[:HEAD_BYTES], filename)
    except ReadingError as error:
        return f"door:{error.code}"
    return "door:taken"


def _in_the_child(reader: Reader, content: bytes, seed: int, found: Findings, wish: ReadWish) -> str:
    """Read the mutant as the type that it was, whatever the door says of it."""
    try:
        result = reader.read(content, media_type=FORMATS[found.name].media_type, workspace=found.name, wish=wish)
    except ReaderCrashedError as error:
        told = f"{found.name}: seed {seed}: {error}"
        (found.defects if OF_OUR_CODE.search(str(error)) else found.crashes).append(told)
        return f"{type(error).__name__}:{error.code}"
    except (ReadingError, OcrError) as error:
        return f"{type(error).__name__}:{error.code}"
    except Exception as error:  # noqa: BLE001  (whatever it is, it is what this looks for)
        found.defects.append(f"{found.name}: seed {seed}: {error!r}")
        return f"defect:{type(error).__name__}"
    return _read(result, seed, found)


def _read(result: ReadResult, seed: int, found: Findings) -> str:
    if not result.document.pages:
        found.defects.append(f"{found.name}: seed {seed}: a document without pages")
    return READ
