"""One file, one child: asks it, listens to the pages, checks every answer."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from services import errors
from services.einvoice.codec import einvoice_from_json
from services.einvoice.model import EInvoice
from services.errors import (
    DocumentFormatError,
    OcrError,
    ReaderCrashedError,
    ReadingError,
    ResourceLimitError,
)
from services.reading.codec import (
    attachment_from_json,
    language_from_json,
    page_from_json,
    sender_from_json,
    storable,
    table_from_json,
    warnings_from_json,
)
from services.reading.crops import Crop, crops_to_json, texts_from_json
from services.reading.limits import LOOK_BYTES, Limits
from services.reading.media_types import PDF
from services.reading.process import ReadingProcess
from services.reading.protocol import Frame
from services.reading.result import ReadResult
from services.reading.wish import PdfEngineName, ReadWish
from services.types import Attachment, Page, ReadDocument, Table

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
        errors.ArchiveUnsafeError,
        errors.BadPasswordError,
        errors.EInvoiceInvalidError,
        errors.TypeMismatchError,
        errors.UnsupportedFeatureError,
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
        self._wish = ReadWish()
        self._on_page = on_page
        self._started = time.monotonic()
        self._announced: int | None = None
        self._answer_bytes = 0
        self._pages: list[Page] = []
        self._previews: list[bytes] = []
        self._look = b""
        self._tables: list[Table] = []
        self._cells = 0
        self._attachments: list[Attachment] = []
        self._attached: list[bytes] = []
        self._einvoice: EInvoice | None = None
        self._password: int | None = None

    def read(self, content: bytes, media_type: str, wish: ReadWish) -> ReadResult | None:
        """Give the document, or None when the other kind of child has to read it. Raises ReadingError and OcrError.

        A typed error of the child leaves it usable; DocumentFormatError and ReaderCrashedError do not.
        """
        self._process.jobs += 1
        self._wish = wish
        self._process.aborts_for_memory = media_type == PDF and wish.pdf_engine is PdfEngineName.PDFIUM
        header = {"kind": "read", "media_type": media_type, "wish": asdict(wish), "limits": asdict(self._limits)}
        self._process.send(header, content, self._deadline())
        while True:
            frame = self._next()
            match frame.kind:
                case "done":
                    return self._done(frame, media_type)
                case "needs_ocr":
                    return None
                case "error":
                    raise typed_error(frame)
                case _:
                    self._take(frame)

    def opens(self, content: bytes, media_type: str, wish: ReadWish) -> bool:
        """Tell whether a password of the wish opens the file. Raises as `read` does."""
        self._process.jobs += 1
        header = {"kind": "unlock", "media_type": media_type, "wish": asdict(wish), "limits": asdict(self._limits)}
        self._process.send(header, content, self._deadline())
        frame = self._next()
        if frame.kind == "error":
            raise typed_error(frame)
        does_open = frame.header.get("opens")
        if frame.kind != "tried" or not isinstance(does_open, bool):
            raise DocumentFormatError("The reader does not say whether the file opens.")
        return does_open

    def crops(self, content: bytes, media_type: str, crops: Sequence[Crop], wish: ReadWish) -> tuple[str, ...]:
        """Give the texts that OCR reads in boxes. Raises as `read` does."""
        self._process.jobs += 1
        self._announced = len(crops)  # each may stand on a page of its own
        asked = {"kind": "crops", "media_type": media_type, "crops": crops_to_json(crops)}
        self._process.send(asked | {"wish": asdict(wish), "limits": asdict(self._limits)}, content, self._deadline())
        frame = self._next()
        if frame.kind == "error":
            raise typed_error(frame)
        if frame.kind != "seen":
            raise DocumentFormatError("The reader does not say what it sees.")
        return texts_from_json(_parsed(frame.payload), len(crops))

    def _take(self, frame: Frame) -> None:
        taking = {
            "count": self._count,
            "page": self._page,
            "table_of_document": self._table,
            "attachment": self._attachment,
            "einvoice": self._take_einvoice,
            "unlocked": self._unlocked,
        }
        if not isinstance(frame.kind, str) or frame.kind not in taking:
            raise DocumentFormatError("The reader sent an unknown message.")
        taking[frame.kind](frame)

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
        if page.number != len(self._pages) + 1 or self._announced is None or page.number > self._limits.all_pages:
            raise DocumentFormatError("The pages do not come in order.")
        self._pages.append(page)
        self._look = self._look or _checked_look(frame.header.get("look", ""))
        self._previews.append(_checked_preview(frame.payload[size:]) if self._wish.pictures else b"")
        if self._on_page is not None:
            self._on_page(page.number)

    def _table(self, frame: Frame) -> None:
        table = table_from_json(_parsed(frame.payload), self._limits)
        if table.number != len(self._tables) + 1:
            raise DocumentFormatError("The tables do not come in order.")
        self._cells += sum(map(len, table.rows))
        if self._cells > self._limits.document_cells:
            raise DocumentFormatError("The tables have too many cells.")
        self._tables.append(table)

    def _attachment(self, frame: Frame) -> None:
        attachment = attachment_from_json(frame.header.get("attachment"))
        if attachment.size_bytes != len(frame.payload) or len(self._attachments) >= self._limits.attachments:
            raise DocumentFormatError("An attachment is longer than it says, or one too many.")
        self._attachments.append(attachment)
        self._attached.append(frame.payload)

    def _take_einvoice(self, frame: Frame) -> None:
        if self._einvoice is not None:
            raise DocumentFormatError("There are two e-invoices in one file.")
        self._einvoice = einvoice_from_json(_parsed(frame.payload))

    def _unlocked(self, frame: Frame) -> None:
        index = frame.header.get("index")
        if self._password is not None or not isinstance(index, int) or not 0 <= index < len(self._wish.passwords):
            raise DocumentFormatError("An unknown password opened the file, or a second one.")
        self._password = index

    def _done(self, frame: Frame, media_type: str) -> ReadResult:
        version = frame.header.get("reader_version")
        if len(self._pages) < (self._announced or 1) or not isinstance(version, str) or len(version) > MAX_VERSION_CHARACTERS:
            raise DocumentFormatError("The document is incomplete.")
        document = ReadDocument(
            media_type=media_type,
            pages=tuple(self._pages),
            warnings=warnings_from_json(frame.header.get("warnings")),
            reader_version=storable(version),
            tables=tuple(self._tables),
            attachments=tuple(self._attachments),
            einvoice=self._einvoice,
            language=language_from_json(frame.header.get("language")),
            sender=sender_from_json(frame.header.get("sender")),
        )
        return ReadResult(document, tuple(self._previews), self._look, tuple(self._attached), self._password)


def _parsed(encoded: bytes) -> object:
    try:
        return json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise DocumentFormatError("What was read is no JSON.") from error


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
