"""The files inside a PDF: the XML of an e-invoice is read, all of them are listed."""

from __future__ import annotations

from collections.abc import Iterator

from services.einvoice.reading import read_xml
from services.einvoice.values import date_in, decimal_in, text_in
from services.errors import (
    EInvoiceInvalidError,
    ForbiddenXmlError,
    RejectedFileError,
    ResourceLimitError,
)
from services.reading.einvoice_file import einvoice_parts
from services.reading.limits import Limits
from services.reading.media_types import EINVOICE
from services.reading.parts import AttachmentRead, Part, Warned
from services.reading.pdf_engine import PdfDocument
from services.reading.sniff import HEAD_BYTES, sniff
from services.reading.wish import ReadWish
from services.types import Attachment

OF_EINVOICES = frozenset({"factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"})
EINVOICE_INVALID, XML_FORBIDDEN = "einvoice_invalid", "xml_forbidden"
EINVOICES_DIFFER = "einvoices_differ"
ATTACHMENT_UNREADABLE = "attachment_unreadable"
ENCLOSED_NAME = ""  # what a name claims is of no weight inside a file


def attached_parts(document: PdfDocument, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Give the first e-invoice among the files inside, then the other files. In a portfolio, what can be read is a document."""
    files: list[tuple[str, bytes]] = []
    for name, content in document.attached(limits):
        if content is None:
            yield Warned(ATTACHMENT_UNREADABLE)
            continue
        files.append((name, content))
        if sum(len(other) for _, other in files) > limits.attached_bytes:
            raise ResourceLimitError("The files inside the PDF are too large together. Send them one by one.")
    einvoice = next((file for file in files if _is_einvoice(*file)), None)
    if einvoice is not None:
        yield from _read(einvoice[1], document.page_count + 1, wish, limits)
        if len({_gist(content) for name, content in files if _is_einvoice(name, content)} - {None}) > 1:
            yield Warned(EINVOICES_DIFFER)
    is_portfolio = bool(files) and document.is_portfolio()
    for name, content in files:
        if (name, content) != einvoice:
            media_type = _type_of(content)
            yield AttachmentRead(Attachment(name, media_type, len(content), is_portfolio and bool(media_type)), content)


def _is_einvoice(name: str, content: bytes) -> bool:
    return name.lower() in OF_EINVOICES or _type_of(content) == EINVOICE


def _gist(xml: bytes) -> tuple[object, ...] | None:
    """What is booked of an e-invoice, whatever its syntax; None of what is none."""
    try:
        terms = read_xml(xml).terms
    except (EInvoiceInvalidError, ForbiddenXmlError):
        return None
    amounts = (decimal_in(terms, name) for name in ("BT-112", "BT-115"))
    return text_in(terms, "BT-1"), date_in(terms, "BT-2"), text_in(terms, "BT-5"), *amounts


def _read(xml: bytes, first_number: int, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    try:
        yield from einvoice_parts(xml, first_number=first_number, wish=wish, limits=limits)
    except EInvoiceInvalidError:
        yield Warned(EINVOICE_INVALID)
    except ForbiddenXmlError:
        yield Warned(XML_FORBIDDEN)


def _type_of(content: bytes) -> str:
    try:
        return sniff(content[:HEAD_BYTES], ENCLOSED_NAME)
    except RejectedFileError:
        return ""
