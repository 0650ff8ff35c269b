"""`manage.py check_evidence`: does what stands inside each evidence box really say the value?"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from services.errors import ServiceError
from services.ocr.crops import read_crop
from services.parsers.evidence import text_in_box
from services.parsers.proof import reads_as
from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.reading.reader import Reader
from services.reading.result import ReadResult
from services.reading.sniff import sniff
from services.types import FieldValue, Record


@dataclass(frozen=True, slots=True)
class Check:
    """One accepted field: what its box says by the stored words, and (None when not asked) by a fresh look at the picture."""

    file: str
    name: str
    value: str
    words: str
    is_right: bool
    pixels: str | None
    is_right_again: bool | None


class Command(BaseCommand):
    help = (
        "Re-reads the evidence box of every field that would be accepted without a person, and tells the share in which "
        "the words there are the value and nothing else numeric. Stateless, no database. Exits 1 below --at-least."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path)
        parser.add_argument("--manifest", type=Path, help="JSON lines with `file`, relative to the manifest's folder")
        parser.add_argument("--kind", help="only the manifest's lines of this kind")
        parser.add_argument("--pixels", action="store_true", help="also read each box afresh by OCR")
        parser.add_argument("--at-least", type=float, default=0.99, help="the share asked for (default 0.99)")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = [*options["files"], *_manifest_paths(options["manifest"], options["kind"])]
        with Reader() as reader:
            checks = [
                check for path in tqdm(paths, file=sys.stderr) for check in self._check_file(reader, path, options["pixels"])
            ]
        self._tell(checks)
        if not checks or sum(check.is_right for check in checks) / len(checks) < options["at_least"]:
            sys.exit(1)

    def _check_file(self, reader: Reader, path: Path, pixels: bool) -> list[Check]:
        content = path.read_bytes()
        try:
            result = reader.read(content, media_type=sniff(content, path.name), workspace="check_evidence")
        except ServiceError as error:
            self.stderr.write(f"{path}: {error.code}: {error.detail}")
            return []
        record = extract(ExtractionRequest(result.document, today=timezone.localdate()))
        return [_check(path, field, result, pixels) for field in _accepted(record)]

    def _tell(self, checks: list[Check]) -> None:
        for check in checks:
            if not check.is_right or check.is_right_again is False:
                self.stdout.write(f"{check.file}: {check.name} {check.value!r}, words {check.words!r}, pixels {check.pixels!r}")
        total, right = Counter(c.name for c in checks), Counter(c.name for c in checks if c.is_right)
        again = Counter(c.name for c in checks if c.is_right_again)
        for name, count in sorted(total.items()):
            self.stdout.write(f"{name:16} {count:5} accepted, words agree {right[name]:5}, pixels agree {again[name]:5}")
        self.stdout.write(f"{'all':16} {total.total():5} accepted, words agree {right.total():5}, pixels agree {again.total():5}")


def _manifest_paths(manifest: Path | None, kind: str | None) -> Iterator[Path]:
    if manifest is None:
        return
    for line in filter(str.strip, manifest.read_text(encoding="utf-8").splitlines()):
        entry = json.loads(line)
        if kind is None or entry.get("kind") == kind:
            yield manifest.parent / entry["file"]


def _accepted(record: Record) -> list[FieldValue]:
    return [field for name, field in record.fields.items() if name not in record.review]


def _check(path: Path, field: FieldValue, result: ReadResult, pixels: bool) -> Check:
    if field.evidence is None:
        return Check(path.name, field.name, field.value, "", is_right=False, pixels=None, is_right_again=None)
    page = next(page for page in result.document.pages if page.number == field.evidence.page)
    words = text_in_box(page, field.evidence.box)
    seen = read_crop(result.previews[page.number - 1], field.evidence.box) if pixels else None
    again = None if seen is None else reads_as(field.name, field.value, seen)
    return Check(path.name, field.name, field.value, words, reads_as(field.name, field.value, words), seen, again)
