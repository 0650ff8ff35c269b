"""Tells the type of a file by its bytes. A name can only contradict them, never decide."""

from __future__ import annotations

from pathlib import PurePath

import filetype

from services.errors import EmptyFileError, TypeMismatchError, UnsupportedTypeError
from services.reading.media_types import EXTENSIONS, IN_WORDS, PDF, SUPPORTED

HEAD_BYTES = 8192  # what a caller has to give of a longer file
PDF_MARK = b"%PDF-"
PDF_REACH = 1024  # PDF readers accept the mark this far from the start
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
SAME_DECODER = {"image/apng": "image/png", "image/x-ms-bmp": "image/bmp"}
MARKUP = (b"<", b"#!", b"{", b"PK", b"MZ", b"\x7fELF")  # whatever stands further down, these are no PDF


def sniff(head: bytes, name: str) -> str:
    """Give the media type of a file from its first bytes (at least `HEAD_BYTES`, or all).

    Raises EmptyFileError, TypeMismatchError (the name claims a type that the bytes are not), UnsupportedTypeError.
    """
    if not head:
        raise EmptyFileError("The file is empty. Send it again.")
    media_type = _by_bytes(head)
    if media_type in SUPPORTED:
        return media_type
    claimed = EXTENSIONS.get(PurePath(name).suffix.lower().removeprefix("."))
    if claimed is not None:
        raise TypeMismatchError(f"The name says {claimed}, the content is {_named(media_type)}. Supported: {IN_WORDS}.")
    raise UnsupportedTypeError(f"Files of this type ({_named(media_type)}) are not read. Supported: {IN_WORDS}.")


def _by_bytes(head: bytes) -> str:
    """Give one type only, also of a file that is valid as several: what stands first wins. "" when unknown."""
    start = head.removeprefix(BYTE_ORDER_MARK).lstrip()
    if start.startswith(PDF_MARK):
        return PDF
    kind = filetype.guess(head)
    if kind is not None:
        return SAME_DECODER.get(str(kind.mime), str(kind.mime))
    if not start.startswith(MARKUP) and PDF_MARK in head[: PDF_REACH + len(PDF_MARK)]:
        return PDF
    return ""


def _named(media_type: str) -> str:
    return media_type or "something else"
