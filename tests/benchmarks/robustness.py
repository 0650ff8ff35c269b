"""`make bench-robustness`: every file of a manifest ends in a state with a reason that a person understands.

    python -m tests.benchmarks.robustness --manifest MANIFEST [--ocr auto] [--only TEXT] [--write]

Each file goes the way of `manage.py extract`: sniffed, read by the real child with the real OCR, extracted. Ends with 1 when
a file took over 60 s or a child over 1 GB, when a reason is missing or is no sentence, when a child died, or when a
traceback stood in a log. `--write` replaces its section of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django
import psutil

from services.errors import ReaderCrashedError, RejectedFileError, UnreadableError
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from tests.benchmarks.figures import Figure
from tests.benchmarks.page import replace_section, section

TITLE = "Malformed, locked, huge and odd files"
LIMIT_S = 60.0
LIMIT_BYTES = 10**9
TODAY = date(2026, 11, 21)
LOOK_EVERY_S = 0.02
SENTENCE = re.compile(r"(?:\S+ ){2,}\S+[.!?]", re.DOTALL)
CODES_OF_OURS = {ReaderCrashedError.code, "defect"}  # no reason that a person could do anything about
TRACEBACK_MARKS = ("Traceback", "reading child ended")  # the last words of a child are one, cut short
REJECTED = {error.code for error in RejectedFileError.__subclasses__()}
UNREADABLE = {error.code for error in UnreadableError.__subclasses__()}


@dataclass(frozen=True)
class Outcome:
    """How one file ended: `words` is its state with the reason's code."""

    file: str
    words: str
    reason: str
    seconds: float
    peak_bytes: int
    tracebacks: int

    @property
    def faults(self) -> list[str]:
        """What must not be."""
        found = {
            f"took {self.seconds:.0f} s": self.seconds > LIMIT_S,
            f"took {self.peak_bytes / 1e6:.0f} MB": self.peak_bytes > LIMIT_BYTES,
            f"no sentence: {self.reason!r}": SENTENCE.fullmatch(self.reason) is None,
            f"ends in {self.words}": self.words.rpartition(" ")[2] in CODES_OF_OURS,
            f"{self.tracebacks} tracebacks": self.tracebacks > 0,
        }
        return [fault for fault, is_there in found.items() if is_there]


class Tracebacks(logging.Handler):
    """Counts the records of a log that carry a traceback, of this process or of a child."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info or any(mark in record.getMessage() for mark in TRACEBACK_MARKS):
            self.count += 1
            print(self.format(record), file=sys.stderr, flush=True)


class Peak:
    """The highest memory of one process among the children of this one, while the block runs."""

    def __init__(self) -> None:
        self.bytes = 0
        self._me = psutil.Process()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            self.bytes = max([self.bytes, *self._now()])

    def _now(self) -> Iterator[int]:
        for child in self._me.children(recursive=True):
            try:
                yield child.memory_info().rss
            except psutil.NoSuchProcess:
                continue


@contextmanager
def counted_tracebacks() -> Iterator[Tracebacks]:
    handler = Tracebacks()
    logging.getLogger().addHandler(handler)
    try:
        yield handler
    finally:
        logging.getLogger().removeHandler(handler)


def outcome_of(name: str, path: Path, setting: Any) -> Outcome:
    """Read one file as a document would be, and tell how it ended."""
    from finance.services.document_lines import line_of_error, line_of_file

    started = time.monotonic()
    with counted_tracebacks() as tracebacks, Peak() as peak:
        try:
            line = line_of_file(name, path, setting)
        except Exception as error:
            logging.getLogger(__name__).exception("a defect at %s", name)
            line = line_of_error(name, "defect", type(error).__name__)
    words, reason = told(line)
    return Outcome(name, words, reason, time.monotonic() - started, peak.bytes, tracebacks.count)


def told(line: dict[str, Any]) -> tuple[str, str]:
    """The state in which the document would end, with the code of its reason; and the sentence."""
    if "error" in line:
        code = line["error"]["code"]
        return f"{_state(code)} {code}".strip(), line["error"]["detail"]
    if not line["review"] and not any(finding["severity"] == "block" for finding in line["findings"]):
        return "read without doubt", "All that was read is in order."
    of_weight = [finding for finding in line["findings"] if finding["severity"] != "info"]
    if not of_weight:
        return "needs_review without_finding", ""
    return f"needs_review {of_weight[0]['code']}", of_weight[0]["message"]


def _state(code: str) -> str:
    if code in REJECTED:
        return "rejected"
    return "unreadable" if code in UNREADABLE else ""


def figures_of(outcomes: list[Outcome]) -> list[Figure]:
    """By outcome, then what was asked."""
    counted = Counter(outcome.words for outcome in outcomes)
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    largest = max(outcomes, key=lambda outcome: outcome.peak_bytes)
    unexplained = [outcome.file for outcome in outcomes if SENTENCE.fullmatch(outcome.reason) is None]
    ours = [outcome.file for outcome in outcomes if outcome.words.rpartition(" ")[2] in CODES_OF_OURS]
    tracebacks = sum(outcome.tracebacks for outcome in outcomes)
    return [
        *(Figure(f"end in `{words}`", str(count)) for words, count in sorted(counted.items(), key=lambda row: (-row[1], row[0]))),
        Figure("files", str(len(outcomes))),
        Figure(f"longest ({Path(slowest.file).name})", f"{slowest.seconds:.1f} s", "≤ 60 s", slowest.seconds <= LIMIT_S),
        Figure(
            f"peak memory of a child ({Path(largest.file).name})",
            f"{largest.peak_bytes / 1e6:.0f} MB",
            "≤ 1,000 MB",
            largest.peak_bytes <= LIMIT_BYTES,
        ),
        Figure("without a reason that is a sentence", str(len(unexplained)), "0", not unexplained),
        Figure("children that died", str(len(ours)), "0", not ours),
        Figure("tracebacks in logs", str(tracebacks), "0", tracebacks == 0),
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--ocr", default="auto", choices=["auto", "rapid", "tesseract", "none"])
    parser.add_argument("--only", default="", help="files with this in their name")
    parser.add_argument("--write", action="store_true", help="replace its section of docs/benchmarks.md")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    from finance.services.document_lines import Setting

    names = [json.loads(row)["file"] for row in options.manifest.read_text(encoding="utf-8").split("\n") if row.strip()]
    outcomes = []
    with Reader(wish=ReadWish(ocr=options.ocr)) as reader:
        setting = Setting(reader, TODAY)
        for name in filter(lambda name: options.only in name, names):
            outcome = outcome_of(name, options.manifest.parent / name, setting)
            outcomes.append(outcome)
            print(f"{outcome.seconds:6.1f} s {outcome.peak_bytes / 1e6:5.0f} MB  {name}: {outcome.words}: {outcome.reason}")
            print("".join(f"    !! {fault}\n" for fault in outcome.faults), end="", flush=True)
    text = section(TITLE, f"`make bench-robustness`, {len(outcomes)} files of {options.manifest.name}", figures_of(outcomes))
    print(text)
    if options.write:
        replace_section(TITLE, text)
    return 1 if any(outcome.faults for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
