"""Tells by its bytes whether a file can be a table, and of which type. What it holds shows when it is read."""

from __future__ import annotations

import re

import filetype

from services.errors import EmptyFileError, UnsupportedTypeError
from services.reading.archive import OLE_MARK
from services.reading.media_types import CSV, JSON, TABLES_IN_WORDS, XLSX
from services.reading.table_encoding import MARKS

ARCHIVE_MARK = b"PK\x03\x04"
HEAD_BYTES = 8192  # what a caller has to give of a longer file
_NEVER_IN_TEXT = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def sniff_table(head: bytes) -> str:
    """Give the media type of a table from its first bytes (at least `HEAD_BYTES`, or all).

    A workbook of an old Excel, or one under a password, is named XLSX too: reading it says what to do about it.
    Raises EmptyFileError, UnsupportedTypeError.
    """
    if not head:
        raise EmptyFileError("The file is empty. Send it again.")
    if head.startswith((ARCHIVE_MARK, OLE_MARK)):
        return XLSX
    start = _without_mark(head).lstrip()
    if start.startswith((b"[", b"{")):
        return JSON
    if start.startswith((b"<", b"%PDF-")) or filetype.guess(head) is not None or _NEVER_IN_TEXT.search(head[:HEAD_BYTES]):
        raise UnsupportedTypeError(f"The file is no table. Supported: {TABLES_IN_WORDS}.")
    return CSV


def _without_mark(head: bytes) -> bytes:
    """The text without its byte order mark, and without the zeros of two bytes per letter."""
    for mark, _ in MARKS:
        if head.startswith(mark):
            return head.removeprefix(mark).replace(b"\x00", b"")
    return head
