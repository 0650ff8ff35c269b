"""One file, one child: asks it, listens to the pages, checks every answer."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict

from services import errors
from services.errors import (
    DocumentFormatError,
    OcrError,
    ReaderCrashedError,
    ReadingError,
    ResourceLimitError,
)
from services.reading.codec import page_from_json, storable, warnings_from_json
from services.reading.limits import LOOK_BYTES, Limits
from services.reading.process import ReadingProcess
from services.reading.protocol import Frame
from services.reading.result import ReadResult
from services.types import Page, ReadDocument

TYPED_ERRORS: Mapping[str, type[ReadingError | OcrError]] = {
    error.code: error
    for error in (
        errors.UnsupportedTypeError,
        errors.CorruptFileError,
        errors.EmptyDocumentError,
        errors.ImageTooLargeError,
        errors.TooManyPagesError,
        errors.ResourceLimitError,
        errors.ArchiveBombError,
        errors.ForbiddenXmlError,
        errors.NeedsPasswordError,
        errors.OcrError,
        errors.OcrUnavailableError,
    )
}
MAX_DETAIL_CHARACTERS = 500
MAX_VERSION_CHARACTERS = 100
LOOK = re.compile(f"(?:[0-9a-f]{{{LOOK_BYTES * 2}}})?")
WEBP_START, WEBP_NAME = b"RIFF", b"WEBP"


class Exchange:
    """What one child has said so far about one file."""

    def __init__(self, process: ReadingProcess, limits: Limits, on_page: Callable[[int], None] | None) -> None:
        self._process = process
        self._limits = limits
        self._on_page = on_page
        self._started = time.monotonic()
        self._announced: int | None = None
        self._answer_bytes = 0
        self._pages: list[Page] = []
        self._previews: list[bytes] = []
        self._look = b""

    def read(self, content: bytes, media_type: str, ocr: str) -> ReadResult | None:
        """Give the document, or None when the other kind of child has to read it. Raises ReadingError and OcrError.

        A typed error of the child leaves it usable; DocumentFormatError and ReaderCrashedError do not.
        """
        self._process.jobs += 1
        header = {"kind": "read", "media_type": media_type, "ocr": ocr, "limits": asdict(self._limits)}
        self._process.send(header, content, self._deadline())
        while True:
            frame = self._next()
            match frame.kind:
                case "count":
                    self._count(frame)
                case "page":
                    self._page(frame)
                case "done":
                    return self._done(frame, media_type)
                case "needs_ocr":
                    return None
                case "error":
                    raise typed_error(frame)
                case _:
                    raise DocumentFormatError("The reader sent an unknown message.")

    def _deadline(self) -> float:
        return self._started + self._limits.wall_clock_s(self._announced or 0)

    def _next(self) -> Frame:
        frame = self._process.receive(self._deadline())
        self._answer_bytes += len(frame.payload) + 1
        if self._answer_bytes > self._limits.answer_bytes:
            raise ResourceLimitError("Reading the file gives more than a file may give.")
        return frame

    def _count(self, frame: Frame) -> None:
        pages = frame.header.get("pages")
        if self._announced is not None or not isinstance(pages, int) or not 1 <= pages <= self._limits.pages:
            raise DocumentFormatError("The number of pages is out of range.")
        self._announced = pages

    def _page(self, frame: Frame) -> None:
        """Take the next page; they come in order."""
        size = frame.header.get("page_bytes")
        if not isinstance(size, int) or not 0 <= size <= len(frame.payload):
            raise DocumentFormatError("The length of a page is out of range.")
        page = page_from_json(_parsed(frame.payload[:size]), self._limits)
        if page.number != len(self._pages) + 1 or page.number > (self._announced or 0):
            raise DocumentFormatError("The pages do not come in order.")
        self._pages.append(page)
        self._look = self._look or _checked_look(frame.header.get("look", ""))
        self._previews.append(_checked_preview(frame.payload[size:]))
        if self._on_page is not None:
            self._on_page(page.number)

    def _done(self, frame: Frame, media_type: str) -> ReadResult:
        version = frame.header.get("reader_version")
        if len(self._pages) != self._announced or not isinstance(version, str) or len(version) > MAX_VERSION_CHARACTERS:
            raise DocumentFormatError("The document is incomplete.")
        warnings = warnings_from_json(frame.header.get("warnings"))
        document = ReadDocument(media_type, tuple(self._pages), warnings, storable(version))
        return ReadResult(document, tuple(self._previews), self._look)


def _parsed(encoded: bytes) -> object:
    try:
        return json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise DocumentFormatError("A page is no JSON.") from error


def _checked_preview(preview: bytes) -> bytes:
    """Only the look of a WebP is checked; whoever shows it does so as a picture and as nothing else."""
    if not (preview.startswith(WEBP_START) and preview[8:12] == WEBP_NAME):
        raise DocumentFormatError("A preview is no WebP.")
    return preview


def _checked_look(look: object) -> bytes:
    if not isinstance(look, str) or not LOOK.fullmatch(look):
        raise DocumentFormatError("The look of a page is none.")
    return bytes.fromhex(look)


def typed_error(frame: Frame) -> ReadingError | OcrError:
    """Give the error that a child tells of; an unknown one is a crash."""
    code, detail = frame.header.get("code"), frame.header.get("detail")
    if not isinstance(code, str) or not isinstance(detail, str) or code not in TYPED_ERRORS:
        return ReaderCrashedError("The reader failed without a reason that makes sense.")
    return TYPED_ERRORS[code](storable(detail[:MAX_DETAIL_CHARACTERS]))
