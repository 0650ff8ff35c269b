"""The second look at what a PDF's own text says: its pages are drawn, and the evidence of accepted fields is read by OCR."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from services.errors import OcrError, ReadingError, StorageError
from services.parsers.crops import compared, not_checked, wanted
from services.reading.crops import CROPS, Crop
from services.reading.media_types import PDF
from services.reading.wish import ReadWish
from services.types import ReadDocument, Record

OCR_OFF = "none"
log = structlog.get_logger(__name__)


class CropReader(Protocol):
    """What `services.reading.reader.Reader` is to this use-case."""

    def read_crops(
        self, content: bytes, *, media_type: str, workspace: str, crops: Sequence[Crop], wish: ReadWish | None = None
    ) -> tuple[str, ...]: ...


def looked_at_again(
    record: Record,
    document: ReadDocument,
    *,
    content: Callable[[], bytes],
    reader: CropReader,
    workspace: str,
    wish: ReadWish,
) -> Record:
    """Give the record with what the pages show where its fields stand. Only PDF has text that can differ from its looks.

    A look that fails leaves the record as it is, with a finding: it may not cost the document.
    """
    looks = wanted(record, document)[:CROPS] if document.media_type == PDF else ()
    if not looks:
        return record
    if wish.ocr == OCR_OFF:
        return not_checked(record)
    crops = [Crop(look.page, look.box) for look in looks]
    try:
        texts = reader.read_crops(content(), media_type=PDF, workspace=workspace, crops=crops, wish=wish)
    except (ReadingError, OcrError, StorageError) as error:
        log.warning("crops_not_checked", reason=error.code)
        return not_checked(record)
    return compared(record, zip(looks, texts, strict=True))
