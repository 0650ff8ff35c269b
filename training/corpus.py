"""Documents with their truth: a manifest, its files, and what the reader makes of them, kept between runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from services.errors import DocumentFormatError
from services.parsers.proof import AMOUNTS
from services.reading.codec import document_from_json, document_to_json
from services.reading.in_process import READER_VERSION
from services.reading.reader import Reader
from services.reading.sniff import HEAD_BYTES, sniff
from services.types import ReadDocument

WORKSPACE = "corpus"  # reading children serve one workspace each


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a manifest: `file` as it stands there, `path` where it lies, and what is true of it."""

    file: str
    path: Path
    kind: str
    source: str
    license: str
    truth: Mapping[str, Any]
    notes: Mapping[str, Any]


class ManifestError(ValueError):
    """A manifest that cannot be used; the message names the line and the remedy."""


def entries(manifest: Path) -> Iterator[Entry]:
    """The documents of a manifest that have a truth. Raises ManifestError, OSError."""
    for number, line in enumerate(_lines(manifest), start=1):
        if line.strip():
            yield from _entry(line, number, manifest)


def _lines(manifest: Path) -> list[str]:
    try:
        return manifest.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ManifestError(f"{manifest} is no text in UTF-8: {error.reason}. Save it as UTF-8.") from error


def _entry(line: str, number: int, manifest: Path) -> Iterator[Entry]:
    try:
        row = json.loads(line)
        if not isinstance(row, dict) or "truth" in row:
            yield _told(row, manifest.parent)
    except (ValueError, KeyError, TypeError, InvalidOperation, RecursionError) as error:
        message = f"Line {number} of {manifest} is no object with file, kind and truth: {error!r}. Correct it."
        raise ManifestError(message) from error


def _told(row: Mapping[str, Any], folder: Path) -> Entry:
    """Raises KeyError, TypeError, ValueError and InvalidOperation for what no manifest says."""
    file, kind, truth, notes = row["file"], row["kind"], row["truth"], row.get("notes") or {}
    if not isinstance(kind, str) or not isinstance(truth, dict) or not isinstance(notes, dict):
        raise TypeError("kind is a text, truth and notes are objects")
    if "\0" in file:
        raise ValueError("no name of a file holds NUL")
    _require_form(truth)
    return Entry(file, folder / file, kind, str(row.get("source", "")), str(row.get("license", "")), truth, notes)


def _require_form(truth: Mapping[str, Any]) -> None:
    lists = [value for name, value in truth.items() if name.endswith("_alt") or name == "line_items"]
    if not all(value is None or isinstance(value, list) for value in lists):
        raise TypeError("other names and line items of the truth come in lists")
    if not all(isinstance(item, dict) for item in truth.get("line_items") or ()):
        raise TypeError("each line item of the truth is an object")
    for name in AMOUNTS:
        Decimal(str(truth.get(name.value) or 0))


class ReadingShelf:
    """Readings by the content of their files: what was read once by this version of the reader is not read again."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder, self._reader = folder, reader
        folder.mkdir(parents=True, exist_ok=True)

    def document(self, path: Path) -> ReadDocument:
        """The reading of a file. Raises `QuittanceError` of the reader, OSError."""
        content = path.read_bytes()
        kept = self._folder / f"{hashlib.sha256(content).hexdigest()}-{READER_VERSION}-{self._reader.wish.ocr}.json"
        if kept.exists():
            return _stored(kept)
        result = self._reader.read(content, media_type=sniff(content[:HEAD_BYTES], path.name), workspace=WORKSPACE)
        unfinished = kept.with_suffix(".part")
        unfinished.write_text(json.dumps(document_to_json(result.document)), encoding="utf-8")
        unfinished.replace(kept)
        return result.document


def _stored(path: Path) -> ReadDocument:
    try:
        return document_from_json(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, DocumentFormatError) as error:
        raise DocumentFormatError(f"The kept reading {path} is broken. Delete it, and it is made again.") from error
