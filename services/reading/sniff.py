"""Tells the type of a file by its bytes. A name can only contradict them, never decide between types that bytes tell apart.

Nothing is parsed here: what a file holds shows in the reading child.
"""

from __future__ import annotations

from pathlib import PurePath

import filetype

from services.errors import EmptyFileError, TypeMismatchError, UnsupportedTypeError
from services.reading.archive import OLE_MARK
from services.reading.media_types import DOCX, EXTENSIONS, HEIC, IN_WORDS, PDF, SUPPORTED, XLSX
from services.reading.sniff_text import text_type

HEAD_BYTES = 8192  # what a caller has to give of a longer file
PDF_MARK = b"%PDF-"
PDF_REACH = 1024  # PDF readers accept the mark this far from the start
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ARCHIVE_MARK = b"PK\x03\x04"
SAME_DECODER = {"image/apng": "image/png", "image/x-ms-bmp": "image/bmp", "image/heif": HEIC}
MARKUP = (b"<", b"#!", b"{", b"PK", b"MZ", b"\x7fELF")  # whatever stands further down, these are no PDF
OFFICE_PARTS = {b"word/": DOCX, b"xl/": XLSX}
OFFICE_LIST = b"[Content_Types].xml"
PACKED = "application/zip"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OPEN_DOCUMENT_MARK = b"mimetype" + OPEN_DOCUMENT.encode()
OLD_OFFICE = "application/x-ole-storage"
REMEDIES = {
    PACKED: "Unpack it, and send the files in it.",
    OLD_OFFICE: "Save it as DOCX, XLSX or PDF.",
    OPEN_DOCUMENT: "Save it as DOCX, XLSX or PDF.",
    "application/rtf": "Save it as DOCX or PDF.",
}


def sniff(head: bytes, name: str) -> str:
    """Give the media type of a file from its first bytes (at least `HEAD_BYTES`, or all).

    Raises EmptyFileError, TypeMismatchError (the name claims a type that the bytes are not), UnsupportedTypeError.
    """
    if not head:
        raise EmptyFileError("The file is empty. Send it again.")
    claimed = EXTENSIONS.get(PurePath(name).suffix.lower().removeprefix("."), "")
    media_type = _by_bytes(head, name, claimed)
    if media_type in SUPPORTED:
        return media_type
    remedy = REMEDIES.get(media_type, f"Supported: {IN_WORDS}.")
    if claimed:
        raise TypeMismatchError(f"The name says {claimed}, the content is {_named(media_type)}. {remedy}")
    raise UnsupportedTypeError(f"Files of this type ({_named(media_type)}) are not read. {remedy}")


def _by_bytes(head: bytes, name: str, claimed: str) -> str:
    """Give one type only, also of a file that is valid as several: what stands first wins. "" when unknown."""
    start = head.removeprefix(BYTE_ORDER_MARK).lstrip()
    if start.startswith(PDF_MARK):
        return PDF
    if head.startswith(ARCHIVE_MARK):
        return _packed(head, claimed)
    if head.startswith(OLE_MARK):  # a document under a password looks like one of an old Office
        return claimed if claimed in (DOCX, XLSX) else OLD_OFFICE
    kind = filetype.guess(head)
    if kind is not None:
        return SAME_DECODER.get(str(kind.mime), str(kind.mime))
    if not start.startswith(MARKUP) and PDF_MARK in head[: PDF_REACH + len(PDF_MARK)]:
        return PDF
    return text_type(head, name)


def _packed(head: bytes, claimed: str) -> str:
    """The parts of an office document stand in any order, and not all of them in the head."""
    if OPEN_DOCUMENT_MARK in head[: len(OPEN_DOCUMENT_MARK) + 100]:
        return OPEN_DOCUMENT
    for part, media_type in OFFICE_PARTS.items():
        if part in head:
            return media_type
    return claimed if OFFICE_LIST in head and claimed in (DOCX, XLSX) else PACKED


def _named(media_type: str) -> str:
    return media_type or "something else"
