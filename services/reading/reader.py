"""The way in: bytes that nobody trusts become a ReadDocument, read by a child process behind walls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
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
from services.reading.crops import Crop
from services.reading.exchange import Exchange
from services.reading.limits import DEFAULT, Limits
from services.reading.media_types import IMAGES, IN_WORDS, SUPPORTED, TABLES, TABLES_IN_WORDS
from services.reading.pool import ChildPool
from services.reading.process import ReadingProcess
from services.reading.protocol import ChildKind
from services.reading.result import ReadResult
from services.reading.table_exchange import TableExchange
from services.reading.tables import Batch, TableHead, TableWish
from services.reading.wish import ReadWish

__all__ = ["ReadResult", "Reader"]

CHILD_MODULE = "services.reading.child"
TABLE_CHILD_MODULE = "services.reading.table_child"
ANY_TABLE = TableWish()
ANY_READING = ReadWish()
UNUSABLE_AFTER = (ReaderCrashedError, ResourceLimitError)


class OpenedTable:
    """The table behind `Reader.open_table`."""

    def __init__(self, head: TableHead, exchange: TableExchange) -> None:
        self.head = head
        self._exchange = exchange

    def batches(self) -> Iterator[Batch]:
        """The rows; see `services.reading.tables.OpenTable`."""
        return self._exchange.batches()


class Reader:
    """Reads files one at a time per thread; its children stay warm until `close`."""

    def __init__(
        self,
        *,
        limits: Limits = DEFAULT,
        wish: ReadWish = ANY_READING,
        child_module: str = CHILD_MODULE,
        table_child_module: str = TABLE_CHILD_MODULE,
    ) -> None:
        """`wish` holds where a reading brings none; the modules are run as the main programs of children."""
        self._limits = limits
        self.wish = wish
        self._pool = ChildPool(child_module, limits)
        self._table_pool = ChildPool(table_child_module, limits)

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
        wish: ReadWish | None = None,
        on_page: Callable[[int], None] | None = None,
    ) -> ReadResult:
        """Read a file of the sniffed `media_type`. `on_page` is called with each finished page's number, here.

        A page may be told of twice: where one needs OCR, the other child begins the file anew.

        Raises ReadingError (its classes say whether to try again) and OcrError. What `on_page` raises ends the reading.
        """
        self._check(content, media_type)
        wished = wish or self.wish
        first = ChildKind.OCR if media_type in IMAGES else ChildKind.DOCUMENTS
        result = self._ask(first, content, media_type, workspace, wished, on_page)
        if result is None and first is not ChildKind.OCR:
            result = self._ask(ChildKind.OCR, content, media_type, workspace, wished, on_page)
        if result is None:
            raise ReaderCrashedError("The reader asks for itself.")
        return result

    def opens_with(self, content: bytes, *, media_type: str, workspace: str, password: str, wish: ReadWish | None = None) -> bool:
        """Tell whether the password opens the file of the sniffed `media_type`; tried by a child, like all that is hostile.

        It opens for the library of the wish: another one may take a password otherwise, or be missing.

        Raises ReadingError for what is wrong with the file beyond its lock.
        """
        self._check(content, media_type)
        wished = replace(wish or self.wish, passwords=(password,), pictures=False)
        with self._child(ChildKind.DOCUMENTS, workspace) as process:
            return Exchange(process, self._limits, None).opens(content, media_type, wished)

    def read_crops(
        self, content: bytes, *, media_type: str, workspace: str, crops: Sequence[Crop], wish: ReadWish | None = None
    ) -> tuple[str, ...]:
        """Read boxes of pages (at least one, at most `services.reading.crops.CROPS`) by OCR, whatever the text layer says.

        Gives a text for each, "" where nothing is read. Raises ReadingError and OcrError.
        """
        self._check(content, media_type)
        with self._child(ChildKind.OCR, workspace) as process:
            return Exchange(process, self._limits, None).crops(content, media_type, crops, wish or self.wish)

    def close(self) -> None:
        """End the children."""
        self._pool.close()
        self._table_pool.close()

    @contextmanager
    def open_table(
        self, content: bytes, *, media_type: str, workspace: str, wish: TableWish = ANY_TABLE
    ) -> Iterator[OpenedTable]:
        """Open a table of the sniffed `media_type`; its rows come while the block runs. A child left half way is ended.

        Raises ReadingError: here where the file is none, while its rows are taken where that shows later.
        """
        self._check_size(content)
        if media_type not in TABLES:
            raise UnsupportedTypeError(f"Tables of this type ({media_type}) are not read. Supported: {TABLES_IN_WORDS}.")
        process = self._table_pool.take(ChildKind.TABLES, workspace)
        exchange = TableExchange(process, self._limits)
        healthy = False
        try:
            yield OpenedTable(exchange.ask(content, media_type, wish), exchange)
            healthy = exchange.is_finished
        except DocumentFormatError as error:
            raise ReaderCrashedError("The reader gave an answer that makes no sense.") from error
        except ReadingError as error:
            healthy = not isinstance(error, UNUSABLE_AFTER)
            raise
        finally:
            if healthy:
                self._table_pool.give_back(ChildKind.TABLES, workspace, process)
            else:
                process.kill()

    def _check(self, content: bytes, media_type: str) -> None:
        self._check_size(content)
        if media_type not in SUPPORTED:
            raise UnsupportedTypeError(f"Files of this type ({media_type}) are not read. Supported: {IN_WORDS}.")

    def _check_size(self, content: bytes) -> None:
        if not content:
            raise EmptyFileError("The file is empty. Send it again.")
        if len(content) > self._limits.file_bytes:
            raise FileTooLargeError(f"The file is too large: at most {self._limits.file_bytes // 1024**2} MB are read.")

    def _ask(
        self,
        kind: ChildKind,
        content: bytes,
        media_type: str,
        workspace: str,
        wish: ReadWish,
        on_page: Callable[[int], None] | None,
    ) -> ReadResult | None:
        with self._child(kind, workspace) as process:
            return Exchange(process, self._limits, on_page).read(content, media_type, wish)

    @contextmanager
    def _child(self, kind: ChildKind, workspace: str) -> Iterator[ReadingProcess]:
        """A child for one file; it is kept for the next one unless it misbehaved."""
        process = self._pool.take(kind, workspace)
        healthy = False
        try:
            yield process
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
