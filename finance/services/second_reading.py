"""A document that its reading leaves in doubt is read a second time, from enlarged pictures; what proves more is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import structlog

from finance.services.deciding import NEEDED, NEVER_BOOKED
from services.errors import OcrError, ReadingError
from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.reading.recognising import BY_OCR, SWITCHED_OFF
from services.reading.result import ReadResult
from services.reading.wish import OcrPolicy, ReadWish
from services.types import FieldName, ReadDocument, Record

log = structlog.get_logger(__name__)

MOST_PAGES = 3  # a long document is not worth the time: it has other proofs


class WishedReader(Protocol):
    """What `services.reading.reader.Reader` is to this use-case."""

    def read(
        self,
        content: bytes,
        *,
        media_type: str,
        workspace: str,
        wish: ReadWish | None = None,
        on_page: Callable[[int], None] | None = None,
    ) -> ReadResult: ...


def read_well(
    reader: WishedReader,
    content: bytes,
    *,
    media_type: str,
    workspace: str,
    wish: ReadWish,
    request: Callable[[ReadDocument], ExtractionRequest],
    on_page: Callable[[int], None] | None = None,
) -> ReadResult:
    """The reading of a file, or the second one where that proves more. `request` is how its record is asked for.

    Raises what the first reading raises; a second one that fails costs nothing.
    """
    first = reader.read(content, media_type=media_type, workspace=workspace, wish=wish, on_page=on_page)
    if not _can_differ(first.document, wish):
        return first
    record = extract(request(first.document))
    if not is_in_doubt(record):
        return first
    try:
        larger = replace(wish, enlarged=True)
        second = reader.read(content, media_type=media_type, workspace=workspace, wish=larger, on_page=on_page)
    except (ReadingError, OcrError) as error:
        log.warning("second_reading_failed", reason=error.code)
        return first
    is_whole = len(second.document.pages) >= len(first.document.pages)
    is_better = is_whole and proves_more(extract(request(second.document)), record)
    log.info("read_twice", kept="second" if is_better else "first")
    return second if is_better else first


def is_in_doubt(record: Record) -> bool:
    """Whether a machine could not book it for what it read. What is never booked needs no proof."""
    if record.kind in NEVER_BOOKED:
        return False
    return not record.proven or any(name in record.review for name in NEEDED)


def proves_more(other: Record, than: Record) -> bool:
    """Whether a record has fewer doubts about what is needed, loses no proof, and contradicts nothing that was in no doubt."""
    return other.proven >= than.proven and _doubts(other) < _doubts(than) and not _contradicts(other, than)


def _contradicts(other: Record, than: Record) -> bool:
    sure = [name for name in NEEDED if name in than.fields and name not in than.review]
    kept = [name for name in sure if name is not FieldName.TOTAL or than.proven]
    return any(name not in other.fields or other.fields[name].value != than.fields[name].value for name in kept)


def _doubts(record: Record) -> int:
    return sum(name in record.review for name in NEEDED) + (not record.proven)


def _can_differ(document: ReadDocument, wish: ReadWish) -> bool:
    """Only pages that were recognised, and not where OCR is off or is to be quick."""
    is_recognised = any(page.source in BY_OCR for page in document.pages)
    return is_recognised and len(document.pages) <= MOST_PAGES and wish.ocr != SWITCHED_OFF and wish.policy is not OcrPolicy.FAST
