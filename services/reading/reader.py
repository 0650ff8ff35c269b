"""The way in: bytes that nobody trusts become a ReadDocument, read by a child process behind walls."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from services.errors import (
    DocumentFormatError,
    EmptyFileError,
    FileTooLargeError,
    OcrError,
    ReaderCrashedError,
    ReadingError,
    ResourceLimitError,
    UnsupportedTypeError,
)
from services.reading.exchange import Exchange
from services.reading.limits import DEFAULT, Limits
from services.reading.media_types import IMAGES, IN_WORDS, SUPPORTED
from services.reading.pool import ChildPool
from services.reading.protocol import ChildKind
from services.reading.result import ReadResult

__all__ = ["ReadResult", "Reader"]

CHILD_MODULE = "services.reading.child"
UNUSABLE_AFTER = (ReaderCrashedError, ResourceLimitError)


class Reader:
    """Reads files one at a time per thread; its children stay warm until `close`."""

    def __init__(self, *, limits: Limits = DEFAULT, ocr: str = "auto", child_module: str = CHILD_MODULE) -> None:
        """`ocr` is a choice of `services.ocr.engines`; `child_module` is run as the child's main program."""
        self._limits = limits
        self._ocr = ocr
        self._pool = ChildPool(child_module, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def read(
        self,
        content: bytes,
        *,
        media_type: str,
        workspace: str,
        on_page: Callable[[int], None] | None = None,
    ) -> ReadResult:
        """Read a file of the sniffed `media_type`. `on_page` is called with each finished page's number, here.

        Raises ReadingError (its classes say whether to try again) and OcrError. What `on_page` raises ends the reading.
        """
        self._check(content, media_type)
        first = ChildKind.OCR if media_type in IMAGES else ChildKind.DOCUMENTS
        result = self._ask(first, content, media_type, workspace, on_page)
        if result is None and first is not ChildKind.OCR:
            result = self._ask(ChildKind.OCR, content, media_type, workspace, on_page)
        if result is None:
            raise ReaderCrashedError("The reader asks for itself.")
        return result

    def close(self) -> None:
        """End the children."""
        self._pool.close()

    def _check(self, content: bytes, media_type: str) -> None:
        if not content:
            raise EmptyFileError("The file is empty. Send it again.")
        if len(content) > self._limits.file_bytes:
            raise FileTooLargeError(f"The file is too large: at most {self._limits.file_bytes // 1024**2} MB are read.")
        if media_type not in SUPPORTED:
            raise UnsupportedTypeError(f"Files of this type ({media_type}) are not read. Supported: {IN_WORDS}.")

    def _ask(
        self,
        kind: ChildKind,
        content: bytes,
        media_type: str,
        workspace: str,
        on_page: Callable[[int], None] | None,
    ) -> ReadResult | None:
        process = self._pool.take(kind, workspace)
        healthy = False
        try:
            result = Exchange(process, self._limits, on_page).read(content, media_type, self._ocr)
            healthy = True
        except DocumentFormatError as error:
            raise ReaderCrashedError("The reader gave an answer that makes no sense.") from error
        except (ReadingError, OcrError) as error:
            healthy = not isinstance(error, UNUSABLE_AFTER)
            raise
        finally:
            if healthy:
                self._pool.give_back(kind, workspace, process)
            else:
                process.kill()
        return result
