"""Each document of a manifest through reading and extraction, as a user's document goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from time import process_time
from typing import Any

from finance.services.document_crops import looked_at_again
from finance.services.document_lines import line_of_record
from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.reading.reader import Reader
from services.types import ReadDocument, Record
from training.bench.masking import Mask, masked
from training.corpus import WORKSPACE, Entry, ReadingShelf
from utils.errors import QuittanceError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document. `error` is the code of what stopped it; then there is no document and no record.

    `seconds` are those of the processor for extraction alone, without reading.
    """

    entry: Entry
    document: ReadDocument | None = None
    record: Record | None = None
    error: str = ""
    seconds: float = 0.0

    @property
    def prediction(self) -> Mapping[str, Any]:
        """The line that `manage.py extract` would print, for the scorer."""
        if self.record is None:
            return {"file": self.entry.file, "error": self.error}
        return {"file": self.entry.file, **line_of_record(self.record), "seconds": round(self.seconds, 4)}


@dataclass(frozen=True, slots=True)
class Bench:
    """What is the same for all documents of a run. `looks_again`: evidence in PDFs is read a second time by OCR."""

    reader: Reader
    shelf: ReadingShelf
    today: date
    mask: Mask | None = None
    without_xml: bool = False
    looks_again: bool = True


def outcomes(entries: Iterable[Entry], bench: Bench) -> Iterator[Outcome]:
    """One per entry; what cannot be read is an outcome as well."""
    for entry in entries:
        try:
            yield _outcome(entry, bench)
        except QuittanceError as error:
            yield Outcome(entry, error=error.code)


def _outcome(entry: Entry, bench: Bench) -> Outcome:
    document = _seen(bench.shelf.document(entry.path), bench)
    started = process_time()
    record = extract(ExtractionRequest(document, bench.today))
    seconds = process_time() - started
    if bench.looks_again and bench.mask is None:
        record = looked_at_again(
            record,
            document,
            content=entry.path.read_bytes,
            reader=bench.reader,
            workspace=WORKSPACE,
            wish=bench.reader.wish,
        )
    return Outcome(entry, document, record, seconds=seconds)


def _seen(document: ReadDocument, bench: Bench) -> ReadDocument:
    """The reading without what this run does not show."""
    seen = masked(document, bench.mask) if bench.mask else document
    return replace(seen, einvoice=None) if bench.without_xml else seen
