"""Tells the type of a file of rows by its bytes; what is neither a workbook nor JSON nor anything known is text."""

from __future__ import annotations

from pathlib import PurePath

import filetype

from services.errors import EmptyFileError, TypeMismatchError, UnsupportedTypeError
from services.reading.media_types import CSV, JSON, TABLES_IN_WORDS, XLSX

ZIP_MARK = b"PK\x03\x04"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BEFORE_TEXT = b" \t\r\n"
NO_TABLES = (b"%PDF-", b"\xd0\xcf\x11\xe0", b"<", b"MZ", b"\x7fELF", b"#!")
CLAIMS = {"csv": CSV, "tsv": CSV, "txt": CSV, "xlsx": XLSX, "json": JSON}


def sniff_table(head: bytes, name: str) -> str:
    """Give the media type of a table from its first bytes.

    Raises EmptyFileError, TypeMismatchError (the name claims a type that the bytes are not), UnsupportedTypeError.
    """
    if not head:
        raise EmptyFileError("The file is empty. Send it again.")
    media_type = _by_bytes(head)
    if media_type is None:
        raise UnsupportedTypeError(f"Files of this type are not imported. Supported: {TABLES_IN_WORDS}.")
    claimed = CLAIMS.get(PurePath(name).suffix.lower().removeprefix("."))
    if claimed not in (None, media_type):
        raise TypeMismatchError(f"The name says {claimed}, the content is {media_type}. Supported: {TABLES_IN_WORDS}.")
    return media_type


def _by_bytes(head: bytes) -> str | None:
    start = head.removeprefix(BYTE_ORDER_MARK).lstrip(BEFORE_TEXT)
    if head.startswith(ZIP_MARK):
        return XLSX
    if start.startswith((b"[", b"{")):
        return JSON
    if start.startswith(NO_TABLES) or filetype.guess(head) is not None:
        return None
    return CSV
