"""Reads a file in this very process. The reading child runs `read_parts`; only tests and benchmarks call it elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate, islice

from services.errors import EmptyDocumentError, ResourceLimitError, UnsupportedTypeError
from services.reading.codec import storable
from services.reading.formats import READERS
from services.reading.language import language_of
from services.reading.limits import DEFAULT, Limits
from services.reading.look import look_of
from services.reading.page_tables import page_tables
from services.reading.parts import (
    AttachmentRead,
    EInvoiceRead,
    FormatReader,
    PageRead,
    Part,
    SentBy,
    TableRead,
    Unlocked,
    Warned,
)
from services.reading.preview import preview_webp
from services.reading.recognising import recognition_warnings
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from services.types import Cell, Page, ReadDocument, Table, Word, WordSource

READER_VERSION = "2"  # part of the derived data: raise it when the words of a document may come out differently
SET_BY_US = frozenset({WordSource.TYPESET, WordSource.XML})
TABLES_CUT, TABLE_CUT = "tables_cut", "table_cut"

OnPage = Callable[[int], None]


def read_parts(
    content: bytes, media_type: str, wish: ReadWish, limits: Limits, readers: Mapping[str, FormatReader] = READERS
) -> Iterator[Part]:
    """Give what a file of a sniffed type holds, bounded. Raises services.errors.ReadingError and OcrError."""
    reader = readers.get(media_type)
    if reader is None:
        raise UnsupportedTypeError(f"{media_type} is not read.")
    kept, attached = _KeptTables(limits), 0
    for part in _with_tables(reader(content, wish, limits), limits):
        match part:
            case PageRead(page):
                yield part
                yield from map(Warned, recognition_warnings(page, wish))
            case TableRead(table):
                yield from kept.take(table)
            case AttachmentRead(attachment, enclosed):
                attached += len(enclosed)
                if attached > limits.attached_bytes:
                    raise ResourceLimitError("The files inside the file are too large together. Send them one by one.")
                yield AttachmentRead(replace(attachment, name=storable(attachment.name)[:255]), enclosed)
            case _:
                yield part


def _with_tables(parts: Iterator[Part], limits: Limits) -> Iterator[Part]:
    """The parts, each page bounded and followed by its tables; what was set on pages has brought its own, if any."""
    for part in parts:
        if not isinstance(part, PageRead):
            yield part
            continue
        page = bounded(part.page, limits)
        yield replace(part, page=page)
        if page.source not in SET_BY_US:
            yield from map(TableRead, page_tables(page, part.rulings))


def read_in_process(
    content: bytes,
    media_type: str,
    *,
    wish: ReadWish,
    limits: Limits = DEFAULT,
    on_page: OnPage | None = None,
) -> ReadResult:
    """Read bytes of a sniffed type; `on_page` gets each finished page number.

    Raises services.errors.ReadingError and OcrError.
    """
    gathered = Gathered(wish, limits)
    for part in read_parts(content, media_type, wish, limits):
        gathered.add(part)
        if isinstance(part, PageRead) and on_page is not None:
            on_page(part.page.number)
    return gathered.result(media_type)


def preview_of(part: PageRead, wish: ReadWish, limits: Limits) -> tuple[bytes, bytes]:
    """Give the preview of a page, and the look of the first one (b"" of the others; both b"" where none are wished for)."""
    if not wish.pictures:
        return b"", b""
    image = part.picture()
    look = look_of(image) if part.page.number == 1 else b""
    return preview_webp(image, limits.preview_side_px, is_typeset=part.page.source in SET_BY_US), look


@dataclass(slots=True)
class Gathered:
    """What has come of a file so far."""

    wish: ReadWish
    limits: Limits
    pages: list[Page] = field(default_factory=list)
    previews: list[bytes] = field(default_factory=list)
    look: bytes = b""
    parts: list[Part] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Keep a part; of a page its words and its preview."""
        if not isinstance(part, PageRead):
            self.parts.append(part)
            return
        self.pages.append(part.page)
        preview, look = preview_of(part, self.wish, self.limits)
        self.previews.append(preview)
        self.look = self.look or look

    def result(self, media_type: str) -> ReadResult:
        """What a reader gives. Raises EmptyDocumentError where no page came."""
        if not self.pages:
            raise EmptyDocumentError("The file has no pages.")
        attached = [part for part in self.parts if isinstance(part, AttachmentRead)]
        document = ReadDocument(
            media_type=media_type,
            pages=tuple(self.pages),
            warnings=tuple(dict.fromkeys(part.code for part in self.parts if isinstance(part, Warned))),
            reader_version=READER_VERSION,
            tables=tuple(part.table for part in self.parts if isinstance(part, TableRead)),
            attachments=tuple(part.attachment for part in attached),
            einvoice=next((part.einvoice for part in self.parts if isinstance(part, EInvoiceRead)), None),
            language=language_of(self.pages),
            sender=next((part.address for part in self.parts if isinstance(part, SentBy)), ""),
        )
        password = next((part.index for part in self.parts if isinstance(part, Unlocked)), None)
        return ReadResult(document, tuple(self.previews), self.look, tuple(part.content for part in attached), password)


def bounded(page: Page, limits: Limits) -> Page:
    """Cut what no honest page has: words without end, more words than paper, NUL and halves of surrogate pairs."""
    if _is_bounded([word.text for word in page.words], limits):
        return page
    words = (_bounded_word(word, limits) for word in page.words[: limits.words_per_page])
    return replace(page, words=tuple(word for word in words if word.text))


def _is_bounded(texts: Sequence[str], limits: Limits) -> bool:
    together = "".join(texts)
    longest = max(map(len, texts), default=0)
    return (
        all(texts)
        and len(texts) <= limits.words_per_page
        and longest <= limits.word_characters
        and storable(together) == together
    )


def _bounded_word(word: Word, limits: Limits) -> Word:
    text = storable(word.text)[: limits.word_characters]
    return word if text == word.text else word._replace(text=text)


@dataclass(slots=True)
class _KeptTables:
    """The tables of a document as far as they are kept, and what tells that there is more."""

    limits: Limits
    count: int = 0
    cells: int = 0

    def take(self, table: Table) -> Iterator[Part]:
        rows = self._fitting(table)
        if self.count >= self.limits.tables or len(rows) < min(len(table.rows), 1):
            yield Warned(TABLES_CUT)
            return
        self.count += 1
        self.cells += sum(map(len, rows))
        yield TableRead(replace(table, number=self.count, rows=rows, title=storable(table.title)[:255]))
        if len(rows) < len(table.rows) or any(len(row) > self.limits.table_columns for row in table.rows):
            yield Warned(TABLE_CUT)

    def _fitting(self, table: Table) -> tuple[tuple[Cell, ...], ...]:
        narrow = [row[: self.limits.table_columns] for row in table.rows[: self.limits.document_rows]]
        filled = accumulate(map(len, narrow), initial=self.cells)
        count = sum(1 for cells in islice(filled, 1, None) if cells <= self.limits.document_cells)
        cut = partial(_cut, limits=self.limits)
        return tuple(tuple(map(cut, row)) for row in narrow[:count])


def _cut(cell: Cell, limits: Limits) -> Cell:
    longest = limits.cell_characters
    text, formula = storable(cell.text)[:longest], storable(cell.formula)[:longest]
    return cell if (text, formula) == (cell.text, cell.formula) else replace(cell, text=text, formula=formula)
