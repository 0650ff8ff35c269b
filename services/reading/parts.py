"""What a reader of a format gives, piece by piece, while it reads: `read(content, wish, limits) -> Iterator[Part]`.

The first part is a `Count`. Pages come in order, numbered from 1. Only one page with its picture is in memory at a time.
A reader raises services.errors.ReadingError and OcrError, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from services.einvoice.model import EInvoice
from services.reading.limits import Limits
from services.reading.wish import ReadWish
from services.types import Attachment, Box, Page, Table


@dataclass(frozen=True, slots=True)
class Count:
    """How many pages the file has: sets the wall clock. Pages set from an XML behind them are not counted."""

    pages: int


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page, and a function that gives its upright RGB picture where one is wanted.

    `rulings` are the straight lines drawn on the page (boxes with next to no height or width), for its tables.
    """

    page: Page
    picture: Callable[[], Image.Image]
    rulings: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table of the document; `number` is given by who collects them."""

    table: Table


@dataclass(frozen=True, slots=True)
class AttachmentRead:
    """A file inside the file, with its bytes."""

    attachment: Attachment
    content: bytes


@dataclass(frozen=True, slots=True)
class EInvoiceRead:
    """The e-invoice that the file is, or that lies in it. Its pages have come before."""

    einvoice: EInvoice


@dataclass(frozen=True, slots=True)
class SentBy:
    """The address that a mail says it is from."""

    address: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that is worth a finding; a code of `services/parsers/reading_findings.py`."""

    code: str


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Which of the passwords in the wish opened the file."""

    index: int


Part = Count | PageRead | TableRead | AttachmentRead | EInvoiceRead | SentBy | Warned | Unlocked
FormatReader = Callable[[bytes, ReadWish, Limits], Iterator[Part]]
